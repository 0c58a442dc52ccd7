"""A form that cannot be read: where, and what is wrong there."""


class BrokenForm(Exception):
    """One sentence about one line of one file of a form."""

    def __init__(self, line: int, problem: str) -> None:
        self.line = line
        self.problem = problem
        super().__init__(problem)
