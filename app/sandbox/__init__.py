"""Runs a named reader of a foreign file in a limited child: bytes in, JSON or pixels out."""

from app.sandbox.child import Reader, answer
from app.sandbox.crossing import Told, plain_reasons, reasons
from app.sandbox.parent import USUAL, Limits, read

__all__ = [
    "USUAL",
    "Limits",
    "Reader",
    "Told",
    "answer",
    "plain_reasons",
    "read",
    "reasons",
]
