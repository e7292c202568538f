"""印发与回执: issue with receipts, acknowledge, note calls."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.documents import addressing, notices, periods, permissions
from oversight.documents.models import Paper, Receipt
from oversight.documents.rules import sign_off
from oversight.documents.standing import locked, note_kept, require
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import is_clerk


def issue(actor: Actor, place: Jurisdiction, *, paper: Paper) -> Paper:
    """印发: sends the official version; one receipt per addressee, liaisons and heads of units are told."""
    with act(
        "documents.issue",
        actor=actor,
        place=place.code,
        permitted=permissions.can_issue(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, paper)
        require(actor, place, paper, "issue")
        ended = addressing.ended_units(place, [*paper.addressees, *paper.copies])
        if ended:
            text = _("没有印发。%(names)s已不存在，退回改主送、抄送。")
            raise Refused("unit_ended", text % {"names": "、".join(ended)})
        now = timezone.now()
        paper.state, paper.issued_at, paper.issued_label = "issued", now, actor.label
        paper.save()
        receipts = receipts_for(place, paper, now)
        told = notices.to_recipients(place, paper, receipts, "issued")
        running.facts = {
            "number": paper.number,
            "receipts": len(receipts),
            "required": sum(receipt.required for receipt in receipts),
            "accounts_told": told,
        }
    return paper


def receipts_for(place: Jurisdiction, paper: Paper, now: datetime) -> list[Receipt]:
    """One row per addressee and copy; downward and lateral papers ask their addressees for a receipt."""
    asks = paper.paper_kind.direction in {"down", "flat"}
    due = periods.receipt_due(place, timezone.localdate(now)) if asks else None
    rows = []
    for copy, addressees in ((False, paper.addressees), (True, paper.copies)):
        for each in addressees:
            unit = institutions.unit_by_id(place, each["id"]) if each["kind"] == "unit" else None
            if unit and any(row.unit_id == unit.pk for row in rows):
                continue
            row = Receipt(
                jurisdiction=place,
                paper=paper,
                unit=unit,
                addressee=each,
                name=each["name"],
                copy=copy,
                required=asks and not copy,
                due=None if copy else due,
                sent_at=now,
            )
            row.save()
            rows.append(row)
    return rows


def acknowledge_receipt(
    actor: Actor,
    place: Jurisdiction,
    *,
    receipt: Receipt,
    name: str = "",
    at: datetime | None = None,
    via: str = "online",
    note: str = "",
) -> Receipt:
    """确认收悉: the unit's liaison or head on the site, or the clerk for whoever said so (name and time)."""
    speaks = permissions.can_acknowledge(actor, place)
    with act(
        "documents.acknowledge_receipt",
        actor=actor,
        place=place.code,
        permitted=speaks or permissions.can_issue(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, receipt.paper)
        require(actor, place, paper, "acknowledge")
        receipt = locked_receipt(place, receipt)
        online = not is_clerk(actor, place)
        if online and receipt.unit_id not in addressing.units_carried_by(place, actor.unit_id):
            raise Refused("not_addressed", _("没有确认。这一份不是发给你单位的。"))
        if receipt.state == "acknowledged":
            raise Refused("acknowledged", _("已经确认过，不必再办。"))
        if online:
            name, at, via = actor.label, timezone.now(), "online"
        check_acknowledgement(paper, name, at, via)
        receipt.state, receipt.via = "acknowledged", via
        receipt.acknowledged_name, receipt.acknowledged_at = name.strip()[:100], at
        receipt.acknowledged_by = actor.account_id if online else None
        receipt.recorded_label, receipt.note = actor.label, note.strip()[:200]
        receipt.save()
        running.note = note_kept(paper, note)
        running.facts = {
            "paper": paper.public_id,
            "number": paper.number,
            "about": [paper.about_kind, paper.about_id],
            "addressee": receipt.name,
            "via": via,
            "name": receipt.acknowledged_name,
            "open": paper.receipts.filter(required=True).exclude(state="acknowledged").count(),
        }
    return receipt


def check_acknowledgement(paper: Paper, name: str, at: datetime | None, via: str) -> None:
    """Who said so, when, how; refused before it was sent or in the future."""
    if not name.strip():
        raise Invalid("name_missing", _("写明谁确认收到。"), where="name")
    if at is None:
        raise Invalid("time_missing", _("写明什么时候确认的。"), where="at")
    if at > timezone.now() or (
        paper.issued_at and at < paper.issued_at.replace(second=0, microsecond=0)
    ):
        raise Invalid("bad_time", _("确认时间在印发以后、现在以前。"), where="at")
    if via not in dict(Receipt.VIAS):
        raise Invalid("unknown_choice", _("没有这种确认方式。"), where="via")


def record_call(actor: Actor, place: Jurisdiction, *, receipt: Receipt, note: str) -> Receipt:
    """登记电话通知: a call was made and what came of it; the receipt is still open."""
    with act(
        "documents.record_call",
        actor=actor,
        place=place.code,
        permitted=permissions.can_issue(actor, place),
        rule=sign_off.RULE,
    ) as running:
        paper = locked(place, receipt.paper)
        require(actor, place, paper, "call")
        receipt = locked_receipt(place, receipt)
        if receipt.state == "acknowledged":
            raise Refused("acknowledged", _("已经确认收悉，不必再打电话。"))
        note = said(note, "note", "note_missing", _("写明打给谁、结果怎样。"))
        receipt.state = "phoned"
        receipt.phoned_at, receipt.phoned_note = timezone.now(), note[:200]
        receipt.recorded_label = actor.label
        receipt.save()
        running.note = note_kept(paper, note)
        running.facts = {"paper": paper.public_id, "addressee": receipt.name}
    return receipt


def locked_receipt(place: Jurisdiction, receipt: Receipt) -> Receipt:
    """The receipt as it stands now, locked for this act."""
    rows = Receipt.objects.in_scope(Scope.of(place)).select_for_update(of=("self",))
    return rows.select_related("paper").get(pk=receipt.pk)
