"""会议页面的字词: which badge belongs to a state, what the quorum says in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.queries.items import polls_of
from oversight.meetings.rules.quorum import Quorum
from oversight.meetings.rules.scenes import GONE
from oversight.voting.rules.registry import rules_for

MEETING_BADGES = {
    "planned": "new",
    "notified": "running",
    "convened": "running",
    "in_session": "running",
    "closed": "done",
    "archived": "archived",
    "cancelled": "returned",
}
ITEM_BADGES = {
    "proposed": "new",
    "placed": "running",
    "considered": "running",
    "put_to_vote": "waiting",
    "not_put": "returned",
    "adopted": "passed",
    "not_adopted": "failed",
    "withdrawn": "returned",
}
RATINGS = frozenset(rule.code for rule in rules_for("satisfaction"))
ATTENDANCE_BADGES = {"": "new", "present": "done", "left": "returned", "absent": "late"}
RECEIPT_BADGES = {"": "new", "sent": "waiting", "phoned": "done", "acknowledged": "done"}
LEAVE_BADGES = {"asked": "waiting", "granted": "extended", "refused": "returned"}


@dataclass(frozen=True)
class Badge:
    """状态: key of ``ui.states`` and the word."""

    state: str
    word: str


def meeting_badge(meeting: Meeting) -> Badge:
    return Badge(MEETING_BADGES[meeting.state], str(meeting.get_state_display()))


def item_badge(item: AgendaItem) -> Badge:
    """The state; a rating of several is neither passed nor failed, its grades stand with the result."""
    if item.state in {"adopted", "not_adopted"} and item.rule.partition("@")[0] in RATINGS:
        return Badge("done", _("已测评"))
    return Badge(ITEM_BADGES[item.state], str(item.get_state_display()))


def badge_at_vote(item: AgendaItem) -> Badge:
    """The same; of an item whose last vote came to nothing that, not that it is at the vote."""
    last = polls_of(item)[-1:] if item.state == "put_to_vote" else []
    if last and last[0].state in GONE:
        words = {"cancelled": _("表决已取消"), "void": _("表决无效")}
        return Badge("returned", words[last[0].state])
    return item_badge(item)


def attendance_badge(one: Participant) -> Badge:
    return Badge(ATTENDANCE_BADGES[one.attendance], str(one.get_attendance_display()))


def receipt_badge(one: Participant) -> Badge:
    return Badge(RECEIPT_BADGES[one.receipt], str(one.get_receipt_display()))


def leave_badge(one: Participant) -> Badge | None:
    if not one.leave:
        return None
    return Badge(LEAVE_BADGES[one.leave], str(one.get_leave_display()))


def leave_words(one: Participant) -> str:
    """Who asked and who answered; where the office entered it, by whom and by which signed slip."""
    words = []
    if one.leave_asked_by:
        words.append(_("%(name)s代登记请假") % {"name": one.leave_asked_by})
    if one.leave_by:
        words.append(_("批假人 %(name)s") % {"name": one.leave_by})
    if one.leave_entered_by:
        values = {"name": one.leave_entered_by, "slip": one.leave_slip_ref or _("见所附文件")}
        words.append(_("%(name)s代录，凭签字的请假条（%(slip)s）") % values)
    return "　".join(words)


@dataclass(frozen=True)
class QuorumLine:
    """法定人数的一行: figures, the state of the badge, the sentence and its basis."""

    quorum: Quorum
    badge: str
    text: str
    basis: str


def quorum_line(quorum: Quorum, meeting: Meeting) -> QuorumLine:
    """应到、实到、法定人数 as the page shows them at all times; nobody is missing before sign-in."""
    badge = "waiting"
    if quorum.reached:
        badge, text = "done", _("已达到法定人数")
    elif quorum.base and meeting.state in {"planned", "notified"}:
        badge, text = "new", _("报到后核对")
    elif quorum.base:
        text = _("还差 %(count)d 人达到法定人数") % {"count": quorum.missing}
    else:
        text = _(quorum.text)
    return QuorumLine(quorum, badge, text, _(quorum.basis))
