"""延期: asked by the unit with a reason, granted or refused by the office with another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.followups import permissions
from oversight.followups.actions.telling import tell_office, tell_unit, words
from oversight.followups.actions.working import (
    allow,
    attach,
    keep,
    locked,
    refuse,
    stored,
    write_report,
)
from oversight.followups.limits import latest_extension, limits_of
from oversight.followups.models import ExtensionRequest, Followup
from oversight.followups.rules import progress
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction


def ask_extension(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    due: date,
    reason: str,
    files: Iterable[Any] = (),
) -> ExtensionRequest:
    """申请延期: nothing changes until the office has answered."""
    with act(
        "followups.ask_extension",
        actor=actor,
        place=place.code,
        permitted=permissions.may_report(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "ask_extension")
        reason = said(reason, "reason", "reason_missing", _("写明延期的理由。"))
        within_limits(place, followup, due)
        request = ExtensionRequest(
            jurisdiction=place,
            followup=followup,
            due_then=followup.due,
            asked_due=due,
            reason=reason,
            asked_by_id=actor.account_id,
            asked_label=actor.label[:100],
        )
        put(request)
        uploads = list(files)
        if uploads:
            report = write_report(actor, place, followup, "evidence", reason)
            attach(followup, stored(actor, place, uploads), report=report)
        keep(actor, followup)
        title = _("%(unit)s申请延期：%(title)s") % words(followup)
        tell_office(place, followup, title, reason)
        running.facts = {"code": followup.code, "asked_due": due.isoformat()}
    return request


def within_limits(place: Jurisdiction, followup: Followup, due: date) -> None:
    """Refuse a day that is no extension, or goes further than the rulebook allows."""
    if followup.due is None:
        return
    refuse(progress.day_refusal(due, followup.due, institutions.today()), "due")
    limits = limits_of(place)
    last = latest_extension(place, limits, followup.due)
    if due > last:
        text = _("这一次最迟可以延到 %(day)s。") % {"day": last.isoformat()}
        raise Refused("beyond_limit", text, basis=limits.extension_basis, where="due")


def grant_extension(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    reason: str,
    due: date | None = None,
) -> ExtensionRequest:
    """同意延期: to the day that was asked for, or to ``due``."""
    with act(
        "followups.grant_extension",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "grant_extension")
        request = followup.extensions.get(state="waiting")
        granted = due or request.asked_due
        within_limits(place, followup, granted)
        answer(actor, place, request, "granted", reason, granted)
        followup.due, followup.state_reason = granted, request.answer
        keep(actor, followup)
        title = _("同意延期：%(title)s") % words(followup)
        tell_unit(place, followup, title, request.answer)
        running.note = request.answer
        running.facts = {"code": followup.code, "due": granted.isoformat()}
    return request


def refuse_extension(
    actor: Actor, place: Jurisdiction, followup: Followup, *, reason: str
) -> ExtensionRequest:
    """不同意延期: the deadline stays."""
    with act(
        "followups.refuse_extension",
        actor=actor,
        place=place.code,
        permitted=permissions.may_decide(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "refuse_extension")
        request = followup.extensions.get(state="waiting")
        answer(actor, place, request, "refused", reason, None)
        keep(actor, followup)
        title = _("不同意延期：%(title)s") % words(followup)
        tell_unit(place, followup, title, request.answer)
        running.note = request.answer
        running.facts = {"code": followup.code}
    return request


def answer(
    actor: Actor,
    place: Jurisdiction,
    request: ExtensionRequest,
    state: str,
    reason: str,
    granted: date | None,
) -> None:
    """Write the answer with the rulebook it was given under."""
    limits = limits_of(place)
    request.state, request.granted_due = state, granted
    request.answer = said(reason, "reason", "reason_missing", _("写明答复的理由。"))
    request.answered_by_id = actor.account_id
    request.answered_label = actor.label[:100]
    request.answered_at = timezone.now()
    request.rulebook, request.rulebook_sha256 = limits.rulebook, limits.rulebook_sha256
    request.rule = progress.CODE
    put(request)
