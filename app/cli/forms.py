"""`form`: the clinic's binder of forms, what changed, who approved what."""

from collections.abc import Iterator, Sequence

from app import words
from app.cli import form_folders
from app.cli.answer import DONE, REFUSED, Answer, Document
from app.cli.call import Call, maybe_day, written
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.domain.form_diff import Edit, Kind
from app.domain.forms import Form
from app.domain.refusal import Reason
from app.use_cases import forms
from app.use_cases.forms import FormView

FORM = (
    '{"form", "version", "state", "kind", "title", "languages", "effective", "material",\n'
    ' "approved_by", "approved_on", "shipped", "changed"}\n'
    "state: draft coming in-force superseded withdrawn"
)

LIST = Help(
    summary="List the clinic's forms: which version is in force, who approved it.",
    document=f'{{"forms": [\n{FORM}]}}',
    example="anteroom form list\nanteroom form list --drafts --json",
)
SHOW = Help(
    summary="Show one version of a form: its text and its sources.",
    document=f'{FORM}\nand "signers", "valid_days", "text", "sources": '
    '[{"label", "date", "url", "supports"}]',
    example="anteroom form show ketamine-consent --lang es",
)
LINT = Help(
    summary="Check forms: reading grade, sentences known to be false, languages, fields, letters.",
    document='{"forms": [{"form", "version", "readings": [{"language", "measure", "value", '
    '"limit"}], "faults": [{"code", "sentence"}]}]}',
    example="anteroom form lint\nanteroom form lint ketamine-consent --json",
    more="It exits with 2 when anything is found. What is found keeps a form from being approved.",
)
DIFF = Help(
    summary="Show what changed between two versions of a form, sentence by sentence.",
    document='{"form", "language", "from", "to", "edits": [{"line", "stretches": '
    '[{"kind", "text"}]}]}\nkind: same gone new',
    example="anteroom form diff ketamine-consent --from 1 --to 2 --lang es",
    more="Without --from and --to: the newest version against the one before it.",
)
APPROVE = Help(
    summary="Approve a draft for visits from a day on; the login must be the medical director's.",
    document=f'{{"forms": [\n{FORM}]}}',
    example="anteroom form approve ketamine-consent --from 2026-12-01 --as hale\n"
    "anteroom form approve --all --as hale",
    more="A material change makes everybody sign again who has signed an earlier version. --all\n"
    "approves every draft in which nothing is found wrong.",
)
WITHDRAW = Help(
    summary="Withdraw a form: it is printed no more, and visits that need it say so.",
    document=FORM,
    example='anteroom form withdraw telehealth-consent --why "No visits by video" --as hale',
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    form = commands.level(
        "form", "The clinic's forms: list, show, lint, diff, approve, withdraw, write, take."
    )
    listing = form.add("list", _list, LIST)
    listing.add_argument("--drafts", action="store_true", help="only what waits for approval")
    show = form.add("show", _show, SHOW)
    _name(show)
    _version(show)
    _language(show)
    lint = form.add("lint", _lint, LINT)
    lint.add_argument("forms", nargs="*", metavar="FORM", help="a form's name (all)")
    diff = form.add("diff", _diff, DIFF)
    _name(diff)
    diff.add_argument("--from", dest="since", type=NUMBER, metavar="N", help="the older version")
    diff.add_argument("--to", type=NUMBER, metavar="N", help="the newer version")
    _language(diff)
    approve = form.add("approve", _approve, APPROVE)
    approve.add_argument("form", nargs="?", metavar="FORM", help="the form's name")
    approve.add_argument("--all", action="store_true", help="every draft that is sound")
    _version(approve)
    approve.add_argument(
        "--from", dest="day", metavar="DAY", help="for visits from then on (today)"
    )
    how = approve.add_mutually_exclusive_group()
    how.add_argument("--material", dest="material", action="store_true", default=None)
    how.add_argument("--minor", dest="material", action="store_false", help="nobody signs again")
    withdraw = form.add("withdraw", _withdraw, WITHDRAW)
    _name(withdraw)
    _version(withdraw)
    withdraw.add_argument("--why", required=True, metavar="TEXT", help="why")
    form_folders.add(form)


def _name(parser: Parser) -> None:
    parser.add_argument("form", metavar="FORM", help="the form's name, like ketamine-consent")


def _version(parser: Parser) -> None:
    parser.add_argument("--version", type=NUMBER, metavar="N", help="its version (the newest)")


def _language(parser: Parser) -> None:
    parser.add_argument("--lang", default="en", metavar="CODE", help="language of the text (en)")


def _list(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = forms.see_forms(clinic)
    if call.words.drafts:
        found = tuple(view for view in found if view.form.is_draft)
    lines = columns(map(_row, found), indent="") or ("No forms.",)
    return Answer(document={"forms": list(map(_document, found))}, lines=lines)


def _document(view: FormView) -> Document:
    form = view.form
    return {
        "form": form.id,
        "version": form.version,
        "state": view.standing.value,
        "kind": form.kind,
        "title": form.title("en"),
        "languages": list(form.languages),
        "effective": written(form.effective),
        "material": form.material,
        "approved_by": form.approved_by or None,
        "approved_on": written(form.approved_on),
        "shipped": form.shipped or None,
        "changed": form.changed or None,
    }


def _row(view: FormView) -> Sequence[str]:
    form = view.form
    return (
        form.id,
        f"v{form.version}",
        words.standing_word(view.standing),
        " ".join(form.languages),
        words.approval(form),
    )


def _show(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        view = forms.see_form(clinic, asked.form, asked.version)
        text = forms.text_of(clinic, view.form, asked.lang)
    form = view.form
    document = {
        **_document(view),
        "signers": list(form.signers),
        "valid_days": form.valid_days,
        "text": text,
        "sources": [
            {"label": s.label, "date": s.date, "url": s.url, "supports": s.supports}
            for s in form.sources
        ],
    }
    head = f"{form.title(asked.lang)}, version {form.version}: {words.standing_word(view.standing)}"
    sources = (f"{each.label} ({each.date}). {each.url}" for each in form.sources)
    return Answer(document=document, lines=(head, words.approval(form), "", text, "", *sources))


def _lint(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        every = forms.to_lint(clinic, asked.forms)
    found = [(form, forms.readings_of(form), forms.faults_of(form)) for form in every]
    lines = [
        line for form, readings, faults in found for line in _lint_lines(form, readings, faults)
    ]
    document = {
        "forms": [
            {
                "form": form.id,
                "version": form.version,
                "readings": [
                    {
                        "language": each.language,
                        "measure": each.measure.name,
                        "value": round(each.value, 1),
                        "limit": each.measure.limit,
                    }
                    for each in readings
                ],
                "faults": [{"code": fault.code, "sentence": words.say(fault)} for fault in faults],
            }
            for form, readings, faults in found
        ]
    }
    wrong = any(faults for *_, faults in found)
    return Answer(document=document, lines=tuple(lines), code=REFUSED if wrong else DONE)


def _lint_lines(
    form: Form, readings: Sequence[forms.Reading], faults: Sequence[Reason]
) -> Iterator[str]:
    told = ", ".join(f"{each.language} {each.measure.name} {each.value:.1f}" for each in readings)
    yield f"{form.id} v{form.version}: {told}"
    yield from (f"  {words.say(fault)}" for fault in faults)


def _diff(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        found = forms.compare(clinic, asked.form, asked.since, asked.to, asked.lang)
    edits = [
        {
            "line": edit.line,
            "stretches": [{"kind": s.kind.value, "text": s.text} for s in edit.stretches],
        }
        for edit in found.edits
    ]
    document = {
        "form": asked.form,
        "language": asked.lang,
        "from": found.before.version,
        "to": found.after.version,
        "edits": edits,
    }
    nothing = "Nothing changed."
    lines = tuple(map(_edit_line, found.edits)) or (nothing,)
    return Answer(document=document, lines=lines)


MARKS = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}
"""How words are marked in lines of text: those that are gone, and those that are new."""


def _edit_line(edit: Edit) -> str:
    told = " ".join(MARKS[each.kind].format(each.text) for each in edit.stretches)
    return f"{edit.line:4}  {told}"


def _approve(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        day = maybe_day(clinic, asked.day)
        if asked.all:
            kept = forms.approve_all(clinic, day)
        else:
            kept = (
                forms.approve_form(
                    clinic, asked.form or "", asked.version, effective=day, material=asked.material
                ),
            )
        views = [forms.see_form(clinic, form.id, form.version) for form in kept]
    lines = columns(map(_row, views), indent="") or ("There is no sound draft.",)
    return Answer(document={"forms": list(map(_document, views))}, lines=lines)


def _withdraw(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        kept = forms.withdraw_form(clinic, asked.form, asked.version, why=asked.why)
        view = forms.see_form(clinic, kept.id, kept.version)
    said = f"{kept.title('en')}, version {kept.version}, is withdrawn: {kept.changed}"
    return Answer(document=_document(view), lines=(said,))
