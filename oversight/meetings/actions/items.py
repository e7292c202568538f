"""议题的写: proposed, changed, ordered, considered. Placed and taken back: ``placing``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import check_place, put
from oversight.institutions.models import Jurisdiction
from oversight.links.actions import link
from oversight.meetings import permissions, queries
from oversight.meetings.actions.support import (
    KEPT_IN,
    locked,
    locked_item,
    meeting_act,
    require,
    require_item,
    written,
)
from oversight.meetings.models import AgendaItem, Meeting, PlanItem
from oversight.meetings.rules import kinds

FREE = frozenset({"title", "basis", "proposer", "reporter", "note"})


def propose_item(
    actor: Actor,
    place: Jurisdiction,
    *,
    meeting: Meeting,
    title: str,
    kind: str,
    about: tuple[str, str] | None = None,
    basis: str = "",
    proposer: str = "",
    reporter: str = "",
    note: str = "",
    units: Sequence[str] = (),
    plan_item: PlanItem | None = None,
) -> AgendaItem:
    """提出议题: it stands behind the others until it is placed; ``about`` names a record by kind and id.

    ``units``: public ids of the units whose report or work it is about; the vote keeps clear of their people.
    ``plan_item``: the line of the annual plan that it carries out, linked to it.
    """
    with meeting_act(
        "propose_item", actor, place, permissions.can_propose(actor, place)
    ) as running:
        meeting = locked(place, meeting)
        require("propose_item", meeting)
        found = check_kind(meeting, kind)
        about_kind, about_id = about or ("", "")
        refuse_second(place, meeting, about_kind, about_id, kind)
        with override(KEPT_IN):
            usual = _(found.basis) if found.basis else ""
        item = AgendaItem(
            jurisdiction=place,
            meeting=meeting,
            order=next_order(meeting),
            title=written(title, "title", _("议题"), 200),
            kind=kind,
            basis=basis.strip()[:300] or usual,
            about_kind=about_kind,
            about_id=about_id,
            proposer=proposer.strip()[:200],
            reporter=reporter.strip()[:100],
            note=note.strip()[:1000],
            units=checked_units(place, units),
        )
        put(item)
        running.facts = {"item": item.public_id, "meeting": meeting.public_id, "kind": kind}
        if plan_item is not None:
            check_place(place, plan_item=plan_item)
            line, own = ("plan_item", plan_item.public_id), ("agenda_item", item.public_id)
            link(actor, place, first=own, second=line, kind="carries_out")
    return item


def checked_units(place: Jurisdiction, units: Sequence[str]) -> list[str]:
    """The units by public id, each known here."""
    wanted = list(dict.fromkeys(units))
    known = set(
        institutions.units_of(place)
        .filter(public_id__in=wanted)
        .values_list("public_id", flat=True)
    )
    if len(known) < len(wanted):
        raise Invalid("unknown_unit", _("没有这个单位。"), where="units")
    return wanted


def check_kind(meeting: Meeting, kind: str) -> kinds.ItemKind:
    """The kind is one that this body may have on its agenda."""
    if kind not in kinds.KINDS:
        raise Invalid("unknown_kind", _("没有这一种议题。"), where="kind")
    found = kinds.kind_of(kind)
    if meeting.body.kind not in found.bodies:
        text = _("%(kind)s不由%(body)s审议。") % {"kind": _(found.title), "body": meeting.body}
        raise Refused("wrong_body", text, basis=_(found.basis), where="kind")
    return found


def refuse_second(
    place: Jurisdiction, meeting: Meeting, about_kind: str, about_id: str, kind: str
) -> None:
    """A record stands on one agenda once in the same kind."""
    if not about_id:
        return
    rows = queries.items_about(place, about_kind, about_id).filter(meeting=meeting, kind=kind)
    over = AgendaItem.ENDED if about_kind in kinds.VOTED_ANEW else {"withdrawn"}
    if rows.exclude(state__in=over).exists():
        raise Refused("already_proposed", _("这件事已经在这次会议的议题里。"), where="title")


def next_order(meeting: Meeting) -> int:
    """Behind all others."""
    last = meeting.items.aggregate(last=models.Max("order"))["last"]
    return int(last or 0) + 1


def change_item(actor: Actor, place: Jurisdiction, item: AgendaItem, **changes: Any) -> AgendaItem:
    """改议题: its words and the units it is about, until it is considered."""
    with meeting_act("change_item", actor, place, permissions.can_propose(actor, place)):
        item = locked_item(place, item)
        require_item("change_item", item)
        if "units" in changes:
            item.units = checked_units(place, changes.pop("units") or ())
        unknown = set(changes) - FREE
        if unknown:
            raise TypeError(f"unknown fields {sorted(unknown)}")
        for name, value in changes.items():
            setattr(item, name, str(value or "").strip())
        item.title = written(item.title, "title", _("议题"), 200)
        put(item)
    return item


def order_items(
    actor: Actor, place: Jurisdiction, meeting: Meeting, *, order: Sequence[str]
) -> list[AgendaItem]:
    """排议程次序: public ids of all items in their new order."""
    with meeting_act("order_items", actor, place, permissions.can_arrange(actor, place)):
        meeting = locked(place, meeting)
        require("order_items", meeting)
        items = {one.public_id: one for one in queries.items_of(meeting)}
        if sorted(order) != sorted(items):
            text = _("议题有增减，请重看后再排次序。")
            raise Invalid("items_changed", text, where="order")
        for number, key in enumerate(order, start=1):
            if items[key].order != number:
                items[key].order = number
                items[key].save()
    return [items[key] for key in order]


def start_consideration(actor: Actor, place: Jurisdiction, item: AgendaItem) -> AgendaItem:
    """开始审议."""
    with meeting_act("start_consideration", actor, place, permissions.can_run(actor, place)):
        item = locked_item(place, item)
        require_item("start_consideration", item)
        item.state = "considered"
        put(item)
    return item
