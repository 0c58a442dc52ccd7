"""What PDF/A-2a and PDF/UA-1 ask of a file of ours, said as rules of our own.

The numbers are the clauses of ISO 19005-2 (A) and ISO 14289-1 (UA), as veraPDF names its rules.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf

Element = Any  # pikepdf's objects are typed by what they hold

_PAINTS = frozenset(
    {*("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"), *("Tj", "TJ", "'", '"', "Do", "sh")}
    | {"INLINE IMAGE"}
)
_KIDS = {
    "Document": {"Sect"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR"},
    "TR": {"TH", "TD"},
}
_PARENTS = {"LI": "L", "Lbl": "LI", "LBody": "LI", "TR": "Table", "TH": "TR", "TD": "TR"}
_KNOWN = frozenset(
    {*("Document", "Sect", "P", "H1", "H2", "H3"), *("L", "LI", "Lbl", "LBody")}
    | {*("Table", "TR", "TH", "TD"), *("Figure", "Caption", "Form")}
)
_FIELDS = {("/PrintField", "/tv"), ("/PrintField", "/cb")}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_IDS = {
    "{http://www.aiim.org/pdfa/ns/id/}part": "2",
    "{http://www.aiim.org/pdfa/ns/id/}conformance": "A",
    "{http://www.aiim.org/pdfua/ns/id/}part": "1",
}


def broken_rules(pdf: bytes) -> list[str]:
    """Every rule that a file breaks, in words."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            *map(str, file.check_pdf_syntax()),
            *_file(pdf, file),
            *_metadata(file),
            *_fonts(file),
            *_pages(file),
            *_tree(file),
        ]


def _file(pdf: bytes, file: pikepdf.Pdf) -> Iterator[str]:
    root: Element = file.Root
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", pdf) or not pdf.endswith(b"%%EOF\n"):
        yield "A 6.1.2: the header and the end are not those of an archive's file"
    if len(file.trailer.ID) != 2 or "/Encrypt" in file.trailer:
        yield "A 6.1.3: no name, or a lock"
    for each in file.objects:
        if isinstance(each, pikepdf.Stream) and {"/LZWDecode", "/Crypt"} & _filters(each):
            yield "A 6.1.7.2: a filter that is not allowed"
    if not root.Lang or not root.MarkInfo.Marked or not root.ViewerPreferences.DisplayDocTitle:
        yield "UA 7.1, 7.2: no language, no marks, or no title to show"
    intent = root.OutputIntents[0]
    profile = intent.DestOutputProfile.read_bytes()
    if intent.S != "/GTS_PDFA1" or profile[36:40] != b"acsp" or profile[12:20] != b"mntrRGB ":
        yield "A 6.2.3: no colour profile"
    if {"/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Names"} & set(root.keys()):
        yield "A 6.4-6.9: something that acts"


def _filters(stream: pikepdf.Stream) -> set[str]:
    found: Element = stream.get("/Filter", pikepdf.Array())
    return {str(each) for each in (found if isinstance(found, pikepdf.Array) else [found])}


def _metadata(file: pikepdf.Pdf) -> Iterator[str]:
    stream: Element = file.Root.Metadata
    if "/Filter" in stream:
        yield "A 6.6.2.1: the description is packed"
    described = ET.fromstring(stream.read_bytes().decode()).find(f".//{_RDF}Description")  # noqa: S314 -- our own
    assert described is not None
    said = {each.tag: (each.text or "").strip() for each in described}
    yield from (f"A 6.6.4, UA 5: {name}" for name, value in _IDS.items() if said.get(name) != value)
    info: Element = file.trailer.Info
    title = described.find(f"{{http://purl.org/dc/elements/1.1/}}title//{_RDF}li")
    if title is None or title.text != str(info.Title):
        yield "A 6.6.2.4: the two titles differ"
    if said.get("{http://ns.adobe.com/pdf/1.3/}Producer") != str(info.Producer):
        yield "A 6.6.2.4: the two producers differ"
    if "{http://www.aiim.org/pdfa/ns/extension/}schemas" not in said:
        yield "A 6.6.2.3: PDF/UA's names are not described"


def _fonts(file: pikepdf.Pdf) -> Iterator[str]:
    asked: dict[str, set[int]] = {}
    for page in file.pages:
        for name, codes in _codes(page):
            asked.setdefault(name, set()).update(codes)
    for name, codes in asked.items():
        font: Element = file.pages[0].Resources.Font[name]
        program = font.FontDescriptor.FontFile2
        if len(program.read_bytes()) != program.Length1:
            yield "A 6.2.11.2: a font's program has another length"
        yield from _letters(font, name, codes)


def _letters(font: Element, name: str, codes: set[int]) -> Iterator[str]:
    means = dict(re.findall(rb"<(\w\w)><(\w+)>", font.ToUnicode.read_bytes()))
    if 0 in codes:
        yield "A 6.2.11.8: a letter has no shape"
    for code in codes:
        if means.get(b"%02X" % code, b"0000") in {b"0000", b"FEFF", b"FFFE"}:
            yield f"A 6.2.11.7.2: nobody knows what code {code} of {name} means"
        if not font.FirstChar <= code <= font.LastChar or not int(font.Widths[code]):
            yield f"A 6.2.11.5: code {code} of {name} has no width"


def _codes(page: pikepdf.Page) -> Iterator[tuple[str, bytes]]:
    name = ""
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            name = str(operands[0])
        elif str(operator) == "Tj":
            yield name, bytes(operands[0])
        elif str(operator) in {"TJ", "'", '"'}:
            raise AssertionError(operator)


def _pages(file: pikepdf.Pdf) -> Iterator[str]:
    owners: Element = file.Root.StructTreeRoot.ParentTree.Nums
    by_key = {int(owners[at]): owners[at + 1] for at in range(0, len(owners), 2)}
    for number, page in enumerate(file.pages, start=1):
        marks, trouble = _marks(page)
        yield from (f"UA 7.1-3, page {number}: {each}" for each in trouble)
        if "/StructParents" not in page:
            yield from ([f"UA 7.1-3, page {number}: nobody's stretches"] if marks else [])
            continue
        parents = by_key[int(page.StructParents)]
        if marks != list(range(len(parents))):
            yield f"UA 7.1, page {number}: stretches {marks} of {len(parents)} owners"
        for mark, parent in enumerate(parents):
            if (page.objgen, mark) not in set(_stretches(parent)):
                yield f"UA 7.1, page {number}: stretch {mark} is not its owner's"


def _marks(page: pikepdf.Page) -> tuple[list[int], list[str]]:
    """The numbers of a page's stretches, and what is drawn outside any or in two at once."""
    marks: list[int] = []
    trouble: list[str] = []
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        does = str(operator)
        if does in {"BDC", "BMC"}:
            depth += 1
            marks += _number(operands)
            trouble += ["one stretch in another"] if depth > 1 else []
        elif does == "EMC":
            depth -= 1
        elif does in _PAINTS and not depth:
            trouble.append(f"{does} outside any stretch")
    return marks, [*trouble, *(["a stretch without end"] if depth else [])]


def _number(operands: Any) -> list[int]:  # noqa: ANN401 -- pikepdf's
    return [] if str(operands[0]) == "/Artifact" else [int(operands[1].MCID)]


def _stretches(element: Element) -> Iterator[tuple[tuple[int, int], int]]:
    """The page and number of each stretch that an element holds itself."""
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)


def _kids(element: Element) -> list[Element]:
    kids = element.get("/K", [])
    return [*kids] if isinstance(kids, pikepdf.Array | list) else [kids]


def elements(pdf: bytes) -> list[tuple[str, str, str]]:
    """Every element in reading order: its kind, its words for the blind, its language."""
    with pikepdf.open(BytesIO(pdf)) as file:
        (whole,) = _kids(file.Root.StructTreeRoot)
        return [
            (str(each.S)[1:], str(each.get("/Alt", "")), str(each.get("/Lang", "")))
            for each in _walked(whole)
        ]


def _walked(element: Element) -> Iterator[Element]:
    yield element
    for kid in _element_kids(element):
        yield from _walked(kid)


def _element_kids(element: Element) -> list[Element]:
    return [
        kid for kid in _kids(element) if not isinstance(kid, int) and kid.get("/Type") != "/MCR"
    ]


def _tree(file: pikepdf.Pdf) -> Iterator[str]:
    (whole,) = _kids(file.Root.StructTreeRoot)
    level = 0
    for element in _walked(whole):
        kind = str(element.S)[1:]
        yield from (f"UA 7: {kind} {each}" for each in _element(element, kind))
        if re.fullmatch(r"H\d", kind):
            if int(kind[1]) > level + 1:
                yield f"UA 7.4.2: {kind} after H{level}"
            level = int(kind[1])


def _element(element: Element, kind: str) -> Iterator[str]:
    kids = [str(kid.S)[1:] for kid in _element_kids(element)]
    if kind not in _KNOWN:
        yield "is no standard kind"
    if kind in _KIDS and (not kids or not set(kids) <= _KIDS[kind]):
        yield f"holds {kids}"
    if kind in _PARENTS and str(element.P.S)[1:] != _PARENTS[kind]:
        yield f"is in {element.P.S}"
    if any(kid.P.objgen != element.objgen for kid in _element_kids(element)):
        yield "holds what does not know it"
    yield from _said(element, kind)
    if kind == "Table":
        yield from _table(element)


def _said(element: Element, kind: str) -> Iterator[str]:
    if kind in {"Figure", "Form"} and not str(element.get("/Alt", "")).strip():
        yield "has no words for the blind"
    if kind == "Figure" and len(element.A.BBox) != 4:
        yield "has no place"
    if kind == "Form" and (str(element.A.O), str(element.A.Role)) not in _FIELDS:
        yield "does not say what is filled in"
    if kind == "TH" and str(element.A.get("/Scope")) not in {"/Column", "/Row"}:
        yield "does not say which cells it heads"
    if kind == "Sect" and not str(element.get("/Lang", "")):
        yield "has no language"


def _table(table: Element) -> Iterator[str]:
    rows = [[str(cell.S) for cell in _element_kids(row)] for row in _element_kids(table)]
    if len({len(row) for row in rows}) != 1:
        yield "has rows of different lengths"
    if not any("/TH" in row for row in rows):
        yield "has no headings"
