"""What stands in a stack, where one is seen at a time: each is made when it is asked for."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

T = TypeVar("T", bound=QWidget)


class Parts(Generic[T]):
    """The parts in their order; one that nobody has asked for yet costs neither time nor memory."""

    def __init__(self, stack: QStackedWidget, makers: Sequence[Callable[[], T]]) -> None:
        self._stack, self._makers = stack, makers
        self._made: dict[int, T] = {}
        self._keepers = {place: QWidget() for place in range(len(makers))}
        for keeper in self._keepers.values():
            stack.addWidget(keeper)

    def __len__(self) -> int:
        return len(self._makers)

    def __getitem__(self, number: int) -> T:
        place = range(len(self._makers))[number]
        if place not in self._made:
            self.put(place, self._makers[place]())
        return self._made[place]

    def __iter__(self) -> Iterator[T]:
        return (self[number] for number in range(len(self)))

    def put(self, place: int, part: T) -> None:
        """Put a part that was just made in its place."""
        keeper = self._keepers.pop(place, None)
        if keeper is None:
            return
        self._made[place] = part
        shown = self._stack.currentIndex()
        self._stack.insertWidget(place, part)
        self._stack.removeWidget(keeper)
        keeper.deleteLater()
        self._stack.setCurrentIndex(shown)

    @property
    def made(self) -> tuple[T, ...]:
        """The parts that somebody has asked for."""
        return tuple(self._made.values())

    @property
    def current(self) -> T:
        """The part that is shown."""
        return self[self._stack.currentIndex()]

    def index(self, part: QWidget) -> int:
        """The place of a part that was asked for."""
        return next(place for place, made in self._made.items() if made is part)

    def show(self, number: int) -> T:
        """Show a part."""
        part = self[number]
        self._stack.setCurrentWidget(part)
        return part
