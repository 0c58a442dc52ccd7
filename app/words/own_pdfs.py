"""The English sentences about forms that the clinic has as PDFs of its own."""

from collections.abc import Iterator, Mapping

from app.domain.forms import Form
from app.domain.own_pdfs import OwnFile
from app.words.languages import language_word
from app.words.plurals import listed, plural
from app.words.tongue import tr, tr_many

OWN_PDFS: Mapping[str, str] = {
    "own-pdf-kind": "The file is not a PDF. Save the form as a PDF and take that in.",
    "own-pdf-locked": "The PDF is locked by a password or forbids what is done with it. "
    "Save it without protection and take that in.",
    "own-pdf-broken": "The PDF is damaged. Print it into a new PDF and take that in.",
    "own-pdf-page-broken": "Page {page} of the PDF is damaged. "
    "Print it into a new PDF and take that in.",
    "own-pdf-pages": "The PDF has {pages} pages; a form has 1 to {most}.",
    "own-pdf-size": "Page {page} of the PDF is {wide} by {high} inches; "
    "a page has sides of 1 to 24 inches.",
    "own-pdf-small": "The pages of the PDF would become too small to read: {share} per cent of "
    "their size, and {least} is the least. Set them for letter paper.",
    "own-pdf-xfa": "The PDF is made by a program while it is open (XFA), so its pages are not in "
    "it. Print it into a new PDF and take that in.",
    "own-pdf-portfolio": "The PDF is a wrapper around other files. Take each of them in by itself.",
    "own-pdf-layers": "The PDF has layers that are hidden, and paper shows all of them. "
    "Print it into a new PDF and take that in.",
    "own-pdf-outside": "The PDF shows what lies in another file. "
    "Print it into a new PDF and take that in.",
    "own-pdf-unreadable": "The pages of a form cannot be read from the archive. "
    "Take the form's PDF in again.",
    "own-pdf-file": "Type or choose the file of the PDF.",
    "own-pdf-days": "“{text}” is not a number of days. Leave it empty when a signature holds as "
    "long as the text.",
    "own-pdf-nothing-new": "This very file is {form} already.",
    "own-pdf-id": "“{form}” is not a short name. Write it in small letters, digits and hyphens, "
    "like financial-policy.",
    "own-pdf-language-unknown": "Pages cannot be marked in the language “{language}”. "
    "There are {known}.",
    "own-pdf-kind-unknown": "“{kind}” is no kind of form. There are {known}.",
    "own-pdf-signer-unknown": "Nobody signs as “{signer}”. There are {known}.",
    "own-pdf-title": "Say what the form is called in {language}.",
    "own-pdf-title-long": "A title is one line of at most {most} letters.",
    "own-pdf-language": "{form} is the clinic's own PDF and is not there in {language}.",
    "own-pdf-no-large-print": "{form} is the clinic's own PDF and is not there in large print.",
    "own-pdf-in-packet": "{forms}: your own PDF, printed as it is. It is outside what holds for "
    "the other pages: neither made for an archive (PDF/A) nor to be read aloud (PDF/UA).",
    "form-file-changed": "{form}, version {version}: its PDF is not as it was taken in; its file "
    "{file} has changed. Put it back from the last copy you have of it.",
    "form-file-gone": "{form}, version {version}: its PDF is missing; its file {file} is gone. "
    "Put it back from the last copy you have of it.",
}

LEFT: Mapping[str, str] = {
    "scripts": "programs that run in it",
    "links": "links",
    "fields": "fields to fill in on a screen (they are printed as they stand)",
    "comments": "comments",
    "files": "files inside it",
    "media": "sound and pictures that move",
}


def file_told(file: OwnFile) -> str:
    """What is known of a PDF: its pages, how large they are printed, what is left out."""
    pages = plural(file.pages, "page")
    if file.share == WHOLE:
        return pages
    return tr_many(
        file.pages,
        "{pages}, printed at {share} % of its size",
        "{pages}, printed at {share} % of their size",
        pages=pages,
        share=file.share,
    )


WHOLE = 100


def left_told(file: OwnFile) -> str:
    """What of a PDF does not come along; nothing when all of it does."""
    return listed([tr(LEFT[each]) for each in file.left_out])


def own_facts(form: Form) -> Iterator[tuple[str, str]]:
    """What is known of a form's PDFs, each thing with its name."""
    for language, file in form.files.items():
        name = language_word(language)
        told = tr("{file}; not PDF/A", file=file_told(file))
        yield tr("Your own PDF, {language}", language=name), told
        left = left_told(file)
        yield tr("Not taken over, {language}", language=name), left[:1].upper() + left[1:]
