"""A clinic's patients, people, rooms, visits, diagnoses and consents as FHIR R4 resources.

Plain documents by the specification (hl7.org/fhir/R4); nothing in them needs this program.
"""

import json
from collections.abc import Mapping

Row = Mapping[str, str]
Resource = dict[str, object]

ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
SCOPES = "http://terminology.hl7.org/CodeSystem/consentscope"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/consentcategorycodes"
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"

VISITS: Mapping[str, str] = {
    "held": "pending",
    "booked": "booked",
    "arrived": "arrived",
    "in_session": "checked-in",
    "recovery": "checked-in",
    "left": "fulfilled",
    "cancelled": "cancelled",
    "no_show": "noshow",
}
"""A visit's status to that of an Appointment."""

CONSENTS: Mapping[str, str] = {"complete": "active", "revoked": "inactive", "refused": "rejected"}
"""A paper's state to that of a Consent; papers in other states are not decided yet."""


def patient(row: Row, into: str = "") -> Resource:
    """A patient; `into` is the one that a merged chart is read as."""
    given = [row["given"]] if row["given"] else []
    told = [_kept({"use": "official", "family": row["family"], "given": given})]
    if row["preferred"]:
        told.append({"use": "usual", "text": row["preferred"]})
    numbers = [each["number"] for each in json.loads(row["phones"] or "[]")]
    reached: list[Resource] = [{"system": "phone", "value": number} for number in numbers]
    if row["email"]:
        reached.append({"system": "email", "value": row["email"]})
    return _resource(
        "Patient",
        row["id"],
        identifier=[{"type": {"text": "Chart number"}, "value": row["chart"]}],
        active=not into,
        name=told,
        telecom=reached,
        birthDate=row["born"],
        address=[{"text": row["address"]}] if row["address"] else [],
        communication=[{"language": _coded("urn:ietf:bcp:47", row["language"]), "preferred": True}],
        link=[{"other": _to("Patient", into), "type": "replaced-by"}] if into else [],
    )


def practitioner(row: Row) -> Resource:
    """A person on staff."""
    return _resource(
        "Practitioner",
        row["id"],
        identifier=[{"type": {"text": "Login"}, "value": row["login"]}],
        name=[{"text": row["name"]}],
        qualification=[{"code": {"text": row["credential"]}}] if row["credential"] else [],
    )


def location(row: Row) -> Resource:
    """A room."""
    status = "inactive" if row["retired"] == "1" else "active"
    return _resource("Location", row["id"], status=status, name=row["name"], mode="instance")


def appointment(row: Row, people: Mapping[str, str], rooms: frozenset[str]) -> Resource:
    """A visit; `people` gives the staff number of a resource, `rooms` are the rooms."""
    who: list[Resource] = [{"actor": _to("Patient", row["patient_id"]), "status": "accepted"}]
    held = dict.fromkeys(str(part[1]) for part in json.loads(row["parts"] or "[]"))
    for each in held:
        if each in people:
            who.append({"actor": _to("Practitioner", people[each]), "status": "accepted"})
        elif each in rooms:
            who.append({"actor": _to("Location", each), "status": "accepted"})
    return _resource(
        "Appointment",
        row["id"],
        status=VISITS[row["status"]],
        serviceType=[{"text": row["type"]}],
        start=row["start_min"],
        end=row["end_min"],
        participant=who,
    )


def diagnosis(row: Row) -> Resource:
    """A diagnosis; one that was removed was entered in error."""
    code: Resource = {"coding": [{"system": ICD_10_CM, "code": row["code"]}], "text": row["title"]}
    removed = bool(row["removed_at"])
    verified = "entered-in-error" if removed else "confirmed"
    system = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
    return _resource(
        "Condition",
        row["id"],
        clinicalStatus={} if removed else _coded(CLINICAL, "active"),
        verificationStatus=_coded(system, verified),
        code=code,
        subject=_to("Patient", row["patient_id"]),
        recordedDate=row["recorded_at"] or row["made_on"],
        recorder={"display": row["made_by"]} if row["made_by"] else {},
    )


def consent(row: Row) -> Resource:
    """A paper that was signed, refused or taken back; its PDF is named."""
    return _resource(
        "Consent",
        row["id"],
        identifier=[{"type": {"text": "Code on the paper"}, "value": row["code"]}],
        status=CONSENTS[row["state"]],
        scope=_coded(SCOPES, "treatment"),
        category=[{"coding": [{"system": CATEGORIES, "code": "INFA"}], "text": row["form"]}],
        patient=_to("Patient", row["patient_id"]),
        policyRule={"text": f"{row['form']}, version {row['version']}"},
        dateTime=row["signed_at"] or row["issued_at"],
        sourceAttachment={
            "contentType": "application/pdf",
            "url": f"../pdf/packet-{row['packet_id']}.pdf",
            "title": f"{row['form']}, version {row['version']}, from page {row['first_page']}",
        },
    )


def _resource(kind: str, number: str, **facts: object) -> Resource:
    return {"resourceType": kind, "id": number, **_kept(facts)}


def _kept(facts: Resource) -> Resource:
    """What is known: FHIR has no empty elements."""
    return {name: fact for name, fact in facts.items() if fact not in ("", [], {})}


def _to(kind: str, number: str) -> Resource:
    return {"reference": f"{kind}/{number}"}


def _coded(system: str, code: str) -> Resource:
    return {"coding": [{"system": system, "code": code}]}
