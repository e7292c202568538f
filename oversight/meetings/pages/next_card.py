"""会议的下一步: what is to be done now, by whom, until when, on what basis."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from oversight.audit.actors import Actor
from oversight.documents import queries as documents
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.meetings import permissions, queries
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.rules import item_stages, stages
from oversight.meetings.rules.stages import MeetingFacts
from oversight.ui.formats import day as day_text
from oversight.ui.page import Act, NextStep

NOTICE_DAYS = 7


def next_line(meeting: Meeting) -> str:
    """The next step in a few words, for a list; asks nothing of the database."""
    return {
        "planned": _("定议程、定人员、发通知"),
        "notified": _("收回执，开始报到"),
        "convened": _("够法定人数后开会"),
        "in_session": _("逐项审议"),
        "closed": _("印发纪要，归档"),
    }.get(meeting.state, "")


def next_card(
    actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts
) -> NextStep | None:
    """The card of the page; None for a meeting that is archived or cancelled."""
    makers = {
        "planned": planned,
        "notified": notified,
        "convened": convened,
        "in_session": in_session,
        "closed": closed,
    }
    maker = makers.get(meeting.state)
    return maker(actor, place, meeting, facts) if maker else None


def button(place: Jurisdiction, meeting: Meeting, name: str, label: str, main: bool = True) -> Act:
    """A button to the page of an act."""
    return Act(label, reverse(f"meetings:{name}", args=[place.code, meeting.public_id]), main=main)


def clerk() -> tuple[str, str]:
    return (_("由谁"), _("经办人"))


def planned(actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts) -> NextStep:
    """People and agenda first, then the notice."""
    may = permissions.can_arrange(actor, place)
    until = meeting.starts_on - timedelta(days=NOTICE_DAYS)
    due = _("会前 %(days)d 日，%(day)s") % {"days": NOTICE_DAYS, "day": day_text(until)}
    past = (institutions.today() - until).days
    if past > 0:
        text = ngettext("%(due)s，已经过了 %(past)d 天", "%(due)s，已经过了 %(past)d 天", past)
        due = text % {"due": due, "past": past}
    common = [clerk(), (_("期限"), due)]
    common += unplaced_rows(queries.unplaced_in(meeting))
    verdict = stages.meeting_permits("notify", facts)
    if not facts.attending:
        acts = (button(place, meeting, "call_members", _("按名册添加")),)
        title = _("添加出席人员")
        if meeting.kind == "presidium":
            acts = (button(place, meeting, "add_participants", _("添加与会人员")),)
    elif not facts.placed:
        waiting = queries.items_of(meeting).filter(state="proposed").count()
        title = _("把议题列入议程")
        acts = (button(place, meeting, "propose_item", _("提出议题"), main=not waiting),)
        if waiting and permissions.can_run(actor, place):
            acts = (button(place, meeting, "place_items", _("列入议程")), *acts)
    else:
        title = _("发会议通知")
        acts = (
            button(place, meeting, "notify", _("发会议通知")),
            button(place, meeting, "draft_notice", _("起草通知公文"), main=False),
        )
    refusal = _(verdict.text) if not verdict.allowed else ""
    return NextStep(
        title, [*common, (_("依据"), _(stages.PROCEDURE))], acts if may else (), refusal=refusal
    )


def notified(actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts) -> NextStep:
    """Receipts, then the desk opens on the day."""
    calls = queries.calls_of(meeting).count()
    rows = [clerk(), (_("期限"), day_text(meeting.starts_on))]
    rows.append(
        (_("回执"), _("%(count)d 人还没有回执") % {"count": calls} if calls else _("都已回执"))
    )
    verdict, acts = stages.meeting_permits("convene", facts), []
    if permissions.can_run(actor, place) and verdict.allowed:
        acts.append(button(place, meeting, "convene", _("开始报到")))
    if permissions.can_arrange(actor, place) and verdict.code == "too_early":
        acts.append(button(place, meeting, "change_meeting", _("改会议日期"), main=False))
    if permissions.can_read_calls(actor, place) and calls:
        acts.append(button(place, meeting, "calls", _("电话通知清单"), main=False))
    refusal = "" if verdict.allowed else _(verdict.text)
    return NextStep(_("开始报到"), rows, acts, refusal=refusal)


def convened(actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts) -> NextStep:
    """A quorum, then the session."""
    quorum = queries.quorum_of(meeting)
    verdict = stages.meeting_permits("open_session", facts)
    rows = [
        (_("由谁"), _("主持人宣布，经办人登记")),
        (
            _("到会"),
            _("应到 %(base)d 人，实到 %(present)d 人")
            % {"base": quorum.base, "present": quorum.present},
        ),
        (_("依据"), _(quorum.basis)),
    ]
    acts, early = [], verdict.code == "before_its_day"
    if permissions.can_run(actor, place) and verdict.allowed:
        acts.append(button(place, meeting, "open_session", _("开会")))
    if permissions.can_arrange(actor, place):
        if early:
            acts.append(button(place, meeting, "change_meeting", _("改会议日期")))
        acts.append(
            button(place, meeting, "desk", _("签到台"), main=not verdict.allowed and not early)
        )
    refusal = ""
    if early:
        refusal = _(verdict.text)
        rows.insert(1, (_("会议日期"), day_text(meeting.starts_on)))
    elif not verdict.allowed:
        refusal = _("还差 %(count)d 人达到法定人数，不能开会。") % {"count": quorum.missing}
    return NextStep(_("开会"), rows, acts, refusal=refusal)


def in_session(
    actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts
) -> NextStep:
    """The item at hand, else the next one, else what is not placed yet, else the end."""
    items = list(queries.items_of(meeting))
    current = next((one for one in items if one.state in {"considered", "put_to_vote"}), None)
    following = next((one for one in items if one.state == "placed"), None)
    chair = (_("由谁"), _("主持人决定，经办人登记"))
    may = permissions.can_run(actor, place)
    if current is not None:
        return item_step(place, current, chair, may)
    if following is not None:
        acts = (item_button(place, following, "start_consideration", _("开始审议")),)
        rows = [chair, (_("议题"), following.title), (_("依据"), following.basis)]
        rows += unplaced_rows(queries.unplaced_in(meeting))
        return NextStep(_("审议下一项议题"), rows, acts if may else ())
    unplaced = queries.unplaced_in(meeting)
    if unplaced:
        return placing_step(place, meeting, unplaced, may)
    rows = [chair, (_("议题"), _("议程上的各项都有了结果"))]
    acts = (button(place, meeting, "close_meeting", _("闭会")),)
    return NextStep(_("闭会"), rows, acts if may else ())


def unplaced_rows(unplaced: list[AgendaItem]) -> list[tuple[str, str]]:
    """已提出、没有列入议程, by name; nothing where there is none."""
    titles = "；".join(one.title for one in unplaced)
    return [(_("已提出、没有列入议程"), titles)] if unplaced else []


def placing_step(
    place: Jurisdiction, meeting: Meeting, unplaced: list[AgendaItem], may: bool
) -> NextStep:
    """What was moved and not placed: onto the agenda, or the meeting ends without it (art. 22)."""
    placers = "、".join(one.name for one in queries.placers_of(meeting))
    rows = [(_("由谁"), _("%(bodies)s决定，经办人登记") % {"bodies": placers})]
    rows += [*unplaced_rows(unplaced), (_("依据"), _(stages.ORGANIC_22))]
    if len(unplaced) == 1:
        first = item_button(place, unplaced[0], "place_item", _("列入议程"))
    else:
        first = button(place, meeting, "place_items", _("列入议程"))
    acts = (first, button(place, meeting, "close_meeting", _("不列入，闭会"), main=False))
    return NextStep(_("列入议程，或者决定不列入"), rows, acts if may else ())


def item_step(place: Jurisdiction, item: AgendaItem, chair: tuple[str, str], may: bool) -> NextStep:
    """What follows the consideration or the vote of the item at hand."""
    rows = [chair, (_("议题"), item.title), (_("依据"), item.basis)]
    asked = queries.asked_in(item.meeting, item).first()
    if asked is not None:
        url = reverse("meetings:question", args=[place.code, asked.public_id])
        act = Act(_("看正在答复的询问"), url, main=True)
        refusal = _(stages.ASKING.text)
        return NextStep(_("答复询问"), rows, (act,) if may else (), refusal=refusal)
    if item.state == "considered":
        acts = [item_button(place, item, "put_to_vote", _("付表决"))]
        if item_stages.item_permits(
            "decide_item_without_vote", queries.facts_of_item(item)
        ).allowed:
            acts.append(
                item_button(
                    place, item, "decide_item_without_vote", _("不经票决作出决定"), main=False
                )
            )
        return NextStep(_("审议后付表决"), rows, acts if may else ())
    poll = queries.live_poll(item)
    if poll is not None:
        url = reverse("voting:poll", args=[place.code, poll.public_id])
        found = [Act(_("去表决"), url, main=True)]
        if may and poll.state == "prepared":
            found.append(
                item_button(place, item, "count_present", _("重新清点到会人数"), main=False)
            )
        return NextStep(_("表决、计票、宣布结果"), rows, tuple(found))
    acts = [item_button(place, item, "vote_again", _("再次表决"))]
    if item.result_text:
        acts.append(item_button(place, item, "settle_item", _("以现有结果为准"), main=False))
    return NextStep(_("表决没有结果，再次表决"), rows, acts if may else ())


def item_button(
    place: Jurisdiction, item: AgendaItem, name: str, label: str, main: bool = True
) -> Act:
    """A button to the page of an act on an item."""
    args = [place.code, item.meeting.public_id, item.public_id]
    return Act(label, reverse(f"meetings:{name}", args=args), main=main)


def closed(actor: Actor, place: Jurisdiction, meeting: Meeting, facts: MeetingFacts) -> NextStep:
    """Minutes out, then the archive."""
    may = permissions.can_arrange(actor, place)
    if not facts.minutes:
        acts = (button(place, meeting, "draft_minutes", _("起草会议纪要")),)
        return NextStep(_("起草会议纪要"), [clerk()], acts if may else ())
    if facts.minutes == "drafted":
        papers = documents.papers_about(place, "meeting", meeting.public_id)
        paper = papers.filter(kind="minutes").exclude(state="recalled").last()
        url = reverse("documents:paper", args=[place.code, paper.public_id]) if paper else ""
        acts = (Act(_("看会议纪要"), url, main=True),) if paper else ()
        return NextStep(
            _("会议纪要签发、印发"),
            [(_("由谁"), _("审核人、%(leader)s、经办人依次办理") % {"leader": place.leader})],
            acts,
        )
    acts = (button(place, meeting, "archive_meeting", _("会议归档")),)
    return NextStep(_("会议归档"), [clerk()], acts if may else ())
