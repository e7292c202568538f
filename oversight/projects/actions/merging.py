"""归并和拆分: proposals joined to a project with all their proposers, and taken apart again with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.standing import require_possible, require_screener
from oversight.projects.actions.support import locked_project, locked_proposal
from oversight.projects.models import LivelihoodProject, Proposal, ProposalLink
from oversight.projects.queries import selecting as read
from oversight.projects.rules import selecting


def merge_proposals(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, *, proposals: Sequence[Proposal]
) -> LivelihoodProject:
    """并入建议: further proposals of the same need; every proposer is kept and told."""
    with act(
        "projects.merge_proposals",
        actor=actor,
        place=place.code,
        permitted=permissions.can_handle_proposals(actor, place),
        rule=selecting.CODE,
    ) as running:
        require_screener(actor, place)
        project = locked_project(place, project)
        require_possible("merge", project)
        if not proposals:
            raise Invalid("nothing_chosen", _("选要并入的建议。"), where="proposals")
        for proposal in proposals:
            join(actor, place, project, proposal)
        running.facts = {
            "project": project.code,
            "proposals": [one.code for one in proposals],
        }
    return project


def join(
    actor: Actor, place: Jurisdiction, project: LivelihoodProject, proposal: Proposal
) -> ProposalLink:
    """Part of an act: one proposal joins the project; it counts as taken once the project has passed."""
    proposal = locked_proposal(place, proposal)
    if proposal.project_year_id != project.project_year_id:
        raise Invalid("other_year", _("建议和项目不是同一年的。"), where="proposals")
    held = read.link_of(proposal)
    if held is not None and held.project.state == "rejected":
        part(actor, held, _("原项目未通过初选，建议重新考虑。"))
    elif held is not None:
        values = {"proposal": proposal.code, "project": f"{held.project.code} {held.project.title}"}
        text = _("%(proposal)s已经归入%(project)s。要改归的，先在那里拆开。")
        raise Refused("already_joined", text % values, where="proposals")
    if proposal.kind == "problem":
        text = _("%(proposal)s是反映的问题，先转化为项目建议，再归入项目。")
        raise Refused("not_a_project", text % {"proposal": proposal.code}, where="proposals")
    if proposal.state != "received":
        values = {"proposal": proposal.code, "state": proposal.get_state_display()}
        text = _("%(proposal)s现在是“%(state)s”，不能归入项目。")
        raise Refused("not_to_join", text % values, where="proposals")
    link = ProposalLink(
        jurisdiction=place,
        proposal=proposal,
        project=project,
        at=timezone.now(),
        by_label=actor.label[:100],
    )
    put(link)
    if project.state != "preliminary" or read.passed(project):
        take(proposal)
    return link


def take(proposal: Proposal) -> None:
    """Part of an act: the proposal is in a project that passed the screening."""
    proposal.state, proposal.decided_at = "taken", timezone.now()
    put(proposal)


def undo_merger(
    actor: Actor, place: Jurisdiction, link: ProposalLink, *, reason: str
) -> ProposalLink:
    """拆分: the proposal leaves the project with a reason and is to be decided again; the merger stays as a trace."""
    with act(
        "projects.undo_merger",
        actor=actor,
        place=place.code,
        permitted=permissions.can_handle_proposals(actor, place),
        rule=selecting.CODE,
    ) as running:
        require_screener(actor, place)
        project = locked_project(place, link.project)
        require_possible("undo_merger", project)
        proposal = locked_proposal(place, link.proposal)
        link.refresh_from_db()
        if link.undone_at is not None:
            raise Refused("undone_before", _("这一条已经拆开。"))
        if project.origin == "proposals" and len(read.standing_links(project)) == 1:
            text = _("这是项目的最后一条建议。项目不成立的，在初选里写明理由。")
            raise Refused("last_proposal", text)
        part(actor, link, written(reason, "reason", _("拆分原因"), 300))
        if proposal.state == "taken":
            proposal.state, proposal.decided_at = "received", None
            put(proposal)
        running.note = link.undone_reason
        running.facts = {"project": project.code, "proposal": proposal.code}
    return link


def leave_project(actor: Actor, proposal: Proposal, reason: str, *, last: bool = False) -> str:
    """Part of an act: a proposal that is one no more leaves its project, whose code is given back.

    The last proposal of a project that was not rejected stays, unless its proposer had it deleted (``last``).
    """
    link = read.link_of(proposal)
    if link is None:
        return ""
    project = link.project
    alone = project.origin == "proposals" and len(read.standing_links(project)) == 1
    if alone and project.state != "rejected" and not last:
        text = _("没有办。这是项目%(code)s的最后一条建议，项目不成立的，在初选里写明理由。")
        raise Refused("last_proposal", text % {"code": project.code})
    part(actor, link, reason)
    return project.code


def part(actor: Actor, link: ProposalLink, reason: str) -> None:
    """Part of an act: the merger no longer holds; it stays as a trace with its reason."""
    link.undone_at, link.undone_label = timezone.now(), actor.label[:100]
    link.undone_reason = reason
    put(link)
