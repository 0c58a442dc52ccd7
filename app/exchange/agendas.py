"""What a calendar file says, as the bytes in which it leaves the child."""

import json
from datetime import datetime

from app import sandbox
from app.exchange.values import Agenda, Busy


def written(agenda: Agenda) -> bytes:
    """An agenda as bytes."""
    busy = [
        [each.uid, each.line, each.start.isoformat(), each.end.isoformat(), each.summary]
        for each in agenda.busy
    ]
    faults = sandbox.plain_reasons(agenda.faults)
    return json.dumps([busy, sorted(agenda.uids), faults]).encode()


def read(payload: bytes) -> Agenda:
    """The agenda that bytes hold."""
    busy, uids, faults = json.loads(payload)
    return Agenda(
        busy=tuple(_busy(*each) for each in busy),
        uids=frozenset(map(str, uids)),
        faults=sandbox.reasons(faults),
    )


def _busy(uid: str, line: int, start: str, end: str, summary: str) -> Busy:
    return Busy(
        uid=str(uid),
        line=int(line),
        start=datetime.fromisoformat(start),
        end=datetime.fromisoformat(end),
        summary=str(summary),
    )
