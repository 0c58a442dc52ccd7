"""A small form of the tests' own, and the values a packet is made of."""

from collections.abc import Mapping
from datetime import date

from app import library
from app.documents.values import (
    ClinicDetails,
    CoverSheet,
    DaySheet,
    DayVisit,
    NeedLine,
    OpeningLine,
    PacketSheet,
    PaperSheet,
    PatientDetails,
    ReadinessLine,
    RideLine,
    SessionLine,
    VisitDetails,
    WaiverLine,
)
from app.domain.forms import Form, FormState

TEXT = """\
This form is for {{patient.name}}, born {{patient.born}}. Your ride is {{ride.name}}.

## Risks {#risks}

::: initial risk-pressure
**Blood pressure.** It can go up for *some* hours.
:::
::: initial risk-sleep
You may be sleepy.
:::

1. First
2. Second

| Clinic | Explained by |
|---|---|
| {{clinic.name}} |  |

::: choice copy-offered yes|no
I was offered a copy.
:::

::: if kap
## Your therapist {#therapist}
:::

::: note
Call **988** at any hour.
:::

::: sign patient
I agree.
:::

::: reaffirm 2
One line on each day.
:::
"""


def form(text: str = TEXT, **changes: object) -> Form:
    """A consent form with one signer."""
    facts: dict[str, object] = {
        "id": "small-form",
        "kind": "consent",
        "version": 3,
        "effective": date(2026, 11, 1),
        "state": FormState.APPROVED,
        "titles": {"en": "A small form"},
        "shorts": {"en": "Small form"},
        "texts": {"en": text},
        "hashes": {},
        "signers": ("patient",),
    }
    return Form(**(facts | changes))  # pyright: ignore[reportArgumentType]


def paper(code: str = "K7QF9M2X", text: str = TEXT, **changes: object) -> PaperSheet:
    """The small form with its values."""
    used = form(text)
    facts: dict[str, object] = {
        "code": code,
        "form": used,
        "blocks": library.form_text(used, "en"),
        "language": "en",
        "values": {"patient.name": "Ana Ruiz", "patient.born": "4 Mar 1988"},
        "why": "Needs a signature.",
    }
    return PaperSheet(**(facts | changes))  # pyright: ignore[reportArgumentType]


def cover(code: str = "C0VER000") -> CoverSheet:
    """A cover sheet with a line in every gate state that is not met."""
    return CoverSheet(
        code=code,
        visit=VisitDetails(
            type="Ketamine infusion",
            day="Tuesday 24 November 2026",
            time="08:00–10:30",
            room="Room 2",
            people=("Dr. Hale", "Moss"),
        ),
        readiness=(
            ReadinessLine(item="Diagnosis", state="met", words="On file."),
            ReadinessLine(item="Referral", state="waived", words="Waived."),
            ReadinessLine(item="Ride home", state="missing", words="Nobody.", stops="start"),
            ReadinessLine(item="REMS", state="not_needed", words="Not asked for."),
        ),
        waivers=(
            WaiverLine(item="Referral", by="Dr. Hale", on="3 Nov 2026", reason="Known patient"),
        ),
    )


def packet(*papers: CoverSheet | PaperSheet, name: str = "Ana Ruiz") -> PacketSheet:
    """A packet of these papers, or of a cover and the small form."""
    return PacketSheet(
        clinic=ClinicDetails(name="Juniper Clinic", address="1 Juniper Street", phone="555-0142"),
        patient=PatientDetails(name=name, born="4 Mar 1988", chart="K-1023"),
        printed="Mon 23 Nov 2026 at 14:05",
        papers=papers or (cover(), paper()),
    )


def named(name: str, values: Mapping[str, str] | None = None) -> PacketSheet:
    """A packet of a patient with this name, on the cover and merged into the form."""
    filled = {"patient.name": name, "patient.born": "4 Mar 1988", **(values or {})}
    return packet(cover(), paper(values=filled), name=name)


def day_sheet(visits: int = 3, name: str = "Ana Ruiz") -> DaySheet:
    """A day with so many visits."""
    return DaySheet(
        clinic=ClinicDetails(name="Juniper Clinic", address="", phone=""),
        day="Tuesday 24 November 2026",
        printed="Mon 23 Nov 2026 at 14:05",
        visits=tuple(
            DayVisit(
                time=f"{8 + number % 12}:00",
                until=f"{9 + number % 12}:55",
                patient=f"{name} {number}",
                type="Ketamine infusion",
                room="Room 2",
                people="Dr. Hale",
                met=5,
                of=7,
                state="missing",
                words="No ride home",
                codes=("K7QF9M2X",),
                step="2 of 6",
            )
            for number in range(visits)
        ),
        needs_first=(
            NeedLine(
                time="8:00", patient=name, state="expired", words="Expired.", action="Call Dr. Lee"
            ),
        ),
        rides=(RideLine(time="10:00", patient=name, ride="Luis Ruiz", phone="555-0177"),),
        sessions=(
            SessionLine(
                time="14:00",
                until="17:30",
                type="Group session",
                room="Room 1",
                people="Dr. Hale",
                seats="2 of 6 seats taken",
                names="Ruiz, Ana; Soto, Bruno",
            ),
        ),
        openings=(
            OpeningLine(
                time="11:00",
                until="12:00",
                room="Room 1",
                kinds="Integration",
                waiting="Vega Ruiz, Luz (555-0142) and 2 more",
            ),
        ),
        note="Pump 2 is in service until noon.",
        audit_count="1,284",
        audit_head="9f2c71aa04be",
    )
