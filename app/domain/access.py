"""Who may do what: roles, acts and the one permission table."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person does at the clinic."""

    FRONT_DESK = "front-desk"
    THERAPIST = "therapist"
    NURSE = "nurse"
    PRESCRIBER = "prescriber"
    MEDICAL_DIRECTOR = "medical-director"
    MANAGER = "manager"
    AUDITOR = "auditor"
    CLINIC = "clinic"
    """The clinic itself: acts of the clock and of set-up, no login."""


class Act(StrEnum):
    """One thing that can be done with a clinic's data."""

    MAKE_CLINIC = "make-clinic"
    ADD_STAFF = "add-staff"
    ADD_PATIENT = "add-patient"
    EDIT_PATIENT = "edit-patient"
    FIND_PATIENTS = "find-patients"
    SEE_PATIENT = "see-patient"
    PREVIEW_MERGE = "preview-merge"
    MERGE_PATIENTS = "merge-patients"
    UNMERGE_PATIENTS = "unmerge-patients"
    TELL_APART = "tell-apart"
    SEE_DAY = "see-day"
    SEE_COPY = "see-copy"
    FIND_OPENINGS = "find-openings"
    SEE_READINESS = "see-readiness"
    BOOK_VISIT = "book-visit"
    BOOK_HELD_VISIT = "book-held-visit"
    OVERBOOK_VISIT = "overbook-visit"
    MOVE_VISIT = "move-visit"
    RESIZE_VISIT = "resize-visit"
    CANCEL_VISIT = "cancel-visit"
    NO_SHOW = "no-show"
    SHELVE_VISIT = "shelve-visit"
    PLAN_COURSE = "plan-course"
    BOOK_COURSE = "book-course"
    REPAIR_COURSE = "repair-course"
    UNDO = "undo"
    BLOCK_TIME = "block-time"
    CLOSE_CLINIC = "close-clinic"
    CHANGE_RESOURCE = "change-resource"
    NOTE_DAY = "note-day"
    KEEP_DRAFT = "keep-draft"
    EDIT_SETTINGS = "edit-settings"
    TRANSFER_CLINIC = "transfer-clinic"
    SEE_LISTS = "see-lists"
    SEE_WORKLIST = "see-worklist"
    EXPORT_WORKLIST = "export-worklist"
    SEE_REPORTS = "see-reports"
    EXPORT_REPORT = "export-report"
    EDIT_WAITLIST = "edit-waitlist"
    OFFER_TIME = "offer-time"
    FILL_GAP = "fill-gap"
    RECALL_PATIENT = "recall-patient"
    ADVANCE_VISIT = "advance-visit"
    RELEASE_HOLDS = "release-holds"
    REJUDGE = "rejudge"
    SEE_ATTENTION = "see-attention"
    RECORD_DIAGNOSIS = "record-diagnosis"
    REMOVE_DIAGNOSIS = "remove-diagnosis"
    RECORD_REFERRAL = "record-referral"
    REQUEST_REFERRAL = "request-referral"
    CHASE_REFERRAL = "chase-referral"
    CORRECT_REFERRAL = "correct-referral"
    PRINT_REFERRAL_REQUEST = "print-referral-request"
    JUDGE_REFERRAL = "judge-referral"
    ADD_ATTACHMENT = "add-attachment"
    SEE_ATTACHMENT = "see-attachment"
    SET_PART2 = "set-part2"
    RECORD_CLEARANCE = "record-clearance"
    REQUEST_CLEARANCE = "request-clearance"
    WITHDRAW_CLEARANCE = "withdraw-clearance"
    RECORD_RIDE = "record-ride"
    TICK_ITEM = "tick-item"
    WAIVE_ITEM = "waive-item"
    END_WAIVER = "end-waiver"
    EDIT_POLICY = "edit-policy"
    EDIT_PAPERS = "edit-papers"
    SEE_FORMS = "see-forms"
    TAKE_IN_FORMS = "take-in-forms"
    EDIT_FORM = "edit-form"
    APPROVE_FORM = "approve-form"
    ISSUE_PACKET = "issue-packet"
    PREVIEW_PACKET = "preview-packet"
    SEE_PACKET = "see-packet"
    PRINT_PACKET = "print-packet"
    REPRINT_PAGES = "reprint-pages"
    SAVE_PACKET = "save-packet"
    TICK_PRINTED = "tick-printed"
    HAND_OVER_PAPER = "hand-over-paper"
    RETURN_PAPER = "return-paper"
    VOID_PAPER = "void-paper"
    RECORD_REFUSAL = "record-refusal"
    REVOKE_CONSENT = "revoke-consent"
    LIST_PAPERS = "list-papers"
    VERIFY_ARCHIVE = "verify-archive"
    VERIFY_CLINIC = "verify-clinic"
    SEE_BACKUPS = "see-backups"
    PLAN_BACKUPS = "plan-backups"
    MAKE_BACKUP = "make-backup"
    NOTE_BACKUP = "note-backup"
    RESTORE_BACKUP = "restore-backup"
    TRY_BACKUP = "try-backup"
    EXPORT_CLINIC = "export-clinic"
    EXPORT_RECORD = "export-record"
    MAKE_DAY_SHEET = "make-day-sheet"
    MAKE_ROUTING_SLIPS = "make-routing-slips"
    PRINT_SCHEDULE = "print-schedule"
    PRINT_COURSE_PLAN = "print-course-plan"
    EXPORT_CALENDAR = "export-calendar"
    IMPORT_CALENDAR = "import-calendar"
    IMPORT_PATIENTS = "import-patients"
    STAGE_PATIENTS = "stage-patients"
    ENCRYPT_CLINIC = "encrypt-clinic"
    SIGN_IN = "sign-in"
    LOCK_WINDOW = "lock-window"
    UNLOCK_WINDOW = "unlock-window"
    CHANGE_PASSWORD = "change-password"  # noqa: S105 -- the name of an act
    SET_PIN = "set-pin"
    SET_SECOND_FACTOR = "set-second-factor"
    SEE_LOGINS = "see-logins"
    SET_LOGIN = "set-login"
    REMOVE_LOGIN = "remove-login"
    RECOVER_LOGIN = "recover-login"
    RENEW_RECOVERY = "renew-recovery"
    EDIT_SAFETY = "edit-safety"
    BREAK_GLASS = "break-glass"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who may do an act, and whether doing it is written to the audit."""

    roles: frozenset[Role]
    audited: bool = True


CARE = frozenset({Role.THERAPIST, Role.NURSE, Role.PRESCRIBER, Role.MEDICAL_DIRECTOR})
DOCTORS = frozenset({Role.PRESCRIBER, Role.MEDICAL_DIRECTOR})
DESK = frozenset({Role.FRONT_DESK, Role.MANAGER})
EVERYBODY = DESK | CARE
STAFF = EVERYBODY | {Role.AUDITOR}
CLOCK = frozenset({Role.CLINIC})
REPORTED = DESK | {Role.MEDICAL_DIRECTOR, Role.AUDITOR}
IMPORTERS = frozenset({Role.MANAGER, Role.MEDICAL_DIRECTOR})

PERMISSIONS: dict[Act, Rule] = {
    Act.MAKE_CLINIC: Rule(roles=CLOCK),
    Act.ADD_STAFF: Rule(roles=CLOCK | {Role.MANAGER}),
    Act.ADD_PATIENT: Rule(roles=EVERYBODY | CLOCK),
    Act.EDIT_PATIENT: Rule(roles=EVERYBODY),
    Act.FIND_PATIENTS: Rule(roles=EVERYBODY, audited=False),
    Act.SEE_PATIENT: Rule(roles=EVERYBODY),
    Act.PREVIEW_MERGE: Rule(roles=EVERYBODY),
    Act.MERGE_PATIENTS: Rule(roles=EVERYBODY),
    Act.UNMERGE_PATIENTS: Rule(roles=EVERYBODY),
    Act.TELL_APART: Rule(roles=EVERYBODY),
    Act.SEE_DAY: Rule(roles=EVERYBODY, audited=False),
    Act.SEE_COPY: Rule(roles=STAFF),
    Act.FIND_OPENINGS: Rule(roles=EVERYBODY, audited=False),
    Act.SEE_READINESS: Rule(roles=EVERYBODY),
    Act.BOOK_VISIT: Rule(roles=EVERYBODY),
    Act.BOOK_HELD_VISIT: Rule(roles=EVERYBODY | CLOCK),
    Act.OVERBOOK_VISIT: Rule(roles=DOCTORS | {Role.MANAGER}),
    Act.MOVE_VISIT: Rule(roles=EVERYBODY),
    Act.RESIZE_VISIT: Rule(roles=EVERYBODY),
    Act.CANCEL_VISIT: Rule(roles=EVERYBODY),
    Act.NO_SHOW: Rule(roles=EVERYBODY),
    Act.SHELVE_VISIT: Rule(roles=EVERYBODY),
    Act.PLAN_COURSE: Rule(roles=EVERYBODY),
    Act.BOOK_COURSE: Rule(roles=EVERYBODY),
    Act.REPAIR_COURSE: Rule(roles=EVERYBODY),
    Act.UNDO: Rule(roles=EVERYBODY),
    Act.BLOCK_TIME: Rule(roles=EVERYBODY),
    Act.CLOSE_CLINIC: Rule(roles=CLOCK | {Role.MANAGER, Role.MEDICAL_DIRECTOR}),
    Act.CHANGE_RESOURCE: Rule(roles=CLOCK | {Role.MANAGER}),
    Act.NOTE_DAY: Rule(roles=EVERYBODY),
    Act.KEEP_DRAFT: Rule(roles=EVERYBODY, audited=False),
    Act.EDIT_SETTINGS: Rule(roles=CLOCK | {Role.MANAGER}),
    Act.TRANSFER_CLINIC: Rule(roles=frozenset({Role.MANAGER})),
    Act.SEE_LISTS: Rule(roles=EVERYBODY, audited=False),
    Act.SEE_WORKLIST: Rule(roles=EVERYBODY, audited=False),
    Act.EXPORT_WORKLIST: Rule(roles=EVERYBODY),
    Act.SEE_REPORTS: Rule(roles=REPORTED, audited=False),
    Act.EXPORT_REPORT: Rule(roles=REPORTED),
    Act.EDIT_WAITLIST: Rule(roles=EVERYBODY),
    Act.OFFER_TIME: Rule(roles=EVERYBODY),
    Act.FILL_GAP: Rule(roles=EVERYBODY),
    Act.RECALL_PATIENT: Rule(roles=EVERYBODY),
    Act.ADVANCE_VISIT: Rule(roles=EVERYBODY),
    Act.RELEASE_HOLDS: Rule(roles=CLOCK),
    Act.REJUDGE: Rule(roles=CLOCK),
    Act.SEE_ATTENTION: Rule(roles=EVERYBODY),
    Act.RECORD_DIAGNOSIS: Rule(roles=CARE),
    Act.REMOVE_DIAGNOSIS: Rule(roles=CARE),
    Act.RECORD_REFERRAL: Rule(roles=EVERYBODY),
    Act.REQUEST_REFERRAL: Rule(roles=EVERYBODY),
    Act.CHASE_REFERRAL: Rule(roles=EVERYBODY),
    Act.CORRECT_REFERRAL: Rule(roles=EVERYBODY),
    Act.PRINT_REFERRAL_REQUEST: Rule(roles=EVERYBODY),
    Act.JUDGE_REFERRAL: Rule(roles=CARE),
    Act.ADD_ATTACHMENT: Rule(roles=EVERYBODY),
    Act.SEE_ATTACHMENT: Rule(roles=EVERYBODY),
    Act.SET_PART2: Rule(roles=CARE),
    Act.RECORD_CLEARANCE: Rule(roles=DOCTORS),
    Act.REQUEST_CLEARANCE: Rule(roles=EVERYBODY),
    Act.WITHDRAW_CLEARANCE: Rule(roles=DOCTORS),
    Act.RECORD_RIDE: Rule(roles=EVERYBODY),
    Act.TICK_ITEM: Rule(roles=EVERYBODY),
    Act.WAIVE_ITEM: Rule(roles=DOCTORS),
    Act.END_WAIVER: Rule(roles=DOCTORS),
    Act.EDIT_POLICY: Rule(roles=frozenset({Role.MANAGER, Role.MEDICAL_DIRECTOR})),
    Act.EDIT_PAPERS: Rule(roles=frozenset({Role.MANAGER, Role.MEDICAL_DIRECTOR})),
    Act.SEE_FORMS: Rule(roles=EVERYBODY, audited=False),
    Act.TAKE_IN_FORMS: Rule(roles=CLOCK),
    Act.EDIT_FORM: Rule(roles=DOCTORS | {Role.MANAGER}),
    Act.APPROVE_FORM: Rule(roles=CLOCK | {Role.MEDICAL_DIRECTOR}),
    Act.ISSUE_PACKET: Rule(roles=EVERYBODY),
    Act.PREVIEW_PACKET: Rule(roles=EVERYBODY),
    Act.SEE_PACKET: Rule(roles=EVERYBODY),
    Act.PRINT_PACKET: Rule(roles=EVERYBODY),
    Act.REPRINT_PAGES: Rule(roles=EVERYBODY),
    Act.SAVE_PACKET: Rule(roles=EVERYBODY),
    Act.TICK_PRINTED: Rule(roles=EVERYBODY),
    Act.HAND_OVER_PAPER: Rule(roles=EVERYBODY),
    Act.RETURN_PAPER: Rule(roles=EVERYBODY),
    Act.VOID_PAPER: Rule(roles=EVERYBODY),
    Act.RECORD_REFUSAL: Rule(roles=EVERYBODY),
    Act.REVOKE_CONSENT: Rule(roles=EVERYBODY),
    Act.LIST_PAPERS: Rule(roles=EVERYBODY),
    Act.VERIFY_ARCHIVE: Rule(roles=EVERYBODY | {Role.AUDITOR}),
    Act.VERIFY_CLINIC: Rule(roles=frozenset(Role)),
    Act.SEE_BACKUPS: Rule(roles=frozenset(Role), audited=False),
    Act.PLAN_BACKUPS: Rule(roles=CLOCK | {Role.MANAGER}),
    Act.MAKE_BACKUP: Rule(roles=EVERYBODY | CLOCK),
    Act.NOTE_BACKUP: Rule(roles=EVERYBODY | CLOCK, audited=False),
    Act.RESTORE_BACKUP: Rule(roles=EVERYBODY | CLOCK),
    Act.TRY_BACKUP: Rule(roles=EVERYBODY),
    Act.EXPORT_CLINIC: Rule(roles=IMPORTERS),
    Act.EXPORT_RECORD: Rule(roles=EVERYBODY),
    Act.MAKE_DAY_SHEET: Rule(roles=EVERYBODY),
    Act.MAKE_ROUTING_SLIPS: Rule(roles=EVERYBODY),
    Act.PRINT_SCHEDULE: Rule(roles=EVERYBODY),
    Act.PRINT_COURSE_PLAN: Rule(roles=EVERYBODY),
    Act.EXPORT_CALENDAR: Rule(roles=EVERYBODY),
    Act.IMPORT_CALENDAR: Rule(roles=EVERYBODY),
    Act.IMPORT_PATIENTS: Rule(roles=IMPORTERS),
    Act.STAGE_PATIENTS: Rule(roles=IMPORTERS, audited=False),
    Act.ENCRYPT_CLINIC: Rule(roles=CLOCK),
    Act.SIGN_IN: Rule(roles=STAFF),
    Act.LOCK_WINDOW: Rule(roles=STAFF),
    Act.UNLOCK_WINDOW: Rule(roles=STAFF),
    Act.CHANGE_PASSWORD: Rule(roles=STAFF),
    Act.SET_PIN: Rule(roles=STAFF),
    Act.SET_SECOND_FACTOR: Rule(roles=STAFF),
    Act.SEE_LOGINS: Rule(roles=frozenset({Role.MANAGER, Role.AUDITOR}), audited=False),
    Act.SET_LOGIN: Rule(roles=frozenset({Role.MANAGER})),
    Act.REMOVE_LOGIN: Rule(roles=frozenset({Role.MANAGER})),
    Act.RECOVER_LOGIN: Rule(roles=CLOCK),
    Act.RENEW_RECOVERY: Rule(roles=frozenset({Role.MANAGER})),
    Act.EDIT_SAFETY: Rule(roles=frozenset({Role.MANAGER})),
    Act.BREAK_GLASS: Rule(roles=STAFF),
}


EMERGENCY = frozenset(
    {
        Act.FIND_PATIENTS,
        Act.SEE_PATIENT,
        Act.SEE_DAY,
        Act.SEE_READINESS,
        Act.SEE_ATTENTION,
        Act.SEE_LISTS,
        Act.SEE_WORKLIST,
        Act.SEE_PACKET,
        Act.SEE_ATTACHMENT,
        Act.LIST_PAPERS,
    }
)
"""What somebody may see who has broken the glass; nothing can be changed that way."""


def may(roles: frozenset[Role], act: Act) -> bool:
    """Whether somebody with these roles may do this act; what is not granted is denied."""
    rule = PERMISSIONS.get(act)
    return rule is not None and not rule.roles.isdisjoint(roles)
