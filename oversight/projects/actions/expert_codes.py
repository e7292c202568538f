"""专家邀请的写: a code given out by the office, used once on the expert's own telephone, ended by the office."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.accounts import codes
from oversight.audit.actors import ANYONE, Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.models import ExpertInvitation, GroupMember
from oversight.projects.queries import experts as read
from oversight.projects.queries import selecting

DAYS = 14
"""How long a code may wait for its telephone; the telephone itself takes part while the projects are argued."""


def holder(found: ExpertInvitation) -> Actor:
    """Who acts on the telephone: the expert by name, without an account."""
    return Actor(None, found.member.name, ANYONE, found.jurisdiction.code)


def issue_expert_code(
    actor: Actor, place: Jurisdiction, member: GroupMember
) -> tuple[ExpertInvitation, str]:
    """发专家邀请码: for an expert who is in the group; the code in clear is shown once, an earlier one ends."""
    with act(
        "projects.issue_expert_code",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        check_place(place, member=member)
        if member.capacity != "expert":
            raise Invalid("no_expert", _("邀请码发给行业专家；代表用自己的账号。"), where="member")
        if member not in selecting.sitting(member.group, institutions.today()):
            raise Refused("left_before", _("这名成员已经退出。"))
        now, plain = timezone.now(), codes.new_code()
        earlier = read.invitation_of(member)
        if earlier is not None:
            ended(actor, earlier)
        invitation = ExpertInvitation(
            jurisdiction=place,
            member=member,
            digest=read.digest_of(plain),
            issued_label=actor.label[:100],
            issued_at=now,
            expires_at=now + timedelta(days=DAYS),
        )
        put(invitation)
        running.facts = {"group": member.group.name, "name": member.name}
    return invitation, plain


def claim_expert_code(place: Jurisdiction, code: str) -> tuple[ExpertInvitation, str]:
    """启用邀请码: on the telephone of who holds it, once. Returns the secret that the telephone keeps."""
    found = read.invitation_by_code(place, code)
    if found is None:
        text = _("没有这个邀请码，或者已经作废。核对以后再输一次。")
        raise Invalid("unknown_code", text, where="code")
    with act(
        "projects.claim_expert_code", actor=holder(found), place=place.code, permitted=True
    ) as running:
        rows = read.invitations_in(place).select_for_update(of=("self",))
        invitation = rows.filter(pk=found.pk).first()
        if invitation is None or invitation.claimed_at is not None:
            text = _("这个邀请码已经在一部手机上启用。换了手机的，请办公室另发。")
            raise Refused("claimed_already", text)
        if not read.may_be_claimed(invitation):
            raise Refused("code_expired", _("邀请码过了启用的期限，请办公室另发。"))
        secret = secrets.token_urlsafe(24)
        invitation.secret, invitation.claimed_at = read.digest_of(secret), timezone.now()
        put(invitation)
        running.facts = {"group": invitation.member.group.name, "name": invitation.member.name}
    return invitation, secret


def end_expert_invitation(
    actor: Actor, place: Jurisdiction, member: GroupMember
) -> ExpertInvitation:
    """作废邀请: the code or the telephone takes no more part; what was entered stays."""
    with act(
        "projects.end_expert_invitation",
        actor=actor,
        place=place.code,
        permitted=permissions.can_form_groups(actor, place),
    ) as running:
        check_place(place, member=member)
        found = read.invitation_of(member)
        if found is None:
            raise Refused("no_invitation", _("没有有效的邀请。"))
        ended(actor, found)
        running.facts = {"group": member.group.name, "name": member.name}
    return found


def ended(actor: Actor, found: ExpertInvitation) -> None:
    """Part of an act: the invitation holds no more."""
    found.ended_at, found.ended_label = timezone.now(), actor.label[:100]
    put(found)
