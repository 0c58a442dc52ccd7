"""`packet` and `packets`: the papers of visits, to files or to a printer."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from app import printing, words
from app.cli.answer import DONE, TROUBLE, Answer, Document
from app.cli.call import Call, day_of
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.cli.printing import add_ways_out, way_of
from app.clinic import Clinic
from app.domain.packet_rules import PacketWish
from app.domain.packets import Packet, Paper
from app.domain.page_spans import read_spans
from app.printing import Job, Sides, Way
from app.use_cases import packets
from app.use_cases.batch import (
    Gone,
    Line,
    Order,
    With,
    lay_out_batch,
    packet_code,
    run_batch,
    see_batch,
    written,
)
from app.use_cases.batch_ways import PACKET, Goes, ToFile, ToFolder, ToPrinters
from app.use_cases.packets import Written
from app.use_cases.reprints import reprint_pages

PACKET_HELP = Help(
    summary="Issue the packet of one visit: exactly what is archived, to a file or a printer.",
    document='{"file", "pages", "sha256",\n'
    ' "papers": [{"form", "version", "language", "pages", "why"}]}\n'
    'with --print also "printer"',
    example="anteroom packet --visit 123 --out packet.pdf --json\n"
    "anteroom packet --visit 123 --print Desk --pages 3-\n"
    "anteroom packet --visit 123 --out roi.pdf --papers release-of-information --lang es",
    more="A packet that was issued before and would say the same is given again, byte for byte:\n"
    "after a jam, --pages prints the same pages again, as whole sheets, and that is audited.",
)
PACKETS_HELP = Help(
    summary="Issue the packets of a day, in its order: to files, or to a printer as a job each.",
    document='{"day", "visits": [{"visit", "file", "pages", "sha256", "error"}]}\n'
    "error: null, or the sentence why this visit has no packet; the others are written,\n"
    'and the exit code is 1; with --print also "printer", "left_out": [visit]; with papers\n'
    'beside them "beside": [{"what", "error"}]',
    example="anteroom packets --day tomorrow --out packets\n"
    "anteroom packets --day tomorrow --print Desk --separators --slips",
    more="File names carry the day, the time and the visit's number, and nobody's name. To a\n"
    "printer goes only what is missing: a packet of nothing but its cover, or one that somebody\n"
    "has seen come out before, is left out unless --all is given.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    packet = commands.add("packet", _packet, PACKET_HELP)
    packet.add_argument("--visit", required=True, type=NUMBER, metavar="N", help="visit number")
    add_ways_out(packet, ("--out", "FILE.pdf", "the file to write"))
    _add_wish(packet)
    packet.add_argument("--pages", default="", metavar="PAGES", help="print only 3, 3-5 or 3-")
    day = commands.add("packets", _packets, PACKETS_HELP)
    day.add_argument("--day", required=True, metavar="DAY", help="the day of the visits")
    one = ("--one-file", "FILE.pdf", "one PDF with all of them, each on sheets of its own")
    add_ways_out(day, ("--out", "DIR", "the folder to write to"), one)
    day.add_argument("--by", choices=[*Order], default=Order.TIME, help="the order (time)")
    _add_wish(day)
    day.add_argument("--separators", action="store_true", help="a sheet before each packet")
    day.add_argument("--slips", action="store_true", help="the routing slips of the day too")
    day.add_argument("--day-sheet", action="store_true", help="the day sheet too")


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
    way = way_of(call.words)
    with call.clinic() as clinic:
        if way is None:
            done = packets.write_packet(clinic, call.words.visit, Path(call.words.out), _wish(call))
        else:
            done = _print_packet(clinic, call, way)
        rows = [_paper_row(clinic, paper) for paper in done.papers]
    document: dict[str, object] = {
        "file": str(done.file) if done.file else None,
        "pages": done.pages,
        "sha256": done.sha256,
        "papers": [_paper(paper) for paper in done.papers],
    }
    if way is not None:
        document["printer"] = way.printer
    count = words.plural(len(done.papers), "paper")
    head = f"{done.file or _sent_to(way)}: {count} on {words.plural(done.pages, 'page')}."
    return Answer(document=document, lines=(head, *columns(rows)))


def _sent_to(way: Way | None) -> str:
    return f"Sent to {way.printer}" if way else ""


def _print_packet(clinic: Clinic, call: Call, way: Way) -> Written:
    """Issue a visit's packet and send it, or some pages of it."""
    printing.require_ready(way.printer)
    draft = packets.draft_packet(clinic, call.words.visit, _wish(call))
    spans = read_spans(call.words.pages, draft.made.pages)
    packet = packets.issue_packet(clinic, draft)
    if spans:
        both = way.sides is not Sides.ONE
        again = reprint_pages(clinic, packet.id, spans, both_sides=both)
        job = Job(pdf=again.pdf, code=packet_code(packet), way=way, pages=again.pages)
    else:
        pdf = packets.packet_to_print(clinic, packet.id)
        job = Job(pdf=pdf, code=packet_code(packet), way=way)
    printing.hand_over(job)
    return _written(packet)


def _written(packet: Packet) -> Written:
    return written(Gone(what=PACKET, visit=packet.visit, packet=packet))


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
    asked, way = call.words, way_of(call.words)
    with call.clinic() as clinic:
        day = day_of(clinic, asked.day)
        call.tell(f"Making the packets of {words.day(day)} ...")
        lines = see_batch(clinic, day, Order(asked.by), _wish(call))
        left_out: tuple[int, ...] = ()
        if way is not None:
            printing.require_ready(way.printer)
            lines, left_out = _missing(clinic, lines, everything=asked.all)
        beside = With(day_sheet=asked.day_sheet, slips=asked.slips, separators=asked.separators)
        done = run_batch(clinic, lines, beside, _goes(call, way), told=_untold, stop=lambda: False)
        files = _files(clinic, call, lines)
    visits = [written(gone, files.get(gone.visit)) for gone in done if gone.what == PACKET]
    others = [gone for gone in done if gone.what != PACKET]
    document: dict[str, object] = {
        "day": day.isoformat(),
        "visits": [packet_document(each) for each in visits],
    }
    if way is not None:
        document |= {"printer": way.printer, "left_out": list(left_out)}
    if others:
        document["beside"] = [{"what": gone.what, "error": _error(gone)} for gone in others]
    told = [f"no {gone.what}: {_error(gone)}" for gone in others if gone.error]
    nothing = f"No visit on {words.day(day)} needs papers."
    return Answer(
        document=document,
        lines=(*packet_lines(visits), *told) or (nothing,),
        code=TROUBLE if any(gone.error for gone in done) else DONE,
    )


def _untold(_done: int, _of: int, _what: object) -> None:
    """A command tells at its end."""


def _missing(
    clinic: Clinic, lines: Sequence[Line], *, everything: bool
) -> tuple[tuple[Line, ...], tuple[int, ...]]:
    """The lines that are printed, laid out, and the visits that are left out."""
    made = lay_out_batch(clinic, lines, _untold, lambda: False)
    wanted = [each for each in made if everything or (each.needs_papers and not each.is_out)]
    left = [each.visit for each in made if each not in wanted]
    return tuple(wanted), tuple(left)


def _goes(call: Call, way: Way | None) -> Goes:
    if way is not None:
        return ToPrinters({PACKET: way})
    if call.words.one_file:
        return ToFile(Path(call.words.one_file))
    return ToFolder(Path(call.words.out))


def _files(clinic: Clinic, call: Call, lines: Sequence[Line]) -> dict[int, Path]:
    """The file of each visit, where files are written."""
    if call.words.one_file:
        return {line.visit: Path(call.words.one_file) for line in lines}
    if not call.words.out:
        return {}
    folder = Path(call.words.out)
    named = {line.visit: packets.packet_file(clinic, line.view.visit) for line in lines}
    return {visit: folder / name for visit, name in named.items()}


def _error(gone: Gone) -> str | None:
    return words.say(gone.error) if gone.error else None


def packet_document(done: Written) -> Document:
    """One visit's packet, or why there is none."""
    return {
        "visit": done.visit,
        "file": str(done.file) if done.file else None,
        "pages": done.pages,
        "sha256": done.sha256 or None,
        "error": words.say(done.error) if done.error else None,
    }


def packet_lines(done: Iterable[Written]) -> tuple[str, ...]:
    """The packets in columns."""
    return columns(map(_packet_row, done))


def _packet_row(done: Written) -> Sequence[str]:
    name = f"visit {done.visit}"
    if done.error:
        return name, "", f"no packet: {words.say(done.error)}"
    return name, words.plural(done.pages, "page"), str(done.file or "sent")


def exit_code(done: Iterable[Written]) -> int:
    """Trouble when a visit has no packet, so that a nightly job notices."""
    return TROUBLE if any(each.error for each in done) else DONE
