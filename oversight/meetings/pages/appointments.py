"""任免怎样显示: the row of a person, the chain, what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions_items as permissions
from oversight.meetings.models import Appointment
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.ui import formats
from oversight.ui.page import Act, Step

BADGES = {
    "nominated": "new",
    "introduced": "running",
    "examined": "running",
    "stated": "running",
    "put_to_vote": "waiting",
    "adopted": "passed",
    "not_adopted": "failed",
    "certified": "passed",
    "sworn": "done",
    "withdrawn": "returned",
}


@dataclass(frozen=True)
class Row:
    """任免的一行. ``why``: what is missing before the vote."""

    one: Appointment
    url: str
    badge: str
    word: str
    post: str
    why: str


def row_of(place: Jurisdiction, one: Appointment) -> Row:
    """One person in words."""
    why = None
    if one.state in rules.BEFORE_VOTE:
        why = rules.refusal("put_to_vote", queries.facts_of_appointment(one))
    return Row(
        one=one,
        url=reverse("meetings:appointment", args=[place.code, one.public_id]),
        badge=BADGES[one.state],
        word=str(one.get_state_display()),
        post=queries.full_post(one),
        why=_(why.text) if why else "",
    )


def allowed_to(actor: Actor, place: Jurisdiction, one: Appointment) -> set[str]:
    """The steps that the state and the reader's role allow; the vote is put for all persons at once."""
    if not permissions.can_keep_matters(actor, place):
        return set()
    possible = set(rules.possible(queries.facts_of_appointment(one)))
    return possible - {"put_to_vote", "record_result"}


def offers_of(actor: Actor, place: Jurisdiction, one: Appointment) -> list[Act]:
    """What the reader may do now, in the order of the procedure."""
    words = {
        "introduce": (_("登记介绍情况"), "appointment_introduce", "person"),
        "examine": (_("登记考试"), "appointment_exam", "clipboard-check"),
        "state": (_("登记任职发言"), "appointment_statement", "chat-left-text"),
        "hear_defence": (_("登记申辩"), "appointment_defence", "chat-left-text"),
        "announce": (_("登记公告"), "appointment_announce", "broadcast"),
        "certify": (_("颁发任命书"), "appointment_certify", "award"),
        "swear": (_("登记宣誓"), "appointment_oath", "journal-text"),
        "withdraw": (_("撤回提请"), "appointment_withdraw", "x-lg"),
    }
    possible = allowed_to(actor, place, one)
    if one.defence:
        possible.discard("hear_defence")
    if not one.needs_exam:
        possible.discard("examine")
    found = []
    for name, (label, address, icon) in words.items():
        if name in possible:
            url = reverse(f"meetings:{address}", args=[place.code, one.public_id])
            found.append(Act(label, url, icon, main=not found and name != "withdraw"))
    return found


def chain_of(one: Appointment) -> list[Step]:
    """提请 → 介绍 → 考试、发言或申辩 → 表决 → 公告 → 任命书 → 宣誓, as far as the kind has them."""
    steps = [
        (_("提请"), True, one.nominated_on),
        (_("介绍情况"), one.introduced_at is not None, one.introduced_at),
    ]
    if one.needs_exam:
        steps.append((_("考试"), bool(one.exam_passed), one.exam_on))
    if one.needs_statement:
        steps.append((_("任职发言"), one.stated_at is not None, one.stated_at))
    if one.kind == "dismissal":
        steps.append((pgettext("chain", "申辩"), bool(one.defence), one.defence_at))
    steps.append((pgettext("chain", "表决"), one.decided_at is not None, one.decided_at))
    if one.state != "not_adopted":
        steps.append((_("公告"), one.announced_on is not None, one.announced_on))
        if one.kind == "appoint":
            steps.append((_("任命书"), one.certified_on is not None, one.certified_on))
            steps.append((_("宣誓"), one.sworn_on is not None, one.sworn_on))
    closed = one.state in rules.CLOSED
    current = next((at for at, (_name, done, _on) in enumerate(steps) if not done), len(steps))
    shown = []
    for at, (name, done, on) in enumerate(steps):
        state = "done" if done else "current" if at == current and not closed else "future"
        shown.append(Step(name, state, notes=(formats.short_day(on),) if done and on else ()))
    return shown
