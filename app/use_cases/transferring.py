"""Moving a clinic from its folder to a server."""

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.audit import Entry, canonical
from app.domain.refusal import refuse
from app.domain.transfers import Moved, Progress
from app.storage import transferring


def transfer(clinic: Clinic, address: str, tell: Progress) -> Moved:
    """Copy the clinic into an empty database; the folder stays as it is, and is verified against.

    Whoever was interrupted begins again with the same address: what is there is gone on with. The
    act has its row in the audit of the clinic on the server, which goes on where the folder's ends.
    """
    if isinstance(clinic.place, str):
        raise refuse("transfer-from-server")
    with clinic.reading(Act.TRANSFER_CLINIC) as unit:
        seq, _ = unit.audit.head()
        entry = Entry(
            at=clinic.now(),
            who=clinic.person.login,
            act=Act.TRANSFER_CLINIC.value,
            payload=canonical({"entries": seq}),
            token=new_token(),
        )
        return transferring.transfer(unit, address, entry, tell)
