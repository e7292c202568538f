"""画面: what the wall shows now, as plain values for the templates; large, few things, no name of who voted how.

A list that is longer than the wall is shown in parts, turned by the clock: so every wall shows the same, and a
page that only reloads turns too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.meetings import queries
from oversight.meetings.hall import results, trials, votes
from oversight.meetings.hall.values import Squares, part_of, squares
from oversight.meetings.models import AgendaItem, Meeting, Question
from oversight.meetings.pages.words import Badge, badge_at_vote
from oversight.meetings.queries import hall as read
from oversight.meetings.queries import questions as asked
from oversight.meetings.rules import notes, scenes, stages
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.rules.quorum import Quorum
from oversight.ui.formats import day as day_text

AGENDA_ROWS = 7
LONG_QUESTION, LONGER_QUESTION = 90, 200
NOTE_LINES, NOTE_LINE = 3, 60


@dataclass(frozen=True)
class Picture:
    """一个画面: ``show`` is what its template draws; ``foot`` stands below on the left, ``word`` on the right.

    look  drawn as this scene is, though it is none: what a trial gave looks like a result
    """

    scene: str
    title: str
    lead: str
    show: Any
    word: str
    at: datetime
    foot: Sequence[str] = ()
    look: str = ""

    @property
    def drawn_as(self) -> str:
        return self.look or self.scene

    @property
    def template(self) -> str:
        return f"meetings/hall/{self.drawn_as}.html"


@dataclass(frozen=True)
class AgendaRow:
    """议程的一行: ``now`` is the item at hand; the word of what became of it."""

    number: int
    title: str
    badge: Badge | None
    now: bool


@dataclass(frozen=True)
class Attendance:
    """到会情况, with the sign-in code while the desk is open."""

    quorum: Quorum
    text: str
    squares: Squares | None
    sitting: int
    excused: int
    code: str = ""


@dataclass(frozen=True)
class ItemShown:
    """正在审议的议题, its 说明 in brief, and what follows it."""

    number: int
    item: AgendaItem
    kind: str
    state: str
    following: str = ""
    note: str = ""


@dataclass(frozen=True)
class QuestionShown:
    """正在答复的询问: who asks in which capacity, whom, what."""

    question: Question
    capacity: str
    number: int
    size: str = ""


@dataclass
class View:
    """What a picture is drawn from, read once."""

    meeting: Meeting
    item: AgendaItem | None
    at: datetime
    agenda: list[AgendaItem] = field(default_factory=list)


def picture(meeting: Meeting, at: datetime | None = None) -> Picture:
    """The wall of the meeting now."""
    screen = read.screen_of(meeting)
    chosen = screen.scene if screen is not None else "auto"
    item = screen.item if screen is not None and screen.item else read.item_at_hand(meeting)
    view = View(meeting, item, at or timezone.now(), read.agenda_of(meeting))
    scene = scenes.shown(chosen, read.facts_of(meeting, item))
    return DRAWN[scene](view)


def drawn(view: View, scene: str, title: str, lead: str, show: Any, word: str = "") -> Picture:
    """The picture with the foot that all have."""
    chair = view.meeting.chair
    foot = (_("主持人 %(name)s") % {"name": chair},) if chair else ()
    return Picture(scene, title, lead, show, word or state_word(view.meeting), view.at, foot)


def state_word(meeting: Meeting) -> str:
    return str(meeting.get_state_display())


def agenda(view: View) -> Picture:
    """议程 with the item at hand; the part of it that holds this item comes first."""
    rows = [agenda_row(number, one, view) for number, one in enumerate(view.agenda, start=1)]
    part = part_of(rows, AGENDA_ROWS, view.at)
    now = next((row for row in rows if row.now), None)
    lead = _("共 %(count)d 项") % {"count": len(rows)}
    if now is not None:
        lead = _("共 %(count)d 项，正在进行第 %(number)d 项") % {
            "count": len(rows),
            "number": now.number,
        }
    if view.meeting.state in {"planned", "notified"}:
        when = day_text(view.meeting.starts_on)
        if view.meeting.starts_at:
            when += f" {view.meeting.starts_at:%H:%M}"
        lead += "　" + _("%(when)s开会") % {"when": when}
    return drawn(view, "agenda", _("会议议程"), lead, part)


def agenda_row(number: int, item: AgendaItem, view: View) -> AgendaRow:
    """One item in words; what is only on the agenda has no word."""
    now = item.state in read.AT_HAND
    return AgendaRow(
        number, item.title, None if item.state == "placed" else badge_at_vote(item), now
    )


def attendance(view: View) -> Picture:
    """应到、实到、法定人数."""
    meeting = view.meeting
    quorum = queries.quorum_of(meeting)
    called = list(queries.participants_of(meeting))
    show = Attendance(
        quorum,
        quorum_words(quorum),
        squares(quorum.present, quorum.base),
        sitting=sum(one.capacity == "sit_in" and one.is_present for one in called),
        excused=sum(one.capacity == "attend" and one.leave == "granted" for one in called),
        code=meeting.hall_code if meeting.state in stages.SIGN_IN else "",
    )
    title = _("到会 %(present)d 人，%(words)s") % {"present": quorum.present, "words": show.text}
    if not quorum.present:
        title = _("正在报到")
    return drawn(view, "attendance", title, _(quorum.basis), show)


def quorum_words(quorum: Quorum) -> str:
    """达到法定人数（23 人）, or how many are missing."""
    values = {"needed": quorum.needed, "missing": quorum.missing}
    if quorum.reached:
        return _("达到法定人数（%(needed)d 人）") % values
    return _("还差 %(missing)d 人达到法定人数（%(needed)d 人）") % values


def item(view: View) -> Picture:
    """One item: what it is, who reports, what comes next."""
    assert view.item is not None
    found = view.item
    keys = [one.public_id for one in view.agenda]
    number = keys.index(found.public_id) + 1 if found.public_id in keys else 0
    after = view.agenda[number:] if number else []
    following = next((one.title for one in after if one.state == "placed"), "")
    badge = badge_at_vote(found)
    kind, note = _(kind_of(found.kind).title), notes.brief(found.note, NOTE_LINES, NOTE_LINE)
    show = ItemShown(number, found, kind, badge.word, following, note)
    lead = _("第 %(number)d 项议程") % {"number": number} if number else _("议题")
    return drawn(view, "item", found.title, lead, show, badge.word)


def question(view: View) -> Picture:
    """The question that is being answered: asker, capacity, addressee, text."""
    assert view.item is not None
    found = asked.asked_now(view.item)
    assert found is not None
    put = [one for one in asked.questions_of(view.item) if one.asked_at is not None]
    length = len(found.text)
    size = "long" if length > LONG_QUESTION else ""
    size = "longer" if length > LONGER_QUESTION else size
    show = QuestionShown(found, capacity_word(found), len(put), size)
    title = _("%(name)s询问") % {"name": found.asker_name}
    if found.follow_up_of_id is not None:
        title = _("%(name)s追问") % {"name": found.asker_name}
    return drawn(view, "question", title, view.item.title, show, _("询问和答复"))


def capacity_word(found: Question) -> str:
    """组成人员 · 委员."""
    words = [str(found.get_capacity_display()), found.asker_title]
    return " · ".join(word for word in words if word)


def vote(view: View) -> Picture:
    """A vote that goes on, never a figure of its count; before it begins what its trial gave."""
    poll = read.latest_poll(view.item)
    assert poll is not None
    trial = trials.opened_trial(poll)
    if trial is not None:
        given = trials.shown(trial, view.at)
        foot = trials.foot(trial)
        return Picture("vote", given.title, "", given, _("试投"), view.at, foot, look="result")
    show = votes.shown(poll, queries.quorum_of(view.meeting), view.meeting, view.at)
    title = _("表决：%(title)s") % {"title": poll.title}
    if show.cards is not None and show.cards.trial:
        title = _("试投：%(title)s（不计票）") % {"title": poll.title}
    return drawn(view, "vote", title, show.lead, show, show.stage)


def result(view: View) -> Picture:
    """What the chair announced."""
    poll = read.latest_poll(view.item)
    assert poll is not None
    show = results.shown(poll, view.at)
    return Picture("result", show.title, "", show, _("已宣布"), view.at, results.foot(poll))


DRAWN = {
    "agenda": agenda,
    "attendance": attendance,
    "item": item,
    "question": question,
    "vote": vote,
    "result": result,
}
