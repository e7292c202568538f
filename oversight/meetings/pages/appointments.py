"""任免怎样显示: the row of a person, the chain, what the reader may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions_items as permissions
from oversight.meetings import queries as meetings
from oversight.meetings.models import Appointment
from oversight.meetings.permissions import can_run
from oversight.meetings.queries import appointments as queries
from oversight.meetings.rules import appointments as rules
from oversight.meetings.rules.item_stages import item_permits
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
    """任免的一行. ``why``: what is missing before the vote; ``decided``: whom the meeting appointed or removed."""

    one: Appointment
    url: str
    badge: str
    word: str
    post: str
    why: str
    decided: str


def decided_words(one: Appointment) -> str:
    """会议决定任命陆景行为县水利局局长, or that it did not agree; empty before the result."""
    if one.decided_at is None:
        return ""
    values = {"asked": queries.asked_of(one)}
    if one.state == "not_adopted":
        return _("会议没有通过%(asked)s。") % values
    return _("会议决定%(asked)s。") % values


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
        decided=decided_words(one),
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


@dataclass(frozen=True)
class VoteStep:
    """到了表决这一步: the way to the vote for who may act, else who acts or what is missing."""

    act: Act | None = None
    text: str = ""


def vote_step(actor: Actor, place: Jurisdiction, one: Appointment) -> VoteStep:
    """The vote is put for all persons of the item at once, by who runs the meeting."""
    if one.state == "put_to_vote" and one.poll:
        url = reverse("voting:poll", args=[place.code, one.poll])
        return VoteStep(Act(_("去表决"), url, "ui-checks-grid", main=True))
    if one.state not in rules.BEFORE_VOTE or row_of(place, one).why:
        return VoteStep()
    rows = (row_of(place, each) for each in queries.coming_to_vote(one.item))
    missing = next((row for row in rows if row.why), None)
    if missing is not None:
        values = {"name": missing.one.name, "why": missing.why}
        return VoteStep(text=_("同一项议题的%(name)s还不能付表决：%(why)s") % values)
    verdict = item_permits("put_to_vote", meetings.facts_of_item(one.item))
    if not verdict.allowed:
        return VoteStep(text=_(verdict.text))
    if not can_run(actor, place):
        text = _("可以付表决：由主持人决定，%(leader)s或者经办人付表决。")
        return VoteStep(text=text % {"leader": place.leader})
    url = reverse("meetings:appointments_vote", args=[place.code, one.item.public_id])
    return VoteStep(Act(_("逐人付表决"), url, "ui-checks-grid", main=True))


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
