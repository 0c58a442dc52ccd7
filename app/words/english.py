"""The English sentences: one for every code a rule, an act or the surroundings can give."""

from collections.abc import Mapping

from app.words.both import BOTH
from app.words.calendars import CALENDARS
from app.words.checks import CHECKS
from app.words.courses import COURSES
from app.words.desk import DESK
from app.words.diagnoses import DIAGNOSES
from app.words.foreign import FOREIGN
from app.words.forms import FORMS
from app.words.gate import GATE_FILED
from app.words.house import HOUSE
from app.words.intake import INTAKE
from app.words.keys import KEYS
from app.words.kinds import KINDS
from app.words.letters import LETTERS
from app.words.lists import LISTS
from app.words.own_pdfs import OWN_PDFS
from app.words.paper_policy import PACKET_RULES
from app.words.papers import PAPERS as PAPERS_OUT
from app.words.printing import PRINTING
from app.words.safety import SAFETY
from app.words.twins import TWINS
from app.words.worklists import WORKLISTS

TIMES: Mapping[str, str] = {
    "time-unreadable": "“{text}” is not a time. Write it like 2026-12-01 09:00.",
    "day-unreadable": "“{text}” is not a day. Write it like 2026-12-01, today, tomorrow or +7.",
    "time-skipped": "There is no {wall} at the clinic: the clocks go forward over that hour. "
    "Choose another time.",
    "time-repeated": "{wall} comes twice that night, because the clocks go back. "
    "Say which one: {first} or {second}.",
    "zone-unknown": "There is no time zone “{zone}”. Use a name like America/Denver.",
}

ACCESS: Mapping[str, str] = {
    "not-permitted": "{who} may not do this. It takes one of these roles: {roles}.",
    "login-unknown": "There is no login “{login}” at this clinic. Known logins: {known}.",
    "login-needed": "Say who is asking with --as LOGIN. Known logins: {known}.",
    "usage": "{problem}",
}

PATIENTS: Mapping[str, str] = {
    "patient-unknown": "No patient has the chart number {chart}.",
    "patient-name-missing": "A patient needs a name.",
    "patient-born-missing": "A patient needs a date of birth.",
    "patient-born-later": "The date of birth {born} lies in the future.",
    "patient-phone-unreadable": "“{phone}” is not a telephone number that can be dialled.",
    "patient-email-unreadable": "“{email}” is not an email address.",
    "patient-chart-taken": "Another patient has the chart number {chart}.",
    "patient-chart-missing": "A patient needs a chart number.",
    "patient-moved-on": "Somebody else has changed this record meanwhile. "
    "Look at it again before you change it.",
    "patient-part2-apart": "Part 2 protection is set by a clinician, not with the rest.",
}

SCHEDULING: Mapping[str, str] = {
    "visit-unknown": "There is no visit number {visit}.",
    "type-unknown": "There is no visit type “{type}”. The clinic has: {known}.",
    "resource-unknown": "No room, person or pump is called “{name}”. The clinic has: {known}.",
    "start-past": "{start} has passed. Choose a time that is still to come.",
    "start-far": "{start} is more than {days} days away. Choose a nearer day.",
    "start-off-grain": "Visits start on a five-minute step, like 09:00 or 09:05.",
    "patient-taken": "The patient has another visit between {start:clock} and {end:clock} "
    "on {start:day}.",
    "need-nobody": "The clinic has no {role} for this kind of visit. "
    "Add one, or choose another kind of visit.",
    "need-taken": "No {role} is free from {start:clock} to {end:clock} on {start:day} "
    "(taken: {names}).",
    "need-closed": "No {role} is to be had from {start:clock} to {end:clock} on {start:day}: "
    "closed, off or blocked then ({names}).",
    "need-blocked": "No {role} is to be had from {start:clock} to {end:clock} on {start:day}: "
    "{names} is blocked then.",
    "need-lapsed": "No {role} may be booked on {start:day}: the credential or service of {names} "
    "ends on {last}.",
    "clinic-closed": "The clinic is closed on {on}: {name}.",
    "displaced": "The time of this visit was taken by a block or a closure. Give it a new time.",
    "spacing-gap": "It must be at least {days} days from the patient’s visit on {other}.",
    "spacing-most": "It would be more than {most} in {days} days for this patient.",
    "part-not-free": "{name} is not free until {until:clock}.",
    "resource-of-no-use": "{name} is not used for this kind of visit: {type}.",
    "cancelled-by-unknown": "A visit is called off by one of: {known}.",
    "no-show-early": "The visit has not begun yet. Cancel it instead.",
    "wish-unreadable": "“{text}” says nothing of with whom, where or when.",
    "between-unreadable": "“{text}” is no stretch of the day. Write it like 08:00-12:00.",
    "weekday-unreadable": "“{text}” is no day of the week. Write one of: {known}.",
    "act-unknown": "No act is known by the mark {act}.",
    "act-not-undoable": "That act changed nothing in the diary that could be taken back.",
    "undo-not-yours": "Only somebody who may do this act may take it back.",
    "undo-visit-moved-on": "Visit {number} has been changed again since. Change it by hand.",
    "undo-session-moved-on": "Group session {number} has been changed again since. "
    "Change it by hand.",
    "undo-block-moved-on": "Block {number} has been changed again since. Change it by hand.",
    "undo-taken": "Somebody else has the time now. Nothing was taken back.",
    "wish-not-met": "From {start:clock} to {end:clock} on {start:day} is not as wished.",
    "people-shared": "From {start:clock} to {end:clock} on {start:day} one person would have to "
    "be in two places.",
    "nearest-start": "The nearest time that works is {start}.",
    "no-start-near": "Nothing is free in the next {days} days.",
    "hold-needs-deadline": "A hold needs a deadline between now and the visit's start.",
    "taken-meanwhile": "Somebody else has just taken this time. Nothing was booked.",
    "status-over": "This visit is over: it is {status}.",
    "visit-not-today": "The visit is on {on}; patients are checked in on the day.",
    "already-there": "This visit is already {status}.",
}

GATE: Mapping[str, str] = {
    "not-needed": "{type} visits do not ask for it.",
    "clearance-missing": "No medical clearance for this route ({route}) is on file. "
    "A prescriber gives it.",
    "clearance-asked": "Medical clearance is asked of {of}, due by {by}.",
    "clearance-met": "Cleared by {by}, good until {until}.",
    "clearance-expired": "The medical clearance by {by} expired on {until}.",
    "clearance-ends": "The medical clearance by {by} ends on {until}, before the visit on {on}.",
    "age-met": "{age} or over on the day.",
    "age-below": "The patient is under {age} on the day. "
    "Only the medical director can open the way for a minor.",
    "ride-met": "{name} takes the patient home.",
    "ride-missing": "No adult is named who takes the patient home.",
    "consent-met": "{form} signed on {signed}, good until {until}.",
    "consent-on-file": "{form} signed on {signed}.",
    "consent-expired": "{form} signed on {signed} expired on {until}.",
    "consent-ends": "{form} signed on {signed} ends on {until}, before the visit on {on}.",
    "consent-out": "{form} is printed and not yet back signed.",
    "consent-sign-again": "{form} is to be signed again: what is on file is an older version, is "
    "for another route, or was signed after the dose began.",
    "consent-missing": "{form} is not signed; it will be in the packet.",
    "form-not-available": "The clinic has no approved {item} for this route. "
    "Ask the manager before this visit.",
    "waived": "Waived by {by} until {until}: {why}",
    "not-waivable": "{item} can never be waived.",
    "waiver-role": "{item} is waived by a prescriber or the medical director.",
    "waiver-own-booking": "Whoever booked a visit cannot also waive its {item}.",
    "waiver-needs-reason": "A waiver needs a reason in words, or one from the list.",
    "waiver-past": "A waiver cannot end in the past.",
    "ride-incomplete": "A ride home needs the name and the telephone of an adult.",
    "route-unknown": "There is no route “{route}”. The clinic has: {known}.",
    "item-unknown": "There is no gate item “{item}”. The gate has: {known}.",
    "clearance-later": "A clearance cannot be dated after today.",
}

PAPERS: Mapping[str, str] = {
    "why-never-signed": "Needs a signature: none is on file.",
    "why-expires": "The signature on file ends on {until}, before the visit on {on}.",
    "why-new-version": "Version {version} is new since the patient last had it.",
    "why-new-route": "What is signed is for another way of giving the medicine.",
    "why-each-visit": "Goes with every visit.",
    "why-first-time": "The patient has not had it yet.",
    "why-not-back": "Printed before, but it never came back signed.",
    "why-cover": "For the desk: what is in this packet and how the visit stands.",
    "paper-unknown": "No paper has the code {code}.",
    "paper-code-unreadable": "“{code}” is not a paper's code. It has eight letters and digits, "
    "printed at the foot of every page.",
    "paper-not-signable": "{form} has nothing to sign.",
    "paper-already-back": "This paper is already on file, signed on {signed}.",
    "paper-voided": "This paper was voided; print a new one.",
    "signer-unknown": "{form} is signed by {known}, not by “{signer}”.",
    "signed-later": "The signing time {signed} lies in the future.",
    "signed-before-print": "The paper was printed on {printed}; it cannot have been signed "
    "before that.",
    "box-unknown": "The paper has no box “{box}”. It has: {known}.",
    "packet-none": "There is no packet number {packet}.",
    "packet-stale": "Something about the visit changed since the preview. Look at the new preview "
    "and print again; nothing was printed.",
    "visit-cancelled": "The visit is cancelled; nothing is printed for it.",
    "language-missing": "{form} has no approved text in {language}; "
    "it is printed in English, with a place for the interpreter.",
    "papers-untranslated": "No approved text in {language}: {forms}. Nothing was printed.",
    "packet-form-none": "No form “{form}” is in force for the day of the visit. There are {known}.",
    "packet-form-route": "{form} has no text for the way the medicine is given on this visit.",
    "why-asked": "Somebody asked for it.",
    "why-asked-given": "Somebody asked for it; the patient was given version {version} before.",
    "why-asked-signed": "Somebody asked for it; it is signed, on {on}.",
    "no-glyphs": "The shipped fonts have no glyphs for {letters}, so these papers cannot be "
    "printed. Write it in other letters.",
    "right-to-left": "Scripts that are written from right to left cannot be printed yet, and "
    "these papers have {letters}. Write it in Latin letters.",
}

TROUBLES: Mapping[str, str] = {
    "file-not-written": "The file {file} could not be written ({why}). Nothing else changed.",
    "file-not-read": "The file {file} could not be read ({why}).",
    "form-broken": "The form “{form}” cannot be read: {file}, line {line}: {problem}. "
    "Nothing was printed.",
    "font-missing": "The font {font} is missing from the program's folder. Nothing was printed; "
    "install the program again.",
    "template-unknown": "There is no clinic template “{template}”. Shipped: {known}.",
    "resource-broken": "The shipped file {file} cannot be read: {problem}. "
    "Install the program again.",
}

CLINIC_FOLDER: Mapping[str, str] = {
    "clinic-missing": "There is no clinic in {folder}. Choose another place, or make a clinic "
    "there first.",
    "clinic-foreign": "What is in {folder} is not a clinic of this program. Choose another place.",
    "clinic-newer": "The clinic in {folder} was made by a newer version of this program. "
    "Install that version, then open the clinic again. Nothing was changed.",
    "clinic-damaged": "The clinic in {folder} is damaged and was not opened. "
    "Put back the last copy you have of it.",
    "clinic-unfinished": "This clinic was never made to the end. "
    "Make a new one in an empty folder.",
    "clinic-read-only": "The clinic in {folder} cannot be changed: the place where it lies is "
    "read-only for this login. Nothing was changed.",
    "clinic-locked": "Another program keeps the clinic in {folder} locked. Close it there, "
    "then try again. Nothing was changed.",
    "clinic-guard-missing": "The clinic in {folder} has lost one of the guards that keep visits "
    "apart and the audit whole, so it was not opened. Put back the last copy you have of it.",
    "disk-full": "The disk takes no more: it is full, or a limit is reached ({folder}). "
    "Nothing was changed. Make room, then try again.",
    "disk-failed": "The disk reported an error at {folder}. Look whether the last step was kept "
    "before you do it again, and have the disk checked.",
    "folder-not-empty": "{folder} is not an empty folder. Choose a new or empty folder for a "
    "new clinic. Nothing was changed.",
    "archive-missing": "A printed packet is missing from the archive in {folder}. "
    "Put it back from the last copy you have of it.",
    "archive-damaged": "A printed packet in the archive in {folder} is not as it was printed. "
    "Put it back from the last copy you have of it.",
    "sqlite-old": "This program came with SQLite {version} and needs {oldest} or newer. "
    "Install the program again.",
}

CLINIC_SERVER: Mapping[str, str] = {
    "server-address": "This is not the address of a clinic on a server. "
    "Write it like postgresql://login@server/clinic.",
    "server-unreachable": "The server of {server} does not answer. The last step was not kept; "
    "everything before it is safe there. Look whether this computer has its network and the "
    "server is on, then try again.",
    "clinic-filling": "A clinic is being moved to {server} and is not whole yet. Run the same "
    "transfer again to go on with it.",
    "transfer-differs": "What is on {server} is not what is in the folder ({table}): somebody "
    "has worked in one of them meanwhile. Begin again with an empty database. The folder is as it "
    "was.",
    "transfer-from-server": "A clinic on a server is not moved; only one in a folder is.",
    "transfer-to-folder": "A clinic is moved to a server: write --to postgresql://login@server/name.",
    "server-tls": "The server of {server} is not on this computer, and the address asks for the "
    "connection “{mode}”, which does not tell whether it is that server. Leave it out, or write "
    "sslmode=verify-full. Nothing was sent.",
    "server-unproven": "Whoever answered for {server} could not prove to be that server. Nothing "
    "was sent. Ask whoever keeps the server for its certificate, and name it with sslrootcert.",
    "server-forbids": "The server does not let this login do that. Nothing was kept. Whoever owns "
    "the clinic at the server can.",
    "server-other-login": "The server knows this program by the login of somebody else than who "
    "works with it. Nothing was kept. Open the clinic with your own login.",
    "server-owner-first": "This program is newer than the clinic on {server}. Whoever owns it at "
    "the server opens it first, and so brings it forward. Nothing was changed.",
    "server-refused": "The server of {server} let nobody in ({why}). Nothing was changed. "
    "Check the address, the login and its password, or ask whoever keeps the server.",
    "outcome-unknown": "The server of {server} did not answer whether it kept the last step. "
    "It is kept whole or not at all: look before you do it again.",
    "server-not-empty": "The database {server} already holds something. Choose an empty database "
    "for a new clinic. Nothing was changed.",
    "server-old": "The server has PostgreSQL {version}; a clinic needs {oldest} or newer. "
    "Nothing was changed.",
    "server-encoding": "The database {server} cannot hold every letter of people's names. "
    "Make it anew with the encoding UTF8. Nothing was changed.",
}

COMMANDS: Mapping[str, str] = {
    "words-unreadable": "The command has letters that are not text. Type it again.",
    "clinic-name-missing": "A clinic needs a name.",
    "visit-of-other": "Visit {visit} is not a visit of the patient with chart number {chart}.",
    "ride-no-visit": "The patient with chart number {chart} has no dosing visit to come.",
    "ride-which-visit": "The patient with chart number {chart} has several dosing visits to come. "
    "Say which with --visit: {known}.",
    "demo-folder-taken": "The folder {folder} holds something that is not a demo clinic. "
    "It was left alone; name another with --clinic.",
    "demo-on-server": "A demo clinic lives in a folder. Name one with --clinic.",
    "demo-day": "A demo clinic takes a day between {first} and {last} for today.",
    "demo-stopped": "The demo clinic was stopped before it was whole; nothing of it is kept.",
    "demo-not-made": "The demo clinic could not be made in {folder} ({why}).",
    "answer-not-written": "The answer could not be written ({why}).",
    "display-missing": "There is no screen to open a window on. The commands need none: "
    "see anteroom --help.",
    "internal": "Something went wrong inside the program ({kind} at {place}). "
    "Nothing was half-written; please report it with this line.",
}

SENTENCES: Mapping[str, str] = {
    **BOTH,
    **CHECKS,
    **TIMES,
    **ACCESS,
    **PATIENTS,
    **SCHEDULING,
    **HOUSE,
    **GATE,
    **GATE_FILED,
    **PAPERS,
    **CALENDARS,
    **COURSES,
    **DESK,
    **DIAGNOSES,
    **FOREIGN,
    **FORMS,
    **INTAKE,
    **LISTS,
    **TWINS,
    **KEYS,
    **KINDS,
    **LETTERS,
    **OWN_PDFS,
    **PRINTING,
    **WORKLISTS,
    **PACKET_RULES,
    **PAPERS_OUT,
    **TROUBLES,
    **COMMANDS,
    **CLINIC_FOLDER,
    **CLINIC_SERVER,
    **SAFETY,
}

ITEMS: Mapping[str, str] = {
    "diagnosis": "Diagnosis",
    "referral": "Referral",
    "clearance": "Medical clearance",
    "age": "Age",
    "ride": "Ride home",
    "consent:ketamine-consent": "Ketamine consent",
    "consent:esketamine-consent": "Esketamine consent",
    "consent:off-label-disclosure": "Off-label disclosure",
    "consent:ride-home-agreement": "Ride-home agreement",
}

OPENING_TAGS: Mapping[str, str] = {
    "soonest": "soonest",
    "usual-time": "usual time",
    "no-gap": "leaves no gap",
    "joins-group": "joins the group",
}

STATES: Mapping[str, str] = {
    "met": "Ready",
    "waiting": "Waiting",
    "missing": "Missing",
    "expired": "Expired",
    "ends_before_visit": "Ends before visit",
    "waived": "Waived",
    "not_needed": "Not needed",
}

ACTIONS: Mapping[str, str] = {
    "diagnosis": "Ask the clinician",
    "referral/missing": "Ask for a referral",
    "referral/waiting": "Call the referrer",
    "referral-received": "Look at the letter",
    "referral": "Ask for a new letter",
    "clearance/waiting": "Remind the prescriber",
    "clearance": "Ask for clearance",
    "age": "Ask the medical director",
    "ride": "Add the ride",
    "tick": "Tick",
    "consent/waiting": "Check the paper in",
    "consent": "Print the packet",
    "form-not-available": "Ask the manager",
}

STATUSES: Mapping[str, str] = {
    "held": "Held",
    "booked": "Booked",
    "arrived": "Arrived",
    "in_session": "In session",
    "recovery": "In recovery",
    "left": "Left",
    "cancelled": "Cancelled",
    "no_show": "Did not come",
}

BLOCKS: Mapping[str, str] = {
    "lunch": "Lunch",
    "time-off": "Time off",
    "service": "Service",
    "meeting": "Meeting",
    "closed": "Closed",
    "other": "Not available",
}

OVERALL: Mapping[str, str] = {
    "ready": "Ready",
    "waived": "Ready, with a waiver",
    "waiting": "Waiting",
    "blocked": "Blocked",
    "not_needed": "Nothing needed",
}
