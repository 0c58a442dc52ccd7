"""Somebody works with a login of their own at the server, who may do no more than a desk does."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.refusal import Trouble
from app.domain.staff import Person
from app.use_cases.drafts import keep_draft, my_drafts
from app.use_cases.patients import edit_patient, see_patient
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from tests.postgresql import Server, name_of
from tests.small import Small, add_patient, file_everything, make_small
from tests.use_cases.asking import book


@pytest.fixture(scope="module")
def at_server(server: Server) -> Small:
    """The small clinic on a server, in which somebody has a login of their own there."""
    small = make_small(server.empty())
    login = f"{name_of(str(small.place))}_pia"
    server.tell(f"CREATE ROLE {login} LOGIN IN ROLE {name_of(str(small.place))}_desk")
    owner = small.open()
    pia = Person(login=login, name="Pia Gil", roles=frozenset({Role.FRONT_DESK}))
    with owner.by_itself().writing(Act.ADD_STAFF) as unit:
        unit.staff.add(pia, None)
    owner.close()
    return replace(small, place=str(small.place).replace("postgres@", f"{login}@"))


@pytest.fixture
def pia(at_server: Small) -> Iterator[Clinic]:
    """The clinic, open for her with her own login."""
    opened = at_server.open(f"{name_of(str(at_server.place))}_pia")
    yield opened
    opened.close()


def test_a_days_work_is_done_with_a_login_of_ones_own(pia: Clinic) -> None:
    ana = add_patient(pia, "Ana", "Romero Gil")
    file_everything(pia, ana)

    visit = book(pia, ana, asked="mark")
    edit_patient(pia, replace(ana, notes="Rings twice"), since=ana)
    keep_draft(pia, "record", {"notes": "x", "patient": str(ana.id)}, 0)
    undo_act(pia, "mark")

    assert see_patient(pia, ana.id).patient.notes == "Rings twice"
    assert see_visit(pia, visit.visit.id).visit.status == "cancelled"
    assert len(my_drafts(pia, "record")) == 1
    with pia.database.reading() as unit:
        assert {each.who for each in unit.audit.last(3)} <= {pia.person.login, "clinic"}


def test_nobody_works_under_another_name_than_the_servers(at_server: Small) -> None:
    with pytest.raises(Trouble, match="server-other-login"):
        edit_somebody(at_server.open("desk"))


def edit_somebody(clinic: Clinic) -> None:
    """An act that is audited."""
    try:
        book(clinic, add_patient(clinic, "Bruno", "Soto"), kind="preparation")
    finally:
        clinic.close()
