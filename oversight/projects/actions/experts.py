"""专家在手机上登记: checks and visits under the expert's own name, without an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.projects.actions.arguing import (
    Checked,
    keep_check,
    put_visit,
    running_of,
)
from oversight.projects.actions.expert_codes import holder
from oversight.projects.actions.hands import Hand, require_argued_by
from oversight.projects.actions.standing import require_possible
from oversight.projects.actions.support import locked_project
from oversight.projects.models import (
    ArgumentCheck,
    ExpertInvitation,
    GroupMember,
    LivelihoodProject,
    SiteVisit,
)
from oversight.projects.queries import experts as read
from oversight.projects.rules import selecting


def require_known(found: ExpertInvitation, secret: str) -> GroupMember:
    """The expert whose telephone this is; refused where the invitation does not hold."""
    now = read.known(found.jurisdiction, {found.public_id: secret})
    if not now:
        raise NotPermitted(_("邀请已经作废，或者不是在这部手机上启用的。请与办公室联系。"))
    return now[0].member


def record_expert_checks(
    invitation: ExpertInvitation,
    project: LivelihoodProject,
    *,
    secret: str,
    checks: Sequence[Checked],
) -> list[ArgumentCheck]:
    """专家登记核查: what nobody has entered, or what is the expert's own; another's is not overwritten."""
    place = invitation.jurisdiction
    with act(
        "projects.record_expert_checks",
        actor=holder(invitation),
        place=place.code,
        permitted=True,
        rule=selecting.CODE,
    ) as running:
        member = require_known(invitation, secret)
        for check in checks:
            check.require_whole()
        project = locked_project(place, project)
        require_possible("argue", project)
        argument = running_of(project)
        require_argued_by(member, argument)
        free = read.checks_open_to(member, argument)
        if any(one.kind not in free for one in checks):
            text = _("这一项已经有人核查。有不同意见的，写进踏看情况，或者告诉办公室。")
            raise Refused("checked_by_another", text, where="kind")
        made = [keep_check(place, argument, one, Hand(member.name, member)) for one in checks]
        running.facts = {
            "checks": {one.kind: one.result for one in checks},
            "projects": [project.code],
        }
    return made


def record_expert_visit(
    invitation: ExpertInvitation,
    project: LivelihoodProject,
    *,
    secret: str,
    on: date,
    people: str,
    found: str,
    photos: Iterable[Any] = (),
) -> SiteVisit:
    """专家登记踏看: what the expert saw, with photographs straight from the camera."""
    place, actor = invitation.jurisdiction, holder(invitation)
    with act(
        "projects.record_expert_visit", actor=actor, place=place.code, permitted=True
    ) as running:
        member = require_known(invitation, secret)
        project = locked_project(place, project)
        require_possible("argue", project)
        require_argued_by(member, running_of(project))
        if member.name not in people:
            raise Invalid("not_there", _("参加人员里没有你的姓名。"), where="people")
        visit = SiteVisit(
            jurisdiction=place,
            project=project,
            on=on,
            people=people,
            found=found,
            entered_label=member.name,
            member=member,
        )
        put_visit(actor, place, visit, photos)
        running.facts = {"project": project.code, "photos": visit.photos.count()}
    return visit
