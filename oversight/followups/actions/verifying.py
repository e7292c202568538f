"""核实: another person finds that it is done, or sends it back (procedures §9)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import Act, act
from oversight.audit.errors import Invalid
from oversight.followups import owners, permissions
from oversight.followups.actions.telling import tell_unit, words
from oversight.followups.actions.working import (
    allow,
    attach,
    drop_waiting_extension,
    keep,
    locked,
    refuse,
    stored,
)
from oversight.followups.models import Followup, Verification
from oversight.followups.rules import verification
from oversight.institutions import queries as institutions
from oversight.institutions.actions.writing import put, said
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import chair_confirms


def verify(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    text: str,
    files: Iterable[Any] = (),
) -> Verification:
    """核实完成: by another person, who says what was seen. ``files``: photographs from the place."""
    with act(
        "followups.verify",
        actor=actor,
        place=place.code,
        permitted=permissions.may_verify(actor, place, followup),
        rule=verification.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "verify")
        another_person(running, actor, place, followup)
        text = said(text, "text", "text_missing", _("写明怎样核实、看到什么。"))
        found = write_verification(actor, place, followup, "verified", text, files)
        drop_waiting_extension(followup)
        followup.state, followup.closed_at = "verified", found.at
        followup.state_reason = ""
        keep(actor, followup)
        tell_unit(place, followup, _("核实完成：%(title)s") % words(followup), text)
        running.facts |= {"code": followup.code}
    return found


def send_back(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    *,
    reason: str,
    due: date | None = None,
    files: Iterable[Any] = (),
) -> Verification:
    """退回继续办理: with the reason; ``due`` sets a new deadline where one is given."""
    with act(
        "followups.send_back",
        actor=actor,
        place=place.code,
        permitted=permissions.may_verify(actor, place, followup),
        rule=verification.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "send_back")
        another_person(running, actor, place, followup)
        reason = said(reason, "reason", "reason_missing", _("写明退回的原因。"))
        if due is not None and due < institutions.today():
            raise Invalid("in_the_past", _("新的期限已经过去。"), where="due")
        found = write_verification(actor, place, followup, "sent_back", reason, files)
        followup.state, followup.state_reason = "sent_back", reason[:500]
        followup.due = due or followup.due
        followup.reported_at = None
        keep(actor, followup)
        tell_unit(place, followup, _("退回继续办理：%(title)s") % words(followup), reason)
        running.note = reason[:500]
        running.facts |= {"code": followup.code}
    return found


def another_person(running: Act, actor: Actor, place: Jurisdiction, followup: Followup) -> None:
    """Refuse who is of the unit or has reported; notes where the small-office rule was needed."""
    who, reporters = verifier_of(actor, place, followup), reporters_of(followup)
    refuse(verification.refusal(who, reporters))
    if verification.confirmed_by_chair(who, reporters):
        running.facts["chair_confirms_in_small_office"] = True


def verifier_of(actor: Actor, place: Jurisdiction, followup: Followup) -> verification.Verifier:
    """What the rule asks about who verifies."""
    small = chair_confirms(actor, place)
    return verification.Verifier(actor.account_id, is_of_unit(actor, place, followup), small)


def reporters_of(followup: Followup) -> frozenset[int]:
    """The accounts that reported anything on the item."""
    rows = followup.reports.exclude(reported_by=None).values_list("reported_by_id", flat=True)
    return frozenset(rows)


def is_of_unit(actor: Actor, place: Jurisdiction, followup: Followup) -> bool:
    """Whether the person speaks for, serves in or is liaison of the unit or an assisting one."""
    units = owners.readers_of(place, followup)
    if actor.unit_id in units:
        return True
    if actor.account_id is None:
        return False
    today = institutions.today()
    grants = institutions.grants_in(place).on(today)
    posts = institutions.posts_in(place).on(today)
    officers = institutions.liaisons_in(place).on(today)
    mine = {"unit__in": units, "person__account_id": actor.account_id}
    return (
        grants.filter(account_id=actor.account_id, unit__in=units).exists()
        or posts.filter(**mine).exists()
        or officers.filter(**mine).exists()
    )


def write_verification(
    actor: Actor,
    place: Jurisdiction,
    followup: Followup,
    outcome: str,
    text: str,
    files: Iterable[Any],
) -> Verification:
    """Append the finding on the newest report that the item is done."""
    found = Verification(
        jurisdiction=place,
        followup=followup,
        report=followup.reports.filter(kind="done").order_by("-pk")[0],
        outcome=outcome,
        text=text,
        verified_by_id=actor.account_id,
        verified_label=actor.label[:100],
        verified_role=actor.role,
        at=timezone.now(),
    )
    put(found)
    attach(followup, stored(actor, place, files), verification=found, purpose="site")
    return found
