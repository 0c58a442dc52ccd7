"""What the clinic decides about its papers as a whole, and the table of its packet rules."""

from collections.abc import Sequence
from dataclasses import asdict

from app.clinic import Clinic
from app.domain.access import Act, may
from app.domain.both import both_kept
from app.domain.packet_rules import PacketRule, PaperPolicy, against_policy, rule_faults
from app.domain.refusal import refuse, refuse_if
from app.library import templates


def may_edit_papers(clinic: Clinic) -> bool:
    """Whether whoever is signed in may decide about papers."""
    return may(clinic.person.roles, Act.EDIT_PAPERS)


def paper_policy(clinic: Clinic) -> PaperPolicy:
    """What is decided now."""
    return clinic.setup.papers


def keep_paper_policy(
    clinic: Clinic, policy: PaperPolicy, *, since: PaperPolicy | None = None, token: str = ""
) -> PaperPolicy:
    """Decide anew for packets made from now on, and judge the visits to come by it.

    `since` is what whoever changed it had seen: what others decided meanwhile is kept, and asked
    about where it is the same.
    """
    with clinic.writing(Act.EDIT_PAPERS, token=token) as unit:
        now = unit.settings.paper_policy()
        policy = both_kept(now if since is None else since, policy, now)
        refuse_if(against_policy(policy))
        unit.settings.keep_paper_policy(policy)
        unit.note(papers=asdict(policy))
        return policy


def packet_rules(clinic: Clinic) -> tuple[PacketRule, ...]:
    """Which forms go with which visits, in order."""
    with clinic.reading(Act.SEE_FORMS):
        return clinic.setup.rules


def ask_for_form(clinic: Clinic, rule: PacketRule) -> None:
    """Have packets ask for a form by one rule, the last of all, in place of those it had."""
    _keep_rules(clinic, rule.form, [rule])


def ask_no_more(clinic: Clinic, form: str) -> None:
    """Have no packet ask for a form; it is printed only when somebody names it."""
    _keep_rules(clinic, form, [])


def _keep_rules(clinic: Clinic, form: str, rules: Sequence[PacketRule]) -> None:
    with clinic.writing(Act.EDIT_PAPERS) as unit:
        if unit.forms.binder().newest(form) is None:
            raise refuse("form-unknown", form=form, known=tuple(clinic.forms.versions))
        refuse_if(rule_faults(rules, clinic.setup.types))
        others = [each for each in unit.settings.packet_rules() if each.form != form]
        unit.settings.keep_packet_rules([*others, *rules])
        unit.note(form=form, rules=len(rules))


def take_shipped_rules(clinic: Clinic) -> tuple[PacketRule, ...]:
    """Take the program's own table of packet rules in place of the clinic's.

    A clinic that was made before there were more forms gets them into its packets so.
    """
    with clinic.writing(Act.EDIT_PAPERS) as unit:
        shipped = templates.template(clinic.setup.details.template).rules
        unit.settings.keep_packet_rules(shipped)
        unit.note(rules=len(shipped))
        return shipped
