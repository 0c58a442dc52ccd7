"""What a letter says, as the forms that file and correct it ask for it."""

from dataclasses import replace

from app import words
from app.domain.form_lists import INDICATIONS
from app.domain.records import Letter, Referral, Statement
from app.domain.referrals import HOWS
from app.domain.refusal import refuse
from app.domain.typed_days import read_way
from app.ui.common.fields import Choice, DayField, TextField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm
from app.ui.gate.referrer_fields import ReferrerFields
from app.use_cases.referrals import ROUTES
from app.words.tongue import later, tr


class LetterFields:
    """The fields of a letter that is here."""

    def __init__(self, desk: Desk) -> None:
        today = desk.clinic.today()
        self.who = ReferrerFields(desk)
        self.day = DayField(
            later("Date on the letter"), today, later("20 Nov, -3, 20 Nov 2026"), read_way
        )
        self.visits = TextField(later("Visits the letter allows"), tr("empty: no number named"))
        self.until = DayField(later("The letter's own last day"), today, later("empty: none named"))
        self.route = _offering(
            later("Route"), [(each, words.route_word(each)) for each in ("", *ROUTES)]
        )
        self.condition = _offering(
            later("Condition"), [(each, words.indication_word(each)) for each in ("", *INDICATIONS)]
        )
        self.statement = _offering(
            later("What it says"), [(each.value, words.statement_word(each)) for each in Statement]
        )
        told = [(each, words.how_word(each)) for each in HOWS]
        self.how = _offering(later("How it arrived"), [("", tr("Not said")), *told])

    def put_first(self, form: ItemForm) -> None:
        """The fields that every letter needs; who refers only when nobody is known."""
        if not self.who.is_known:
            form.add(tr("Wh&o refers"), self.who.name)
        form.add(tr("&Date on the letter"), self.day)
        form.add(tr("How man&y visits"), self.visits)
        form.add(tr("&Until"), self.until)
        form.setFocusProxy(self.day if self.who.is_known else self.who.name)

    def put_more(self, form: ItemForm, *, known: bool) -> None:
        """The others, folded."""
        form.add_more(
            tr("&More that it says"),
            (tr("Route it is for"), self.route),
            (tr("Condition it is for"), self.condition),
            (tr("It says"), self.statement),
            (tr("How it arrived"), self.how),
            *(((tr("Who refers"), self.who.name),) if known else ()),
            (tr("Credential"), self.who.credential),
            (tr("NPI"), self.who.npi),
        )

    def fill(self, referral: Referral) -> None:
        """What was filed of a letter."""
        self.who.fill(referral)
        for field, day in ((self.day, referral.letter_on), (self.until, referral.valid_until)):
            if day is not None:
                field.set_day(day)
        self.visits.setText(str(referral.visits or ""))
        for choice, value in (
            (self.route, referral.route),
            (self.condition, referral.condition),
            (self.statement, referral.statement.value),
            (self.how, referral.received_how),
        ):
            choice.setCurrentIndex(max(0, choice.findData(value)))

    def letter(self) -> Letter:
        """What is typed."""
        return replace(
            self.who.letter(),
            letter_on=self.day.day(),
            visits=_count(self.visits.text()),
            valid_until=self.until.day(),
            route=str(self.route.currentData()),
            condition=str(self.condition.currentData()),
            statement=Statement(str(self.statement.currentData())),
            received_how=str(self.how.currentData()),
        )


def _count(typed: str) -> int | None:
    """How many visits were typed; none when nothing was."""
    text = typed.strip()
    if text and not (text.isascii() and text.isdigit()):
        raise refuse("visits-unreadable", text=text)
    return int(text) if text else None


def _offering(name: str, pairs: list[tuple[str, str]]) -> Choice:
    choice = Choice(name)
    for value, said in pairs:
        choice.addItem(said, value)
    return choice
