"""What is said about proving a clinic, its backups and their way back."""

from collections.abc import Mapping

SAFETY: Mapping[str, str] = {
    "audit-broken": "The audit is not as it was kept: entry {entry} is changed, gone or not in its "
    "place. Do not go on working in this clinic; put back the last backup before that.",
    "audit-head-unknown": "The audit has no entry {entry} with that head, so what is here is not "
    "what that paper was printed from. Compare it with the last backup.",
}
