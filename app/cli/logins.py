"""`encrypt` and `logins`: who opens the clinic, and by which password."""

from pathlib import Path

from app import words
from app.cli.answer import Answer
from app.cli.call import Call, first_line
from app.cli.columns import columns
from app.cli.parser import Commands, Help, Parser
from app.cli.recovery import new_password, recovery_sheet
from app.domain.refusal import refuse
from app.use_cases import logins
from app.use_cases.encrypting import encrypt_clinic
from app.use_cases.logins import LoginView

SAFE = "The recovery code opens the clinic when every password is lost: print it, lock it away."

ENCRYPT = Help(
    summary="Encrypt a clinic that was made before clinics were encrypted.",
    document='{"clinic", "login", "recovery"}',
    example="anteroom encrypt --clinic ~/clinic --manager ruiz --password-file FILE "
    "\\\n  --recovery-out recovery.txt",
    more="The encrypted clinic takes the place of the plain one once it was compared with it, row\n"
    f"by row and file by file. {SAFE}",
)
LOGINS = Help(
    summary="Who has a login, and whether they have a password.",
    document='{"logins": [{"login", "name", "roles", "password", "temporary", "second_factor"}]}',
    example="anteroom logins --as ruiz --password-file FILE",
)
SET = Help(
    summary="Give somebody a password, which they change when they first use it.",
    document='{"login"}',
    example="anteroom logins set hale --new-password-file FILE --as ruiz --password-file FILE",
)
REMOVE = Help(
    summary="Take somebody's login away, and encrypt the clinic with a new key.",
    document='{"login", "renewed"}\nrenewed: false while somebody else has the clinic open',
    example="anteroom logins remove hale --as ruiz --password-file FILE",
    more="What they did stays theirs. Backups made before open with the old key.",
)
PASSWORD = Help(
    summary="Change one's own password.",
    document='{"login"}',
    example="anteroom logins password --new-password-file FILE --as ruiz --password-file FILE",
)
RECOVERY = Help(
    summary="Make a new recovery code; the printed one is worthless then.",
    document='{"recovery"}',
    example="anteroom logins recovery --recovery-out FILE --as ruiz --password-file FILE",
)
RECOVER = Help(
    summary="Give a login a new password by the printed recovery code.",
    document='{"login"}',
    example="anteroom logins recover ruiz --recovery-file FILE --new-password-file FILE",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    encrypt = commands.add("encrypt", _encrypt, ENCRYPT)
    encrypt.add_argument("--manager", required=True, metavar="LOGIN", help="one of its managers")
    _takes_sheet(encrypt)
    inner = commands.within(commands.add("logins", _logins, LOGINS))
    _takes_new(_takes_who(inner.add("set", _set, SET)))
    _takes_who(inner.add("remove", _remove, REMOVE))
    _takes_new(inner.add("password", _password, PASSWORD))
    _takes_sheet(inner.add("recovery", _recovery, RECOVERY))
    recover = inner.add("recover", _recover, RECOVER)
    _takes_new(_takes_who(recover))
    recover.add_argument("--recovery-file", required=True, metavar="FILE", help="holds the code")


def _takes_who(parser: Parser) -> Parser:
    parser.add_argument("who", metavar="LOGIN", help="whose it is")
    return parser


def _takes_new(parser: Parser) -> None:
    told = "the new password is its first line"
    parser.add_argument("--new-password-file", metavar="FILE", default="", help=told)


def _takes_sheet(parser: Parser) -> None:
    told = "a new file for the recovery code"
    parser.add_argument("--recovery-out", metavar="FILE", default="", help=told)


def _folder(call: Call) -> Path:
    if not isinstance(call.place, Path):
        raise refuse("logins-on-server")
    return call.place.absolute()


def _encrypt(call: Call) -> Answer:
    folder, manager = _folder(call), call.words.manager
    with recovery_sheet(call.words.recovery_out) as sheet:
        sheet.write(folder.name, encrypt_clinic(folder, manager, new_password(call)))
    return Answer(
        document={"clinic": str(folder), "login": manager, "recovery": str(sheet.path)},
        lines=(
            f"The clinic in {folder} is encrypted. “{manager}” opens it.",
            f"Its recovery code is in {sheet.path}: print it, lock it away, and remove the file.",
        ),
    )


def _logins(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = logins.see_logins(clinic)
    rows = [(each.person.login, each.person.titled, _how(each)) for each in found]
    return Answer(document={"logins": list(map(_one, found))}, lines=columns(rows, indent=""))


def _one(view: LoginView) -> dict[str, object]:
    return {
        "login": view.person.login,
        "name": view.person.name,
        "roles": sorted(view.person.roles),
        "password": view.has_password,
        "temporary": view.temporary,
        "second_factor": view.second_factor,
    }


def _how(view: LoginView) -> str:
    return words.sign_in_word(has_password=view.has_password, temporary=view.temporary)


def _set(call: Call) -> Answer:
    who = call.words.who
    with call.clinic() as clinic:
        logins.set_login(clinic, who, new_password(call, call.words.new_password_file))
    return Answer(document={"login": who}, lines=(f"“{who}” has a new password.",))


def _remove(call: Call) -> Answer:
    who = call.words.who
    with call.clinic() as clinic:
        renewed = logins.remove_login(clinic, who)
    later = "" if renewed else " It is encrypted anew once nobody else has it open."
    said = f"“{who}” does not open the clinic any more.{later}"
    return Answer(document={"login": who, "renewed": renewed}, lines=(said,))


def _password(call: Call) -> Answer:
    old = call.password()
    with call.clinic(password=old) as clinic:
        login = clinic.person.login
        chosen = new_password(call, call.words.new_password_file)
        logins.change_password(clinic, old, chosen)
    return Answer(document={"login": login}, lines=(f"“{login}” has a new password.",))


def _recovery(call: Call) -> Answer:
    with call.clinic() as clinic, recovery_sheet(call.words.recovery_out) as sheet:
        sheet.write(clinic.name, logins.renew_recovery(clinic))
    said = f"The new recovery code is in {sheet.path}. The old one is worthless."
    return Answer(document={"recovery": str(sheet.path)}, lines=(said,))


def _recover(call: Call) -> Answer:
    who, folder = call.words.who, _folder(call)
    chosen = new_password(call, call.words.new_password_file)
    logins.recover_login(folder, who, first_line(call.words.recovery_file), chosen, call.clock)
    return Answer(document={"login": who}, lines=(f"“{who}” has a new password.",))
