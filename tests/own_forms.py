"""A clinic's own PDFs as its lawyer or another program would make them, good and bad."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf, String
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas

SENTENCES = (
    "We ask you to pay what your plan leaves to you on the day of each visit.",
    "Please tell us two days before when you cannot come, so that another can have the time.",
    "A visit that is missed without a call costs seventy-five dollars.",
    "We send a bill once a month and ask nobody for interest.",
)
EDGE = 1.0 * inch


def policy(
    pages: int = 1, size: tuple[float, float] = LETTER, edge: float = EDGE, more: str = ""
) -> bytes:
    """A financial policy: a head, running text, a line to sign on the last page, a foot."""
    out = BytesIO()
    canvas = Canvas(out, size, invariant=1)
    for number in range(1, pages + 1):
        _page(canvas, size, edge, number, pages)
        if more:
            canvas.drawString(edge, edge + 30, more)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _page(canvas: Canvas, size: tuple[float, float], edge: float, number: int, pages: int) -> None:
    wide, high = size
    canvas.setFont("Times-Bold", 16)
    canvas.drawString(edge, high - edge - 12, "Financial policy of the practice")
    canvas.setFont("Times-Roman", 11)
    y = high - edge - 44
    while y > edge + 90:
        for sentence in SENTENCES:
            canvas.drawString(edge, y, sentence[: int((wide - 2 * edge) / 5)])
            y -= 15
        y -= 8
    if number == pages:
        canvas.line(edge, edge + 50, edge + 220, edge + 50)
        canvas.drawString(edge, edge + 38, "Signature")
    canvas.setFont("Times-Italic", 9)
    canvas.drawCentredString(wide / 2, edge, f"Hollis & Wren, attorneys  -  {number}")


def boxed(size: tuple[float, float] = LETTER, marks: float = 4.0) -> bytes:
    """A page with a square in each corner, black right to its edge, and one letter in each."""
    out = BytesIO()
    canvas = Canvas(out, size, invariant=1)
    wide, high = size
    side = 30.0
    for x, y in ((0, 0), (wide - side, 0), (0, high - side), (wide - side, high - side)):
        canvas.rect(x, y, side, side, fill=1)
    canvas.setFont("Helvetica", 20)
    canvas.drawString(wide / 2, high / 2, "middle")
    canvas.rect(marks, marks, wide - 2 * marks, high - 2 * marks)
    canvas.save()
    return out.getvalue()


def changed(content: bytes, change: Callable[[Any], object], **how: Any) -> bytes:  # noqa: ANN401
    """The same PDF with something else about it."""
    out = BytesIO()
    with Pdf.open(BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(out, deterministic_id=not how, **how)
    return out.getvalue()


def turned(quarters: int, content: bytes | None = None) -> bytes:
    """A policy whose pages are shown turned to the right."""

    def turn(pdf: Any) -> None:  # noqa: ANN401 -- pikepdf's own
        for page in pdf.pages:
            page.rotate(90 * quarters, relative=False)

    return changed(content or policy(), turn)


def cropped(left: float, bottom: float, right: float, top: float) -> bytes:
    """A policy of which only a part is seen."""

    def crop(pdf: Any) -> None:  # noqa: ANN401 -- the same
        pdf.pages[0].cropbox = (left, bottom, right, top)

    return changed(policy(), crop)


def locked(owner: str = "owner", user: str = "user") -> bytes:
    """A policy that asks for a password, or that only says what is forbidden."""
    return changed(policy(), lambda _: None, encryption=Encryption(owner=owner, user=user))


def with_script() -> bytes:
    """A policy that runs something when it is opened."""

    def script(pdf: Any) -> None:  # noqa: ANN401 -- the same
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('Hello')"))

    return changed(policy(), script)


def with_attachment() -> bytes:
    """A policy with another file in it."""

    def attach(pdf: Any) -> None:  # noqa: ANN401 -- the same
        pdf.attachments["tool.exe"] = AttachedFileSpec(pdf, b"MZ tool", filename="tool.exe")

    return changed(policy(), attach)


def with_fields(*, xfa: bool = False) -> bytes:
    """A policy that can be filled in on the screen, with a name in its field."""
    out = BytesIO()
    canvas: Any = Canvas(out, LETTER, invariant=1)
    _page(canvas, LETTER, EDGE, 1, 1)
    canvas.acroForm.textfield(
        name="payer", value="Whoever pays", x=320, y=118, width=200, height=20, fontSize=11
    )
    canvas.acroForm.checkbox(name="agreed", checked=True, x=300, y=118, size=14)
    canvas.linkURL("https://example.org", (72, 300, 300, 320))
    canvas.save()

    def add(pdf: Any) -> None:  # noqa: ANN401 -- the same
        pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")

    return changed(out.getvalue(), add) if xfa else out.getvalue()


def with_layers(*, hidden: bool) -> bytes:
    """A policy with a layer that is seen, or is not."""

    def layer(pdf: Any) -> None:  # noqa: ANN401 -- the same
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft mark")))
        shown = Dictionary(ON=Array([group]))
        if hidden:
            shown = Dictionary(OFF=Array([group]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=shown)

    return changed(policy(), layer)


def portfolio() -> bytes:
    """A cover page around other files."""

    def collect(pdf: Any) -> None:  # noqa: ANN401 -- the same
        pdf.Root.Collection = Dictionary(Type=Name.Collection)

    return changed(policy(), collect)


def elsewhere() -> bytes:
    """A policy that shows what lies in another file."""

    def point(pdf: Any) -> None:  # noqa: ANN401 -- the same
        image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
        image.F = String("secrets.dat")
        pdf.pages[0].Resources.XObject = Dictionary(Im1=image)

    return changed(policy(), point)


def scanned(image: Any) -> bytes:  # noqa: ANN401 -- Pillow's own
    """A picture that covers its whole page."""
    out = BytesIO()
    canvas: Any = Canvas(out, LETTER, invariant=1)
    canvas.drawInlineImage(image, 0, 0, *LETTER)
    canvas.save()
    return out.getvalue()


def joined(*parts: bytes) -> bytes:
    """The pages of several PDFs one after the other."""
    out = BytesIO()
    with Pdf.new() as whole:
        for each in parts:
            with Pdf.open(BytesIO(each)) as part:
                whole.add_pages_from(part)
        whole.save(out, deterministic_id=True)
    return out.getvalue()
