"""What a patient's visits to come have lost, at the top of the card."""

from functools import partial

from app.ui.common.chips import chip_size
from app.ui.desk import Desk
from app.ui.today.few_rows import FewRows, Line
from app.ui.today.needs import NeedRow, need_look
from app.use_cases.needs import attention_of
from app.use_cases.patients import Card

MOST = 2
"""Rows that are shown before the rest is asked for."""


class Attention(FewRows):
    """The visits to come that cannot stay as they are, each with the next action."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(MOST)
        self._desk = desk

    def show_card(self, card: Card) -> None:
        """What the visits of a card have lost; nothing is shown when they have lost nothing."""
        needs = attention_of(self._desk.clinic, card.visits)
        wide = max((chip_size(need_look(need)[1]).width() for need in needs), default=0)
        self.show_lines(
            [
                Line(
                    key=need.view.visit.id,
                    told=(need, wide),
                    make=partial(NeedRow, self._desk, need, wide, named=False),
                )
                for need in needs
            ]
        )
        self.setVisible(bool(needs))
