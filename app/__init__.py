"""Anteroom, the front desk of a ketamine-assisted psychotherapy clinic.

A reader asks two questions: *what kind of line is it* (the room) and *what is it about* (the file
name, the same word in every room: scheduling, patients, gate, forms, packets, access, audit).
An upper room may import a lower one; rooms on one line of the order do not know each other.

    __main__.py   starts the window or one command
    ui/           everything Qt: window, pages, panels, table models
    cli/          the commands that need no window
    use_cases/    what people do here: one function each, one transaction each
    clinic.py     the open clinic: database, clock, signed-in person, listeners; the two doors
    documents/    values in, PDF bytes out
    scans/        scans and clinics' own PDFs in, what they are and how their pages look out
    exchange/     values in and out of other programs' files
    printing/     jobs to a printer: CUPS, Windows, or the pages as pictures
    storage/      tables, repositories, migrations, archive, audit, backup
    library/      reads forms/ and resources/
    sandbox/      runs a reader of a foreign file in a limited child process
    security/     passwords, keys and encryption
    words/        sentences, dates and numbers in a language
    domain/       values and rules; no I/O
    paths.py      where shipped files and the clinic's data lie

Beside it: `forms/`, one folder a form; `resources/`, icons, fonts, translations, the help and the
clinic template; `tests/`, which mirrors this package one to one.
"""

__version__ = "0.1.0"

READ_FOREIGN = "read-foreign"
"""The word by which this program knows that it is the limited child."""
