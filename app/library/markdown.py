"""Plain Markdown (headings, paragraphs, lists, tables) as blocks without markup."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from app.domain.forms import Block, Bullets, Heading, Inline, Paragraph, Run, Table
from app.library.broken import BrokenForm

_FIELD = re.compile(r"\{\{\s*([a-z_.]+)\s*\}\}")
_ID = re.compile(r"\s*\{#([a-z][a-z0-9-]*)\}(\s*)")
_HEADING_LEVELS = {"h2": 2, "h3": 3}
_NOT_ALLOWED = {
    "html_block": "HTML",
    "html_inline": "HTML",
    "image": "an image",
    "link": "a link",
    "fence": "a code block",
    "code_block": "a code block",
    "code_inline": "code",
    "hr": "a ruled line",
    "blockquote": "a quotation",
}


def markdown_blocks(markdown: str, first_line: int) -> tuple[Block, ...]:
    """The blocks of a stretch of Markdown that starts on this line of its file."""
    root = SyntaxTreeNode(_parser().parse(markdown))
    return tuple(_block(node, first_line) for node in root.children)


def _parser() -> MarkdownIt:
    # html is on so that it is seen and refused, instead of being printed as text
    parser = MarkdownIt("commonmark", {"html": True, "typographer": True})
    return parser.enable(["table", "smartquotes"])


def _line(node: SyntaxTreeNode, first_line: int) -> int:
    above: SyntaxTreeNode | None = node
    while above is not None and not above.is_root:
        if above.map:
            return first_line + above.map[0]
        above = above.parent
    return first_line


def _block(node: SyntaxTreeNode, first: int) -> Block:
    match node.type:
        case "heading":
            return _heading(node, first)
        case "paragraph":
            inline, block_id = _with_id(_inline(node, first))
            return Paragraph(text=inline, id=block_id)
        case "bullet_list" | "ordered_list":
            return _bullets(node, first)
        case "table":
            return _table(node, first)
        case _:
            raise _refused(node, first)


def _refused(node: SyntaxTreeNode, first: int) -> BrokenForm:
    what = _NOT_ALLOWED.get(node.type, node.type.replace("_", " "))
    return BrokenForm(_line(node, first), f"{what} is not allowed in a form")


def _heading(node: SyntaxTreeNode, first: int) -> Heading:
    level = _HEADING_LEVELS.get(node.tag)
    if level is None:
        raise BrokenForm(_line(node, first), "a heading must begin with ## or ###")
    inline, block_id = _with_id(_inline(node, first))
    return Heading(text=inline, level=level, id=block_id)


def _bullets(node: SyntaxTreeNode, first: int) -> Bullets:
    number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
    return Bullets(items=tuple(_item(item, first) for item in node.children), first=number)


def _item(node: SyntaxTreeNode, first: int) -> Inline:
    if [child.type for child in node.children] != ["paragraph"]:
        raise BrokenForm(_line(node, first), "a list item must be one paragraph")
    return _inline(node.children[0], first)


def _table(node: SyntaxTreeNode, first: int) -> Table:
    rows = [
        tuple(_inline(cell, first) for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return Table(head=rows[0], rows=tuple(rows[1:]))


def _inline(node: SyntaxTreeNode, first: int) -> Inline:
    runs = [run for child in node.children for run in _runs(child.children, first)]
    if any("{{" in run.text or "}}" in run.text for run in runs):
        raise BrokenForm(_line(node, first), "a field must look like {{patient.name}}")
    return tuple(_merged(runs))


def _runs(
    nodes: Sequence[SyntaxTreeNode], first: int, *, bold: bool = False, italic: bool = False
) -> Iterator[Run]:
    for node in nodes:
        match node.type:
            case "text":
                yield from _text_runs(node.content, bold=bold, italic=italic)
            case "softbreak":
                yield Run(text=" ", bold=bold, italic=italic)
            case "hardbreak":
                yield Run(text="\n", bold=bold, italic=italic)
            case "strong":
                yield from _runs(node.children, first, bold=True, italic=italic)
            case "em":
                yield from _runs(node.children, first, bold=bold, italic=True)
            case _:
                raise _refused(node, first)


def _text_runs(content: str, *, bold: bool, italic: bool) -> Iterator[Run]:
    # re.split gives text, field, text, field ... text
    for place, piece in enumerate(_FIELD.split(content)):
        if place % 2:
            yield Run(field=piece, bold=bold, italic=italic)
        elif piece:
            yield Run(text=piece, bold=bold, italic=italic)


def _merged(runs: list[Run]) -> Iterator[Run]:
    held: Run | None = None
    for run in runs:
        if held and not held.field and not run.field and _same_face(held, run):
            held = Run(text=held.text + run.text, bold=run.bold, italic=run.italic)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _same_face(one: Run, other: Run) -> bool:
    return (one.bold, one.italic) == (other.bold, other.italic)


def _with_id(inline: Inline) -> tuple[Inline, str]:
    found = ""
    rest: list[Run] = []
    for run in inline:
        mark = None if found else _ID.search(run.text)
        if mark:
            found = mark[1]
            text = run.text[: mark.start()] + run.text[mark.end() - len(mark[2]) :]
            rest.append(replace(run, text=text))
        else:
            rest.append(run)
    return tuple(run for run in rest if run.text or run.field), found
