"""Taking in a form that the clinic has as a PDF of its own: as a draft, like every other form."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from app import documents, library, scans, words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.form_lists import KINDS, SIGNERS
from app.domain.forms import Form, FormState
from app.domain.own_pdfs import LEAST_SHARE, OwnFile, OwnPdf, written_own_pdf
from app.domain.refusal import Reason, refuse_if
from app.library.foreign import LONGEST_TITLE
from app.storage.unit import Unit
from app.use_cases.files import read_file
from app.use_cases.forms import faults_of, following
from app.use_cases.taken import Taken, says

USUAL_KIND = "agreement"
LANGUAGES = ("en", "es")
"""The languages that a PDF can be said to be in: those that pages are stamped in."""

_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfWish:
    """What somebody says of a PDF that is to be a form; what is left out stays as it was."""

    form: str
    language: str = "en"
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    kind: str = ""
    signers: tuple[str, ...] | None = None
    valid_days: int | None = None
    per_visit: bool | None = None
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A PDF that was taken apart, and how the form keeps it."""

    content: bytes
    own: OwnPdf
    file: OwnFile

    def keep(self, unit: Unit) -> None:
        """Put the file as it came, and what of it is printed, into the archive."""
        unit.archive.put(self.content)
        unit.archive.put(written_own_pdf(self.own))


def look_at_pdf(path: Path) -> Looked:
    """A PDF of this computer, as the limited child takes it apart; a bad one is refused."""
    return looked_at(read_file(path, scans.LIMITS.content))


def looked_at(content: bytes) -> Looked:
    """The same for its bytes."""
    own = scans.take_apart(content)
    share = documents.share_of(own)
    if share < LEAST_SHARE:
        facts = {"share": int(share * 100), "least": int(LEAST_SHARE * 100)}
        refuse_if([Reason("own-pdf-small", facts)])
    file = OwnFile(
        came=hashlib.sha256(content).hexdigest(),
        printed=hashlib.sha256(written_own_pdf(own)).hexdigest(),
        pages=len(own.pages),
        size=len(content),
        share=int(share * 100),
        left_out=own.left_out,
    )
    return Looked(content=content, own=own, file=file)


def take_pdf(clinic: Clinic, path: Path, wish: PdfWish) -> Taken:
    """Take a PDF in as a draft: of a new form, or as the next version of one that there is."""
    return keep_pdf(clinic, look_at_pdf(path), wish)


def keep_pdf(clinic: Clinic, looked: Looked, wish: PdfWish) -> Taken:
    """The same for a PDF that was looked at."""
    with clinic.writing(Act.EDIT_FORM) as unit:
        newest = unit.forms.binder().newest(wish.form)
        refuse_if(_against(wish, newest))
        draft = following(_wished(clinic, wish, looked.file, newest), newest)
        same = newest is not None and says(newest) == says(draft)
        kept = newest if newest is not None and same else draft
        if not same:
            looked.keep(unit)
            unit.forms.keep(kept)
        unit.note(form=kept.id, version=kept.version, hashes=dict(kept.hashes))
        faults = library.placed(kept, faults_of(kept))
        return Taken(form=kept, faults=faults, is_new=not same)


def _against(wish: PdfWish, newest: Form | None) -> Iterator[Reason]:
    """Everything that is wrong with what somebody says of a PDF."""
    if not _ID.fullmatch(wish.form):
        yield Reason("own-pdf-id", {"form": wish.form})
    if wish.language not in LANGUAGES:
        yield Reason("own-pdf-language-unknown", {"language": wish.language, "known": LANGUAGES})
    if wish.kind and wish.kind not in KINDS:
        yield Reason("own-pdf-kind-unknown", {"kind": wish.kind, "known": KINDS})
    for who in set(wish.signers or ()) - set(SIGNERS):
        yield Reason("own-pdf-signer-unknown", {"signer": who, "known": SIGNERS})
    yield from _against_titles(wish, newest)


def _against_titles(wish: PdfWish, newest: Form | None) -> Iterator[Reason]:
    titles = {**(newest.titles if newest else {}), **wish.titles}
    for language in dict.fromkeys(("en", wish.language)):
        if not titles.get(language, "").strip():
            yield Reason("own-pdf-title", {"language": words.language_word(language)})
    if any(len(t) > LONGEST_TITLE or not t.isprintable() for t in wish.titles.values()):
        yield Reason("own-pdf-title-long", {"most": LONGEST_TITLE})


def _wished(clinic: Clinic, wish: PdfWish, file: OwnFile, newest: Form | None) -> Form:
    """The form as it is wished; of a text that a PDF replaces stays what it asks for."""
    base = newest or Form(
        id=wish.form,
        kind=USUAL_KIND,
        version=1,
        effective=clinic.today(),
        state=FormState.DRAFT,
        titles={},
        shorts={},
        texts={},
        hashes={},
    )
    titles = {each: " ".join(title.split()) for each, title in wish.titles.items() if title.strip()}
    return replace(
        base,
        kind=wish.kind or base.kind,
        titles={**base.titles, **titles},
        shorts={**base.shorts, **titles},
        texts={},
        files={**base.files, wish.language: file},
        signers=base.signers if wish.signers is None else wish.signers,
        valid_days=wish.valid_days or base.valid_days,
        per_visit=base.per_visit if wish.per_visit is None else wish.per_visit,
        changed=wish.changed.strip(),
        fields=(),
        named_conditions=(),
        required={},
    )


def form_id(title: str) -> str:
    """A short name for a form out of its title: small letters, digits and hyphens."""
    return "-".join(re.findall("[a-z0-9]+", title.lower()))[:60].strip("-")
