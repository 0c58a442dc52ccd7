"""What is said about proving a clinic, its backups and their way back."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from app.domain.backup import BackupPlan
from app.words import times
from app.words.tongue import tr, tr_of


def backup_told(plan: BackupPlan, now: datetime, zone: ZoneInfo) -> str:
    """When the last backup was made, in a few words."""
    if plan.made_at is None:
        return tr("No backup yet") if plan.folder else tr("No backup set up")
    made, today = plan.made_at.astimezone(zone), now.astimezone(zone)
    if plan.is_old(now):
        return tr("No backup since {when}", when=times.moment(made))
    last = times.clock(made) if made.date() == today.date() else times.moment(made)
    if plan.trouble:
        return tr("Last backup {when}, the next failed", when=last)
    return tr("Backup: {when}", when=last)


def drill_told(plan: BackupPlan, now: datetime, zone: ZoneInfo) -> str:
    """When a backup was last tried, what came of it, and whether that was long ago."""
    if plan.drilled_at is None:
        return tr("Never tried yet.")
    day = times.short_day(plan.drilled_at.astimezone(zone).date())
    if not plan.drilled_whole:
        return tr("Last tried on {day}: not whole.", day=day)
    if plan.is_drill_old(now):
        return tr("Last tried on {day}, which is long ago: whole.", day=day)
    return tr("Last tried on {day}: whole.", day=day)


DRILLED: Mapping[str, str] = {
    "put-back": "Put back",
    "opened": "Opened",
    "audit": "Audit",
    "files": "Files and database",
}


def drill_word(what: str) -> str:
    """What a restore drill tries, in a word or two."""
    return tr_of("drill", DRILLED[what])


SAFETY: Mapping[str, str] = {
    "audit-broken": "The audit is not as it was kept: entry {entry} is changed, gone or not in its "
    "place. Do not go on working in this clinic; put back the last backup before that.",
    "backup-place-gone": "{folder} cannot be reached. Look whether the stick is in, or the drive "
    "is on; what is whole there stays whole. Then try again, or choose another folder.",
    "backup-place-full": "{folder} has no room left. What was begun there is not kept, what is "
    "whole there stays. Make room, or choose another folder.",
    "backup-place-small": "{folder} has {free} MB free, and this needs {needed} MB. Nothing was "
    "written. Make room, or choose another folder.",
    "backup-place-read-only": "{folder} cannot be written by this login: a stick may be locked by "
    "its switch. Nothing was changed there. Choose another folder.",
    "backup-running": "Another program is writing a backup to {folder}. Wait until it is done.",
    "backup-stopped": "The backup was stopped before it was whole; nothing of it is kept.",
    "backup-restless": "A file beside the clinic in {folder} is changed all the time, so no copy "
    "was kept. Try again in a minute.",
    "backup-not-whole": "What was written to {folder} did not read back as a whole clinic, so it "
    "was not kept. Try another stick or folder, and prove the clinic with “anteroom verify”.",
    "backup-inside": "A backup in {folder} would be lost together with the clinic. Choose a folder "
    "outside the clinic’s own, best on another disk or a stick.",
    "backup-of-other": "{folder} has the backups of another clinic. Choose another folder.",
    "backup-newer": "The backups in {folder} know more than this clinic does: it was put back to "
    "an earlier state, perhaps. Nothing was written there. Choose another folder, or put the "
    "newer backup back.",
    "backup-none": "There is no whole backup in {folder}. Choose the folder that backups are "
    "made to.",
    "backup-damaged": "The backup in {folder} is damaged: something in it is changed or gone. "
    "Nothing was put back. Try an earlier one with --copy, or another stick.",
    "backup-on-server": "A clinic on a server is backed up there, by whoever keeps the server.",
    "backup-no-folder": "No folder is chosen for backups. Name one with --to, or choose one in "
    "the settings.",
    "backup-folder-missing": "There is no folder {folder}. Type one that is there, or plug the "
    "stick in first.",
    "restore-over-clinic": "There is a clinic in {folder} already, and what it has may be newer. "
    "Choose a new or empty folder; nothing was changed.",
    "restore-not-empty": "{folder} is not an empty folder. Choose a new or empty one to put the "
    "backup into; nothing was changed.",
    "drill-put-back": "{files} files, {mb} MB: each byte as it was written.",
    "drill-opened": "It opens, with {patients} patients, {visits} visits and {papers} papers.",
    "drill-audit": "All {entries} entries are whole, and the last one is that of the backup "
    "({head}).",
    "drill-files": "{files} packets and scans are as they were kept; no page of the database is "
    "damaged, no guard is missing.",
    "drill-other-key": "It is from before everything was encrypted anew, and opens only with the "
    "passwords of then. Make a backup now, and try that one.",
    "drill-stopped": "It was stopped; the backup is as it was, and nothing else of it is kept.",
    "drill-holds": "This backup gives back a whole clinic, in {seconds} seconds.",
    "drill-failed": "This backup does not give back a whole clinic. Make another one at once, to "
    "another stick or folder.",
    "folder-exists": "{folder} is there already. Name a folder that is not; nothing was changed.",
    "export-missing": "{count} packets or scans are missing in the clinic itself and could not be "
    "written: see “anteroom archive verify”.",
    "copy-old": "The copy of today on this computer is older than {days} days and is not shown.",
    "copy-unreadable": "The copy of today on this computer cannot be read, or is of another "
    "version of the program. It is made anew once the server answers.",
    "copy-not-written": "This computer cannot keep a copy of today for when the server is away "
    "({why}). Everything else works; print the day sheet.",
    "clock-set-back": "This computer’s clock may be wrong: it stands before the last act, which "
    "was kept on {when}. Nothing is lost, but times written down now would be; set the clock.",
    "audit-head-unknown": "The audit has no entry {entry} with that head, so what is here is not "
    "what that paper was printed from. Compare it with the last backup.",
}
