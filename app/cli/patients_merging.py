"""`patients merge`, `unmerge` and `duplicates`: charts that are of one person."""

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help, Parser, whole_number
from app.cli.visits import add_act
from app.clinic import new_token
from app.domain.patients import Patient
from app.use_cases import merging, twins
from app.use_cases.merging import MergePreview, Side

CHART = '{"chart", "name", "born"}'
MERGE = Help(
    summary="Have one chart be read as a part of another, which stands for both.",
    document='{"keep", "other", "act"}\n'
    'with --preview: {"keep": {"chart", "name", "born", "has": {...}}, "other": {...},\n'
    ' "differ": [...], "offers": [...], "against": [{"code", "sentence"}],\n'
    ' "warnings": [the same]}\n'
    "has: visits coming papers diagnoses referrals clearances waivers courses waiting recalls",
    example="anteroom patients merge 10001 10023 --preview --json\n"
    "anteroom patients merge 10001 10023 --take-over",
    more="Nothing is rewritten: unmerge gives back what each had. Visits of the two that lie over\n"
    "each other are moved or cancelled first.",
)
UNMERGE = Help(
    summary="Take a chart apart again from the one that it was merged into.",
    document='{"keep", "other", "act"}',
    example="anteroom patients unmerge 10023 --json",
    more="What was filed since stays with the chart that stood.",
)
DISTINCT = Help(
    summary="Say of two charts that they are of two people; duplicates leaves them out then.",
    document='{"one", "other", "act"}',
    example="anteroom patients distinct 10001 10023 --json",
    more="Taken back like any act: anteroom undo --act ACT.",
)
DUPLICATES = Help(
    summary="List charts that may be of one person.",
    document=f'{{"duplicates": [{{"one": {CHART}, "other": {CHART}, "why": [...]}}], "on"}}\n'
    "on: the mark to look on from, null at the end",
    example="anteroom patients duplicates --limit 20 --json",
)


def add(patients: Commands) -> None:
    """Put the commands on the list."""
    merge = patients.add("merge", _merge, MERGE)
    merge.add_argument("keep", metavar="KEEP", help="chart number of the chart that stands")
    _add_other(merge)
    merge.add_argument("--preview", action="store_true", help="only say what it would come to")
    merge.add_argument(
        "--take-over", action="store_true", help="keep what only the other chart knows as an edit"
    )
    add_act(merge)
    apart = patients.add("unmerge", _unmerge, UNMERGE)
    _add_other(apart)
    add_act(apart)
    distinct = patients.add("distinct", _distinct, DISTINCT)
    distinct.add_argument("one", metavar="ONE", help="chart number of one of them")
    _add_other(distinct)
    add_act(distinct)
    likely = patients.add("duplicates", _duplicates, DUPLICATES)
    likely.add_argument("--on", default="", metavar="MARK", help="look on from this mark")
    likely.add_argument(
        "--limit", type=whole_number(1, 1_000), default=50, metavar="N", help="about so many (50)"
    )


def _add_other(parser: Parser) -> None:
    parser.add_argument("other", metavar="OTHER", help="chart number of the other chart")


def _merge(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        keep, other = (merging.chart_alone(clinic, each) for each in (asked.keep, asked.other))
        preview = merging.merge_preview(clinic, keep.id, other.id)
        if asked.preview:
            return _previewed(preview)
        done = merging.merge_patients(
            clinic, keep.id, other.id, token=asked.act.strip() or new_token()
        )
        if asked.take_over and preview.offers:
            merging.take_over(clinic, done.keep.id, done.other.id, preview.offers)
    said = f"{_who(done.other)} is read as {_who(done.keep)} from now on."
    return _answer(done, said)


def _answer(done: merging.Merged, said: str) -> Answer:
    document = {"keep": done.keep.chart, "other": done.other.chart, "act": done.token}
    return Answer(document=document, lines=(said,))


def _previewed(preview: MergePreview) -> Answer:
    against, warned = (
        [{"code": reason.code, "sentence": words.say(reason)} for reason in reasons]
        for reasons in (preview.against, preview.warned)
    )
    document: Document = {
        "keep": _side(preview.keep),
        "other": _side(preview.other),
        "differ": list(preview.differ),
        "offers": list(preview.offers),
        "against": against,
        "warnings": warned,
    }
    lines = [f"{_who(side.patient)}: {_has(side)}" for side in (preview.keep, preview.other)]
    for told, names in (("Not the same", preview.differ), ("To be taken over", preview.offers)):
        if names:
            lines.append(f"{told}: {', '.join(words.field_word(name).lower() for name in names)}.")
    lines += words.say_all((*preview.against, *preview.warned))
    return Answer(document=document, lines=tuple(lines))


def _side(side: Side) -> Document:
    return {**_chart(side.patient), "has": dict(side.has)}


def _has(side: Side) -> str:
    kept = ", ".join(words.kept_word(name, count) for name, count in side.has.items())
    return f"{kept or 'nothing'}."


def _unmerge(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        other = merging.chart_alone(clinic, asked.other)
        token = asked.act.strip() or new_token()
        done = merging.unmerge_patients(clinic, other.id, token=token)
    return _answer(done, f"{_who(done.other)} is a patient apart from {_who(done.keep)} again.")


def _distinct(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        one, other = (merging.chart_alone(clinic, each) for each in (asked.one, asked.other))
        token = twins.tell_apart(clinic, one.id, other.id, token=asked.act.strip())
    document = {"one": one.chart, "other": other.chart, "act": token}
    said = f"{_who(one)} and {_who(other)} are two people; they are not listed as duplicates."
    return Answer(document=document, lines=(said,))


def _duplicates(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = twins.duplicates(clinic, on=call.words.on, limit=call.words.limit)
    document = {
        "duplicates": [
            {
                "one": _chart(each.one),
                "other": _chart(each.other),
                "why": [reason.code for reason in each.reasons],
            }
            for each in found.pairs
        ],
        "on": found.on or None,
    }
    rows = [
        (_told(each.one), _told(each.other), words.say_alike(each.reasons)) for each in found.pairs
    ]
    lines = columns(rows, indent="") or ("No two charts look like one person.",)
    more = (f"There may be more: look on with --on {found.on}",) if found.on else ()
    return Answer(document=document, lines=(*lines, *more))


def _chart(patient: Patient) -> dict[str, object]:
    return {
        "chart": patient.chart,
        "name": patient.listed,
        "born": patient.born.isoformat(),
    }


def _who(patient: Patient) -> str:
    return f"{patient.listed} ({patient.chart})"


def _told(patient: Patient) -> str:
    return f"{_who(patient)}, {words.short_day(patient.born)}"
