"""Reads the words of a command line, and says what is wrong with them in one sentence."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from typing_extensions import override

from app.cli.answer import Answer
from app.cli.call import Call
from app.domain.refusal import refuse

WIDTH = 100
COMMAND = "COMMAND OPTIONS"
"""As long as the longest command, so that help stays aligned."""
DOCUMENT = "JSON document (times are ISO 8601 with the clinic's offset)"
Run = Callable[[Call], Answer]


def layout(prog: str) -> argparse.HelpFormatter:
    """How help is printed: our own lines as they stand."""
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=24, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are refusals."""

    @override
    def error(self, message: str) -> NoReturn:
        said = message.replace(f"argument {COMMAND}: invalid choice:", "there is no command")
        sentence = f"{said[:1].upper()}{said[1:]}".rstrip(".")
        raise refuse("usage", problem=f"{sentence}. “{self.prog} --help” says more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What `--help` says about a command."""

    summary: str
    document: str
    """The JSON document it answers with."""
    example: str
    more: str = ""

    @property
    def epilog(self) -> str:
        """The text below the options."""
        parts = [
            self.more,
            f"{DOCUMENT}:\n{_inset(self.document)}",
            f"example:\n{_inset(self.example)}",
        ]
        return "\n\n".join(part for part in parts if part)


def _inset(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


class Commands:
    """The commands of one level, to be added one by one."""

    def __init__(self, parser: Parser, *, required: bool = True) -> None:
        self._adder = parser.add_subparsers(
            title="commands",
            metavar=COMMAND,
            required=required,
            parser_class=Parser,
            prog=parser.prog,
        )

    def add(self, name: str, run: Run, about: Help, *, clinic: str = "") -> Parser:
        """A command with the options that every command takes."""
        parser = self._parser(name, about.summary, about.epilog)
        parser.set_defaults(run=run)
        every = parser.add_argument_group("every command")
        every.add_argument(
            "--clinic",
            metavar="PLACE",
            default="",
            help=clinic
            or "the clinic's folder (default: this person's own clinic), or postgresql://server/name",
        )
        every.add_argument(
            "--as",
            metavar="LOGIN",
            dest="login",
            default="",
            help="who is asking; a demo clinic takes its front desk, one with one login takes that",
        )
        every.add_argument(
            "--password-file",
            metavar="FILE",
            default="",
            help="the password is its first line, “-” takes standard input; a terminal asks for it",
        )
        every.add_argument(
            "--second-factor",
            metavar="DIGITS",
            default="",
            help="the code of the second factor, where the clinic asks for one",
        )
        every.add_argument(
            "--json", action="store_true", help="answer with one JSON document on standard output"
        )
        return parser

    def level(self, name: str, summary: str) -> "Commands":
        """A command that is only the first word of several."""
        return Commands(self._parser(name, summary))

    @staticmethod
    def within(parser: Parser) -> "Commands":
        """More words that may follow a command which also stands alone."""
        return Commands(parser, required=False)

    def _parser(self, name: str, summary: str, epilog: str = "") -> Parser:
        return self._adder.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=epilog,
            allow_abbrev=False,
            formatter_class=layout,
        )


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """What argparse reads a whole number with."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            message = f"“{text}” is not a whole number from {least} to {most}"
            raise argparse.ArgumentTypeError(message)
        return number

    return read


NUMBER = whole_number(1, 2**31)
"""The number of a visit."""
