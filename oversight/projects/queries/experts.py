"""读专家邀请: which expert takes part on which telephone, what is theirs to argue, what they have entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from oversight.accounts import codes
from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.projects.models import (
    Argument,
    ArgumentCheck,
    ExpertInvitation,
    GroupMember,
    LivelihoodProject,
    ProjectYear,
    SiteVisit,
    TaskGroup,
)
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import projects_of


def digest_of(text: str) -> str:
    """The keyed hash under which a code or a secret is kept."""
    return salted_hmac("oversight.projects.expert", text, algorithm="sha256").hexdigest()


def invitations_in(place: Jurisdiction) -> QuerySet[ExpertInvitation]:
    """Every invitation of the place that was not ended."""
    rows = ExpertInvitation.objects.in_scope(Scope.of(place)).filter(ended_at=None)
    return rows.select_related("member__group__project_year", "jurisdiction")


def invitation_of(member: GroupMember) -> ExpertInvitation | None:
    """The invitation of an expert that was not ended."""
    return member.invitations.filter(ended_at=None).order_by("-pk").first()


def invitation_by_code(place: Jurisdiction, typed: str) -> ExpertInvitation | None:
    """The code as typed, whether or not it may still be used."""
    code = codes.tidy(typed)
    return invitations_in(place).filter(digest=digest_of(code)).first() if code else None


def may_be_claimed(found: ExpertInvitation) -> bool:
    """Whether a telephone may still be set up with the code."""
    return found.claimed_at is None and found.expires_at > timezone.now() and in_group(found)


def in_group(found: ExpertInvitation) -> bool:
    """Whether the expert has not left the group."""
    return found.member in read.sitting(found.member.group, institutions.today())


def known(place: Jurisdiction, kept: Mapping[str, str]) -> list[ExpertInvitation]:
    """The invitations that a browser holds, by the secrets it keeps: public id → secret."""
    rows = invitations_in(place).filter(public_id__in=list(kept)).exclude(claimed_at=None)
    return [
        one
        for one in rows.order_by("-pk")
        if constant_time_compare(one.secret, digest_of(kept[one.public_id])) and in_group(one)
    ]


def argued_by(member: GroupMember) -> QuerySet[LivelihoodProject]:
    """The projects that the expert's group argues now."""
    running = read.running_in(member.group.project_year).filter(group=member.group)
    rows = projects_of(member.group.project_year).filter(arguments__in=running)
    return rows.select_related("village", "unit").order_by("number")


def experts_in(year: ProjectYear) -> QuerySet[GroupMember]:
    """The experts who argue a project of the year now, for whom the office may enter a signed sheet."""
    groups = read.running_in(year).values("group")
    rows = GroupMember.objects.in_scope(Scope.of(year.jurisdiction_id)).filter(group__in=groups)
    return rows.filter(capacity="expert", left_on=None).order_by("name", "pk")


def experts_of(group: TaskGroup) -> list[GroupMember]:
    """The experts who are in the group today."""
    sitting = read.sitting(group, institutions.today())
    return [one for one in sitting if one.capacity == "expert"]


def checks_open_to(member: GroupMember, argument: Argument) -> dict[str, ArgumentCheck | None]:
    """By kind: what the expert may enter – what nobody has entered, or what is their own."""
    found = {one.kind: one for one in argument.checks.all()}
    kinds = (kind for kind, _word in ArgumentCheck.KINDS)
    return {
        kind: found.get(kind)
        for kind in kinds
        if kind not in found or found[kind].member_id == member.pk
    }


@dataclass(frozen=True)
class Entered:
    """专家登记的: how many checks and visits stand under one expert's name."""

    checks: int
    visits: int


def entered_by(group: TaskGroup) -> dict[int, Entered]:
    """By expert of the group: what stands under the name."""
    scope = Scope.of(group.jurisdiction_id)
    checks = ArgumentCheck.objects.in_scope(scope).filter(member__group=group)
    visits = SiteVisit.objects.in_scope(scope).filter(member__group=group)
    whose = [list(rows.values_list("member_id", flat=True)) for rows in (checks, visits)]
    return {one: Entered(*(rows.count(one) for rows in whose)) for one in {*whose[0], *whose[1]}}
