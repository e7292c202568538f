"""建议页面的内容: badges, rows, tabs, and what the page of one proposal shows to its reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.views.history import history
from oversight.projects import permissions
from oversight.projects.actions.standing import may_screen
from oversight.projects.actions.support import may_enter, may_handle
from oversight.projects.models import ProjectYear, Proposal, ProposalReply
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.selecting import screener
from oversight.projects.pages.selecting import url_of as project_url
from oversight.projects.queries.proposals import Counts, has_contact, project_of
from oversight.projects.queries.selecting import link_of, taking
from oversight.projects.rules import single_matter
from oversight.projects.rules.single_matter import Found
from oversight.projects.similar import Similar, similar_to
from oversight.ui.page import Act, Entry, NextStep
from oversight.ui.place_map import PlaceMap

BADGES = {
    "received": "running",
    "held": "waiting",
    "spam": "returned",
    "turned": "done",
    "taken": "passed",
    "not_taken": "returned",
    "deleted": "archived",
}


@dataclass(frozen=True)
class Row:
    """清单的一行。"""

    proposal: Proposal
    url: str
    badge: str
    word: str


def row_of(place: Jurisdiction, proposal: Proposal) -> Row:
    """A proposal with its address and state."""
    keys = [place.code, proposal.project_year.year, proposal.public_id]
    url = reverse("projects:proposal", args=keys)
    return Row(proposal, url, BADGES[proposal.state], str(proposal.get_state_display()))


@dataclass(frozen=True)
class Tab:
    """常看的一类, with how many there are."""

    label: str
    url: str
    active: bool


def tabs_of(counts: Counts, here: str) -> list[Tab]:
    """What is worked through often, each an address of the list."""
    wanted = (
        (_("全部 %(n)s"), counts.counted + counts.held, ""),
        (_("还没有看过 %(n)s"), counts.unseen, "state=unseen"),
        (_("待人工查看 %(n)s"), counts.held, "state=held"),
        (_("没有转化的问题 %(n)s"), counts.problems, "state=problems"),
        (_("没有结论 %(n)s"), counts.open, "state=open"),
        (_("未采纳 %(n)s"), counts.not_taken, "state=not_taken"),
    )
    return [
        Tab(label % {"n": number}, f"?{query}", here == query) for label, number, query in wanted
    ]


def list_title(counts: Counts) -> str:
    """The first sentence of the list."""
    values = {"n": counts.counted, "unseen": counts.unseen, "held": counts.held}
    if not counts.counted and not counts.held:
        return _("还没有收到建议")
    return _("收到建议 %(n)d 条，%(unseen)d 条还没有看过，%(held)d 条待人工查看") % values


@dataclass(frozen=True)
class ProposalPage:
    """一条建议的页面。"""

    place: Jurisdiction
    year: Any
    proposal: Proposal
    badge: str
    word: str
    step: NextStep | None
    others: list[Act]
    replies: list[ProposalReply]
    photos: list[Any]
    turned_into: list[Row]
    turned_from: Row | None
    project: Any
    similar: list[Similar]
    hint: Found
    contact: bool
    map: PlaceMap | None
    receipt_url: str
    entries: list[Entry]


def proposal_page(actor: Actor, place: Jurisdiction, found: Proposal) -> ProposalPage:
    """What the page of a proposal shows to this reader."""
    row = row_of(place, found)
    into = [row_of(place, one) for one in found.turned_into.select_related("project_year")]
    acts = acts_of(actor, place, found)
    step = waits_for(place, found) or step_of(found, acts)
    gone = found.state == "deleted"
    near = similar_to(found.project_year, found.title) if not gone else []
    enters = may_enter(actor, place) and found.channel != "web"
    return ProposalPage(
        place=place,
        year=found.project_year,
        proposal=found,
        badge=row.badge,
        word=row.word,
        step=step,
        others=[one for one in acts if step is None or one.url not in {a.url for a in step.acts}],
        replies=list(found.replies.all()),
        photos=[one.file for one in found.photos.select_related("file")],
        turned_into=into,
        turned_from=row_of(place, found.turned_from) if found.turned_from else None,
        project=project_of(found),
        similar=[one for one in near if one.number != found.number],
        hint=single_matter.look_at(found.title, found.text),
        contact=permissions.can_read_contacts(actor, place) and has_contact(place, found),
        map=map_of_record(place, found),
        receipt_url=address(place, found, "proposal_receipt") if enters and not gone else "",
        entries=history(actor, place, found),
    )


def address(place: Jurisdiction, found: Proposal, name: str) -> str:
    """An act or page of the proposal."""
    return reverse(f"projects:{name}", args=[place.code, found.project_year.year, found.public_id])


def acts_of(actor: Actor, place: Jurisdiction, found: Proposal) -> list[Act]:
    """What may be done with a proposal now, the most likely first."""
    handles = may_handle(actor, place)
    turns = may_enter(actor, place)
    state, problem = found.state, found.kind == "problem"
    wanted = (
        (handles and state in {"held", "spam"}, "release", _("收为建议"), "check-lg"),
        (
            turns and state == "received" and problem,
            "turn_problem",
            _("转化为项目建议"),
            "arrow-right",
        ),
        (handles and state == "received", "not_take", _("不采纳"), "arrow-return-left"),
        (handles and state in {"held", "received"}, "mark_spam", _("不作为建议"), "slash-circle"),
        (handles and state == "not_taken", "reply", _("答复建议人"), "send"),
        (handles and state == "not_taken", "reconsider", _("重新考虑"), "arrow-repeat"),
        (
            handles and state in {"received", "turned", "taken"},
            "reply",
            _("答复建议人"),
            "send",
        ),
        (
            permissions.can_read_contacts(actor, place) and state != "deleted",
            "delete_proposal",
            _("应本人要求删除"),
            "trash",
        ),
    )
    acts = [
        Act(label, address(place, found, name), icon) for may, name, label, icon in wanted if may
    ]
    if not handles or state != "received" or problem:
        return acts
    return [*made_of(actor, place, found), *acts]


def made_of(actor: Actor, place: Jurisdiction, found: Proposal) -> list[Act]:
    """A project made of the proposal, or one that it joins; for whoever screens here."""
    year, held = found.project_year, link_of(found)
    stands = held is not None and held.project.state != "rejected"
    if not may_screen(actor, place) or stands:
        return []
    wanted = [("make_project", _("形成项目"), "plus-lg")]
    if taking(year).exists():
        wanted.append(("join_project", _("归入项目"), "arrow-right"))
    return [
        Act(label, f"{year_url(place, year, name)}?proposal={found.public_id}", icon)
        for name, label, icon in wanted
    ]


def year_url(place: Jurisdiction, year: ProjectYear, name: str) -> str:
    """A page of the year."""
    return reverse(f"projects:{name}", args=[place.code, year.year])


def waits_for(place: Jurisdiction, found: Proposal) -> NextStep | None:
    """What is in a project waits for its screening."""
    held = link_of(found) if found.state == "received" else None
    if held is None or held.project.state == "rejected":
        return None
    values = {"code": held.project.code, "title": held.project.title}
    url = project_url(place, held.project)
    return NextStep(
        title=_("等%(code)s“%(title)s”初选核对") % values,
        facts=[(_("由谁"), screener(place))],
        acts=[Act(_("看项目"), url, "list-check", main=True)],
    )


def step_of(found: Proposal, acts: list[Act]) -> NextStep | None:
    """Who must decide what next; None where the proposal has its outcome."""
    titles = {
        "held": _("看一看是不是建议"),
        "received": _("把问题转化为项目建议，或者说明为什么不采纳")
        if found.kind == "problem"
        else _("形成项目或者归并到项目里，或者说明为什么不采纳"),
    }
    if found.state not in titles or not acts:
        return None
    joins = any("/items-join/" in one.url for one in acts)
    first, *rest = acts[: 3 if joins else 2]
    main = Act(first.label, first.url, first.icon, main=True)
    return NextStep(
        title=titles[found.state], facts=[(_("由谁"), _("办事机构"))], acts=[main, *rest]
    )
