"""The text of a packet as Typst sets it: the measure beside which our own is held."""

import json
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from app.documents.values import PacketSheet, PaperSheet
from app.domain.forms import (
    Block,
    Bullets,
    Choice,
    Figure,
    Heading,
    If,
    Initial,
    Inline,
    Note,
    Paragraph,
    Reaffirm,
    Required,
    Sign,
    Table,
    shown,
)

_SET_UP = """\
#let told = json(bytes(sys.inputs.values))
#set document(title: "Visit papers")
#set page("us-letter", margin: (x: 60pt, top: 88pt, bottom: 92pt), header: told.at("patient.name"),
  footer: context [#told.code #h(1fr) Page #counter(page).display("1 of 1", both: true)])
#set text(font: "Noto Sans", size: 10.5pt, lang: "en")
#let blank(wide, high) = box(width: wide, height: high, stroke: 0.8pt)
"""


class TypstPacket:
    """A packet that Typst keeps ready, as its warm compiler does."""

    def __init__(self, sheet: PacketSheet, folder: Path, fonts: Path) -> None:
        source = folder / "packet.typ"
        source.write_text("\n".join((_SET_UP, *_papers(sheet))), encoding="utf-8")
        typst: Any = import_module("typst")  # only the measurements are set up with it
        self._compiler = typst.Compiler(
            str(source), font_paths=[str(fonts)], ignore_system_fonts=True
        )

    def made(self, values: dict[str, str]) -> bytes:
        """The bytes for one patient."""
        inputs = {"values": json.dumps(values)}
        return self._compiler.compile(sys_inputs=inputs, pdf_standards=["a-2a", "ua-1"])


def _papers(sheet: PacketSheet) -> Iterator[str]:
    for paper in sheet.papers:
        if isinstance(paper, PaperSheet):
            yield f"#pagebreak(weak: true)\n= {_escaped(paper.form.title('en'))}"
            yield from _blocks(shown(paper.blocks, paper.conditions))


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'=' * block.level} {_inline(block.text)}"
            case Paragraph():
                yield _inline(block.text)
            case Bullets():
                mark = "-" if block.first is None else "+"
                yield "\n".join(f"{mark} {_inline(item)}" for item in block.items)
            case Table():
                yield _table(block)
            case _:
                yield from _boxed(block)
        yield ""


def _boxed(
    block: Figure | Initial | Sign | Choice | Note | Reaffirm | Required | If,
) -> Iterator[str]:
    match block:
        case Initial():
            inner = "\n".join(_blocks(block.blocks))
            yield f"#grid(columns: (1fr, 60pt), [{inner}], blank(60pt, 30pt))"
        case Sign():
            yield from _blocks(block.blocks)
            yield "#grid(columns: 4, gutter: 12pt, ..range(4).map(_ => blank(100pt, 38pt)))"
        case Choice():
            yield from _blocks(block.blocks)
            yield " ".join(f"#blank(12pt, 12pt) {_escaped(option)}" for option in block.options)
        case Reaffirm():
            yield from _blocks(block.blocks)
            boxes = f"..range({3 * block.lines}).map(_ => blank(90pt, 25pt))"
            yield f"#grid(columns: 3, gutter: 12pt, {boxes})"
        case Figure():
            yield from _blocks(block.caption)
        case Note():
            yield f"#block(fill: luma(240), inset: 10pt)[{chr(10).join(_blocks(block.blocks))}]"
        case Required() | If():
            yield from _blocks(block.blocks)


def _table(block: Table) -> str:
    head = ", ".join(f"[{_inline(cell)}]" for cell in block.head)
    cells = ", ".join(f"[{_inline(cell)}]" for row in block.rows for cell in row)
    return f"#table(columns: {len(block.head)}, table.header({head}), {cells})"


def _inline(inline: Inline) -> str:
    parts: list[str] = []
    for run in inline:
        said = f'#told.at("{run.field}", default: "____")' if run.field else _escaped(run.text)
        parts.append(f"#strong[{said}]" if run.bold else f"#emph[{said}]" if run.italic else said)
    return "".join(parts)


def _escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in r"\#$*_`<>@[]=-+/~" else each for each in text)
