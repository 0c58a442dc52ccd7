"""The clinic's binder: shipped forms come in as drafts, the medical director approves them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app import documents, library
from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.binder import Binder, Standing
from app.domain.form_decisions import against_standing
from app.domain.form_diff import Edit, edits
from app.domain.forms import Form, FormState
from app.domain.refusal import Reason, refuse, refuse_if
from app.library import Reading
from app.storage.unit import Unit
from app.use_cases.own_pages import own_words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormView:
    """A version of a form and where it stands today."""

    form: Form
    standing: Standing


def see_forms(clinic: Clinic) -> tuple[FormView, ...]:
    """Every version of every form, by id, the newest first."""
    with clinic.reading(Act.SEE_FORMS):
        kept = sorted(clinic.forms, key=lambda form: (form.id, -form.version))
        return tuple(_view(clinic, form) for form in kept)


def see_form(clinic: Clinic, name: str, version: int | None = None) -> FormView:
    """One version of a form, the newest when none is named."""
    with clinic.reading(Act.SEE_FORMS):
        return _view(clinic, _named(clinic, name, version))


def _view(clinic: Clinic, form: Form) -> FormView:
    return FormView(form=form, standing=clinic.forms.standing(form, clinic.today()))


def _named(clinic: Clinic, name: str, version: int | None) -> Form:
    newest = clinic.forms.newest(name)
    if newest is None:
        raise refuse("form-unknown", form=name, known=tuple(clinic.forms.versions))
    found = newest if version is None else clinic.forms.version(name, version)
    if found is None:
        raise refuse("form-version-unknown", form=name, version=version or 0, last=newest.version)
    return found


def text_of(clinic: Clinic, form: Form, language: str) -> str:
    """The text of a version in one language; of a PDF, the words that stand on its pages."""
    if language not in form.printed_in:
        known = form.printed_in
        raise refuse("form-language-none", form=form.named, language=language, known=known)
    if language in form.texts:
        return form.texts[language]
    with clinic.reading(Act.SEE_FORMS) as unit:
        return own_words(unit, form, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions of a form, and what changed between their texts."""

    before: Form
    after: Form
    edits: tuple[Edit, ...]


def compare(
    clinic: Clinic, name: str, before: int | None, after: int | None, language: str
) -> Compared:
    """What changed from one version to another: the newest and the one before it by default."""
    with clinic.reading(Act.SEE_FORMS):
        newer = _named(clinic, name, after)
        older = _named(clinic, name, before or max(newer.version - 1, 1))
    texts = (text_of(clinic, each, language) for each in (older, newer))
    found = edits(*texts)
    return Compared(before=older, after=newer, edits=found)


def to_lint(clinic: Clinic, names: Sequence[str]) -> tuple[Form, ...]:
    """The newest version of the forms of these names, or of all."""
    with clinic.reading(Act.SEE_FORMS):
        return tuple(_named(clinic, name, None) for name in names or clinic.forms.versions)


def readings_of(form: Form) -> tuple[Reading, ...]:
    """How hard the texts of a form are to read, by language."""
    return tuple(library.readings(form))


def waiting_at_the_start(clinic: Clinic) -> int:
    """How many forms wait for approval while a new clinic has none in force."""
    binder = clinic.forms
    return 0 if binder.on(clinic.today()) else len(binder.drafts())


def may_edit_forms(clinic: Clinic) -> bool:
    """Whether whoever is signed in may write drafts."""
    return may(clinic.person.roles, Act.EDIT_FORM)


def may_approve_forms(clinic: Clinic) -> bool:
    """Whether whoever is signed in may approve and withdraw forms."""
    return may(clinic.person.roles, Act.APPROVE_FORM)


def take_in_shipped(clinic: Clinic) -> int:
    """Put the program's own forms into the binder, as drafts; gives how many were new.

    While they are what they were, only their bytes are looked at. A version that the clinic has
    had is not put in again. What is new of a form that the clinic has changed comes as the next
    version, beside its own.
    """
    own, mark = clinic.by_itself(), library.shipped_mark()
    with own.database.reading() as unit:
        if unit.forms.taken_in() == mark:
            return 0
    with own.writing(Act.TAKE_IN_FORMS) as unit:
        return _put_in(unit, _unknown(own), mark)


def put_in_shipped(clinic: Clinic, unit: Unit) -> int:
    """The same inside an act that makes a clinic."""
    return _put_in(unit, _unknown(clinic), library.shipped_mark())


def _put_in(unit: Unit, forms: Iterable[Form], mark: str) -> int:
    count = 0
    for form in forms:
        unit.forms.keep(form)
        count += 1
    unit.forms.note_taken_in(mark)
    unit.note(forms=count)
    return count


def _unknown(clinic: Clinic) -> Iterator[Form]:
    """The shipped forms that the binder does not hold, as the versions they would become.

    A draft of the program's that nobody has touched is replaced when its text was mended.
    """
    for form in library.forms().values():
        kept = clinic.forms.versions.get(form.id, ())
        same = next((each for each in kept if each.shipped == form.version), None)
        following = kept[-1].version + 1 if kept else form.version
        draft = _as_draft(form, same.version if same else following, form.version)
        mended = same is not None and same.is_draft and same != draft
        if same is None or mended:
            yield draft


def approve_at_the_start(unit: Unit, by: str, on: date) -> Binder:
    """Approve every draft for visits from a day on, where a clinic is furnished as a whole."""
    for form in unit.forms.binder().drafts():
        unit.forms.keep(form.approved(by, on, on))
    return unit.forms.binder()


def keep_draft(clinic: Clinic, form: Form, since: Form | None = None) -> Form:
    """Keep what somebody wrote as the form's draft; an approved text is never changed.

    `since` is the version it was made from; when somebody kept another meanwhile this is refused.
    The first change of an approved form begins its next version. What the linter finds does not
    stand in the way of keeping a draft, only of approving it.
    """
    with clinic.writing(Act.EDIT_FORM) as unit:
        newest = unit.forms.binder().newest(form.id)
        if newest != since:
            raise refuse("form-moved-on", form=form.named)
        kept = following(form, newest)
        unit.forms.keep(kept)
        unit.note(form=kept.id, version=kept.version, hashes=dict(kept.hashes))
        return kept


def keep_typed(clinic: Clinic, form: Form, since: Form) -> Form:
    """Keep what was typed over a version as its draft, listing whatever its texts name."""
    return keep_draft(clinic, library.with_lists(form), since)


def following(form: Form, newest: Form | None) -> Form:
    """The draft that somebody's text becomes, after the newest version that there is."""
    version = 1 if newest is None else newest.version + (not newest.is_draft)
    return library.with_hashes(_as_draft(form, version))


def _as_draft(form: Form, version: int, shipped: int = 0) -> Form:
    return replace(
        form,
        version=version,
        state=FormState.DRAFT,
        approved_by="",
        approved_on=None,
        shipped=shipped,
    )


def signers_in(form: Form) -> tuple[str, ...]:
    """Who signs, by the signatures that the texts of a form have places for."""
    return library.with_lists(form).signers


def faults_of(form: Form) -> tuple[Reason, ...]:
    """What the linter says about a form; with any of it, nobody can approve it."""
    return tuple(library.lint(form, documents.missing_letters))


def approve_form(
    clinic: Clinic,
    name: str,
    version: int | None = None,
    *,
    effective: date | None = None,
    material: bool | None = None,
    token: str = "",
) -> Form:
    """Approve a draft for visits from a day on, today when none is named.

    A material change makes everybody sign again for those visits who has signed an earlier one.
    """
    with clinic.writing(Act.APPROVE_FORM, token=token) as unit:
        form = _named(clinic, name, version)
        if material is not None:
            form = replace(form, material=material or form.version == 1)
        kept = _approve(clinic, unit, form, effective)
        unit.note(form=kept.id, version=kept.version, hashes=dict(kept.hashes))
        unit.note(effective=kept.effective.isoformat(), material=kept.material)
        return kept


def approve_all(
    clinic: Clinic, effective: date | None = None, *, token: str = ""
) -> tuple[Form, ...]:
    """Approve every draft in which the linter finds nothing, all for the same day."""
    with clinic.writing(Act.APPROVE_FORM, token=token) as unit:
        clean = [form for form in clinic.forms.drafts() if not faults_of(form)]
        kept = tuple(_approve(clinic, unit, form, effective) for form in clean)
        unit.note(forms={form.id: form.version for form in kept})
        return kept


def _approve(clinic: Clinic, unit: Unit, form: Form, effective: date | None) -> Form:
    today = clinic.today()
    refuse_if(_against_approval(clinic, form, effective or today))
    kept = form.approved(clinic.person.titled, today, effective or today)
    unit.forms.keep(kept)
    return kept


def _against_approval(clinic: Clinic, form: Form, day: date) -> Iterator[Reason]:
    short = form.named
    if not form.is_draft:
        yield Reason("form-not-draft", {"form": short, "version": form.version})
        return
    if day < clinic.today():
        yield Reason("form-in-the-past", {"form": short, "effective": day})
    yield from against_standing(replace(form, effective=day), clinic.forms.versions[form.id])
    yield from faults_of(form)


def withdraw_form(
    clinic: Clinic, name: str, version: int | None = None, *, why: str, token: str = ""
) -> Form:
    """Withdraw a version: it is printed no more, and visits that need it are left without."""
    with clinic.writing(Act.APPROVE_FORM, token=token) as unit:
        form = _named(clinic, name, version)
        if form.state is FormState.WITHDRAWN:
            raise refuse("form-withdrawn-before", form=form.named)
        if not why.strip():
            raise refuse("form-why-missing", form=form.named)
        kept = replace(form, state=FormState.WITHDRAWN, changed=why.strip())
        unit.forms.keep(kept)
        unit.note(form=kept.id, version=kept.version)
        return kept
