"""报送的经过: sent, signed for, replied to (批示), returned for completion, filed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.audit.scoping import Scope
from oversight.institutions.actions.writing import said
from oversight.institutions.models import Jurisdiction
from oversight.publications.filings import numbering, permissions
from oversight.publications.filings import tasks as task_rows
from oversight.publications.filings.actions.guards import (
    locked,
    plain,
    refuse_national_secrets,
    refused_secret,
    require_day,
    require_state,
)
from oversight.publications.models import Filing, FilingRecipient, FilingReply

SENT = ("sent", "acknowledged", "replied")


def send(
    actor: Actor,
    place: Jurisdiction,
    filing: Filing,
    *,
    on: date,
    signed_by: str,
    by: str,
    number: str = "",
) -> Filing:
    """登记报送: the signed paper went out, by hand or confidential mail; the platform itself sends nothing."""
    with act(
        "filings.send",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "draft", "returned")
        require_day("on", on)
        signed_by, by, number = plain(signed_by, 60), plain(by, 60), plain(number, 60)
        if not signed_by:
            raise Invalid("signer_missing", _("写明签发人。"), where="signed_by")
        refuse_national_secrets(number=number, by=by, signed_by=signed_by)
        number = numbering.checked(place, filing, number)
        filing.state, filing.sent_on, filing.returned_reason = "sent", on, ""
        filing.signed_by, filing.sent_by = signed_by, by
        filing.number = number or filing.number
        filing.save()
        running.facts = {"filing": filing.public_id, "number": filing.number, "on": str(on)}
    return filing


def acknowledge(
    actor: Actor,
    place: Jurisdiction,
    filing: Filing,
    *,
    recipient: FilingRecipient | None,
    on: date,
    by: str = "",
) -> Filing:
    """登记签收: one recipient has it; the filing counts as acknowledged when all it reports to have."""
    with act(
        "filings.acknowledge",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, *SENT)
        rows = FilingRecipient.objects.in_scope(Scope.of(place)).filter(filing=filing)
        mine = rows.filter(pk=recipient.pk).first() if recipient else None
        if mine is None or mine.acknowledged_on:
            raise Invalid("not_waiting", _("这个对象不在等签收的对象里。"), where="recipient")
        require_day("on", on, filing.sent_on)
        mine.acknowledged_on, mine.acknowledged_by = on, plain(by, 60)
        mine.recorded_label = actor.label
        mine.save()
        first = rows.filter(role="report_to") if filing.kind == "report_up" else rows
        if filing.state == "sent" and not first.filter(acknowledged_on=None).exists():
            filing.state = "acknowledged"
            filing.save()
        running.facts = {"filing": filing.public_id, "recipient": mine.name, "on": str(on)}
    return filing


def record_reply(
    actor: Actor,
    place: Jurisdiction,
    filing: Filing,
    *,
    who: str,
    text: str,
    on: date,
    office: str = "",
    secrecy: str = "internal",
    tasks: Iterable[Mapping[str, Any]] = (),
) -> FilingReply:
    """登记批示: who, what, when; its tasks become followups of the units. National secrets are refused."""
    with act(
        "filings.record_reply",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, *SENT)
        who, office, text = plain(who, 60), plain(office, 100), plain(text)
        require_reply(who, text, secrecy)
        require_day("on", on, filing.sent_on)
        refuse_same_reply(filing, who, text, on)
        reply = FilingReply(
            jurisdiction=place,
            filing=filing,
            who=who,
            office=office,
            text=text,
            on=on,
            secrecy=secrecy,
            tasks=checked_tasks(place, tasks, on),
            recorded_label=actor.label,
            recorded_at=timezone.now(),
        )
        reply.save()
        filing.state = "replied"
        filing.save()
        running.facts = {
            "filing": filing.public_id,
            "reply": reply.public_id,
            "tasks": len(reply.tasks),
        }
    return reply


def require_reply(who: str, text: str, secrecy: str) -> None:
    """Refuse a reply that is incomplete, or that belongs into no internet system."""
    if secrecy not in dict(FilingReply.SECRECY):
        raise refused_secret("secrecy", _("批示属于国家秘密。"))
    refuse_national_secrets(text=text, who=who)
    if not who:
        raise Invalid("who_missing", _("写明批示人。"), where="who")
    if not text:
        raise Invalid("text_missing", _("写批示内容。"), where="text")


def refuse_same_reply(filing: Filing, who: str, text: str, on: date) -> None:
    """A form sent twice records one reply: its tasks would be handed to the units twice."""
    if filing.replies.filter(who=who, text=text, on=on).exists():
        raise Refused("already_recorded", _("没有登记。这件批示已经登记过。"))


def checked_tasks(
    place: Jurisdiction, wanted: Iterable[Mapping[str, Any]], on: date
) -> list[dict[str, str]]:
    """The tasks as they are stored; refuses unknown units, days before the reply, and markings."""
    found = task_rows.checked(place, wanted, on)
    refuse_national_secrets(tasks="\n".join(task["text"] for task in found))
    return found


def return_filing(actor: Actor, place: Jurisdiction, filing: Filing, reason: str) -> Filing:
    """登记退回: it came back for completion; it is mended and sent again."""
    with act(
        "filings.return",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "sent", "acknowledged")
        reason = said(plain(reason, 300), "reason", "reason_missing", _("写明退回的原因。"))
        refuse_national_secrets(reason=reason)
        for one in FilingRecipient.objects.in_scope(Scope.of(place)).filter(filing=filing):
            if one.acknowledged_on:
                one.acknowledged_on, one.acknowledged_by, one.recorded_label = None, "", ""
                one.save()
        filing.state, filing.returned_reason = "returned", reason
        filing.save()
        running.facts = {"filing": filing.public_id}
    return filing


def mark_filed(actor: Actor, place: Jurisdiction, filing: Filing) -> Filing:
    """登记备案完成: the body that keeps the record has filed it; filing is no approval (procedures §1.5)."""
    with act(
        "filings.mark_filed",
        actor=actor,
        place=place.code,
        permitted=permissions.can_record(actor, place),
    ) as running:
        filing = locked(place, filing)
        require_state(filing, "acknowledged")
        if filing.kind != "filing":
            raise Invalid("not_for_the_record", _("报告没有备案这一步；收到批示后登记批示。"))
        filing.state = "filed"
        filing.save()
        running.facts = {"filing": filing.public_id}
    return filing
