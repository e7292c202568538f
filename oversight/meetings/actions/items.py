"""议题的写: proposed, placed, ordered, considered, put to the vote or not, withdrawn with consent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
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
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.rules import item_stages, kinds, stages

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
) -> AgendaItem:
    """提出议题: it stands behind the others until it is placed; ``about`` names a record by kind and id.

    ``units``: public ids of the units whose report or work it is about; the vote keeps clear of their people.
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
    if rows.exclude(state="withdrawn").exists():
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


def place_item(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, placed_by: str = ""
) -> AgendaItem:
    """列入议程: ``placed_by`` is the body that decided so, by default 主任会议 or 主席团 (art. 22, 54)."""
    with meeting_act("place_item", actor, place, permissions.can_run(actor, place)) as running:
        item = locked_item(place, item)
        require_item("place_item", item)
        item.state, item.placed_on = "placed", institutions.today()
        item.placed_by = placed_by.strip()[:100] or placing_body(item.meeting)
        put(item)
        running.facts = {"item": item.public_id, "placed_by": item.placed_by}
    return item


def placing_body(meeting: Meeting) -> str:
    """Who sets the agenda of such a meeting."""
    if meeting.body.kind in {"congress", "presidium"}:
        return "主席团"
    return "主任会议"


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


def withdraw_item(
    actor: Actor, place: Jurisdiction, item: AgendaItem, *, reason: str, consent: str = ""
) -> AgendaItem:
    """撤回议题: once it is on the agenda only with the consent of the body that placed it (art. 22)."""
    with meeting_act("withdraw_item", actor, place, permissions.can_propose(actor, place)) as run:
        item = locked_item(place, item)
        require_item("withdraw_item", item)
        item.state_reason = run.note = written(reason, "reason", _("原因"))
        if item_stages.needs_consent(item.state):
            if not consent.strip():
                text = _("已列入议程的议题，提案人要求撤回的，须经同意；写明由谁同意。")
                raise Invalid("no_consent", text, where="consent", basis=_(stages.ORGANIC_22))
            if not permissions.can_run(actor, place):
                text = _("已列入议程的议题，由经办人按同意的决定登记撤回。")
                raise Refused("on_the_agenda", text, basis=_(stages.ORGANIC_22))
        item.state, item.consent = "withdrawn", consent.strip()[:100]
        put(item)
        run.facts = {"item": item.public_id, "consent": item.consent}
    return item
