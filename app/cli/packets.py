"""`packet` and `packets`: the papers of visits, to the printer."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from app import words
from app.cli.call import DONE, TROUBLE, Answer, Call, Document, day_of
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.clinic import Clinic
from app.domain.packet_rules import PacketWish
from app.domain.packets import Paper
from app.use_cases import packets
from app.use_cases.packets import Written

PACKET = Help(
    summary="Issue the packet of one visit and write exactly what is archived to a file.",
    document='{"file", "pages", "sha256",\n'
    ' "papers": [{"form", "version", "language", "pages", "why"}]}',
    example="anteroom packet --visit 123 --out packet.pdf --json\n"
    "anteroom packet --visit 123 --out roi.pdf --papers release-of-information --lang es",
    more="A packet that was issued before and would say the same is written again, byte for byte.",
)
PACKETS = Help(
    summary="Issue the packets of a day: one PDF a visit, in the order of the clinic's day.",
    document='{"day", "visits": [{"visit", "file", "pages", "sha256", "error"}]}\n'
    "error: null, or the sentence why this visit has no packet; the others are written,\n"
    "and the exit code is 1",
    example="anteroom packets --day tomorrow --out packets",
    more="File names carry the day, the time and the visit's number, and nobody's name.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    packet = commands.add("packet", _packet, PACKET)
    packet.add_argument("--visit", required=True, type=NUMBER, metavar="N", help="visit number")
    packet.add_argument("--out", required=True, metavar="FILE.pdf", help="the file to write")
    _add_wish(packet)
    day = commands.add("packets", _packets, PACKETS)
    day.add_argument("--day", required=True, metavar="DAY", help="the day of the visits")
    day.add_argument("--out", required=True, metavar="DIR", help="the folder to write to")
    _add_wish(day)


def _add_wish(parser: Parser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--only-missing", action="store_true", help="only what is not on file (the default)"
    )
    which.add_argument("--all", action="store_true", help="also what is signed or was given before")
    which.add_argument(
        "--papers", default="", metavar="FORM,...", help="exactly these forms, in this order"
    )
    parser.add_argument("--lang", default="", metavar="CODE", help="another language, like es")
    parser.add_argument("--large-print", action="store_true", help="in large print")


def _wish(call: Call) -> PacketWish:
    asked = call.words
    named = [name.strip() for name in asked.papers.split(",")]
    return PacketWish(
        papers=tuple(name for name in named if name),
        everything=asked.all,
        language=asked.lang,
        large_print=asked.large_print,
    )


def _packet(call: Call) -> Answer:
    with call.clinic() as clinic:
        done = packets.write_packet(clinic, call.words.visit, Path(call.words.out), _wish(call))
        rows = [_paper_row(clinic, paper) for paper in done.papers]
    document: Document = {
        "file": str(done.file),
        "pages": done.pages,
        "sha256": done.sha256,
        "papers": [_paper(paper) for paper in done.papers],
    }
    count = words.plural(len(done.papers), "paper")
    head = f"{done.file}: {count} on {words.plural(done.pages, 'page')}."
    return Answer(document=document, lines=(head, *columns(rows)))


def _paper(paper: Paper) -> Document:
    return {
        "form": paper.form,
        "version": paper.version,
        "language": paper.language,
        "pages": paper.pages,
        "why": words.say(paper.why),
    }


def _paper_row(clinic: Clinic, paper: Paper) -> Sequence[str]:
    title = packets.form_title(clinic, paper.form)
    pages = words.plural(paper.pages, "page")
    return title, f"version {paper.version}", paper.language, pages, words.say(paper.why)


def _packets(call: Call) -> Answer:
    with call.clinic() as clinic:
        day = day_of(clinic, call.words.day)
        call.tell(f"Making the packets of {words.day(day)} ...")
        done = packets.write_packets(clinic, day, Path(call.words.out), _wish(call))
    nothing = f"No visit on {words.day(day)} needs papers."
    return Answer(
        document={"day": day.isoformat(), "visits": [packet_document(each) for each in done]},
        lines=packet_lines(done) or (nothing,),
        code=exit_code(done),
    )


def packet_document(done: Written) -> Document:
    """One visit's packet, or why there is none."""
    return {
        "visit": done.visit,
        "file": str(done.file) if done.file else None,
        "pages": done.pages,
        "sha256": done.sha256 or None,
        "error": words.say(done.error) if done.error else None,
    }


def packet_lines(written: Iterable[Written]) -> tuple[str, ...]:
    """The packets in columns."""
    return columns(map(_packet_row, written))


def _packet_row(done: Written) -> Sequence[str]:
    name = f"visit {done.visit}"
    if done.error:
        return name, "", f"no packet: {words.say(done.error)}"
    return name, words.plural(done.pages, "page"), str(done.file)


def exit_code(written: Iterable[Written]) -> int:
    """Trouble when a visit has no packet, so that a nightly job notices."""
    return TROUBLE if any(done.error for done in written) else DONE
