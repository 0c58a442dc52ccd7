"""A clinic template: what a new clinic starts with."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.courses import CourseTemplate
from app.domain.gate_policy import Policy
from app.domain.packet_rules import PacketRule, PaperPolicy
from app.domain.scheduling import VisitType


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Visit types and courses, gate policy, packet rules and the hours that papers name."""

    title: str
    types: tuple[VisitType, ...]
    courses: tuple[CourseTemplate, ...]
    policy: Policy
    rules: tuple[PacketRule, ...]
    papers: PaperPolicy
    hours: Mapping[str, int]
