"""会议的公文稿: the first text of notice, minutes and brief, made from what was arranged and what happened.

Papers are Chinese whatever the reader's language, since they are what the bodies sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.institutions.models import Unit
from oversight.meetings.drafts.named import voters_of
from oversight.meetings.models import (
    AgendaItem,
    AnswerPromise,
    GroupNote,
    Meeting,
    MeetingGroup,
    Participant,
    Question,
)
from oversight.meetings.rules.kinds import kind_of
from oversight.meetings.rules.quorum import Quorum
from oversight.voting.announcing import as_written

NUMERALS = "一二三四五六七八九十"
KEPT_IN = "zh-hans"


@dataclass(frozen=True)
class Draft:
    """文稿: title and text as ``documents`` takes them."""

    title: str
    text: str


def numeral(number: int) -> str:
    """1 is 一, 11 is 十一, 21 is 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else NUMERALS[tens - 1] + "十")
    return head + (NUMERALS[ones - 1] if ones else "")


def day(on: date | None) -> str:
    """2026年7月5日."""
    return f"{on.year}年{on.month}月{on.day}日" if on else ""


def days(meeting: Meeting) -> str:
    """2026年7月28日, or 2026年7月28日至30日."""
    first, last = meeting.starts_on, meeting.ends_on
    if first == last:
        return day(first)
    end = f"{last.day}日" if (first.year, first.month) == (last.year, last.month) else day(last)
    return f"{day(first)}至{end}"


def notice(meeting: Meeting, items: Sequence[AgendaItem], called: Sequence[Participant]) -> Draft:
    """会议通知: time, place, agenda, who is asked to sit in, receipts."""
    hour = f"{meeting.starts_at:%H:%M}" if meeting.starts_at else ""
    sitting = sorted({one.unit.name for one in called if one.unit and one.capacity == "sit_in"})
    where = f"，{meeting.place_text}" if meeting.place_text else ""
    parts = [
        f"{meeting.title}定于{days(meeting)}召开，现将有关事项通知如下：",
        f"一、时间{'和地点' if where else ''}\n{day(meeting.starts_on)}{hour}{where}。",
        "二、建议议程\n" + agenda_lines(items),
    ]
    if sitting:
        parts.append(
            "三、列席单位\n" + "、".join(sitting) + "。请主要负责人列席，听取意见，回答询问。"
        )
    last = numeral(len(parts))
    parts.append(
        f"{last}、有关要求\n请安排好工作准时到会。不能出席的，请书面请假。收到通知后请回执。"
    )
    return Draft(f"关于召开{meeting.title}的通知", "\n".join(parts))


def members_called(meeting: Meeting) -> str:
    """Whom the notice calls: 各位代表, 常委会各组成人员."""
    if meeting.kind == "presidium" or meeting.body.kind == "presidium":
        return "主席团各成员"
    words = {"congress": "各位代表", "standing_committee": "常委会各组成人员"}
    return words.get(meeting.body.kind, "各组成人员")


def units_called(called: Sequence[Participant]) -> list[Unit]:
    """The units that sit in, each once, by name."""
    units = {one.unit.pk: one.unit for one in called if one.unit and one.capacity == "sit_in"}
    return sorted(units.values(), key=lambda unit: unit.name)


def agenda_lines(items: Sequence[AgendaItem]) -> str:
    """（一）… for every item on the agenda."""
    lines = [f"（{numeral(n)}）{item.title}；" for n, item in enumerate(items, start=1)]
    return "\n".join(lines)[:-1] + "。" if lines else "议程另行通知。"


def minutes(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    called: Sequence[Participant],
    quorum: Quorum,
    notes: Sequence[GroupNote] = (),
    questions: Sequence[Question] = (),
    promises: Sequence[AnswerPromise] = (),
) -> Draft:
    """会议纪要: who met, what was heard and asked, the result of every item, who was there and who was excused."""
    with override(KEPT_IN):
        head = (
            f"{days(meeting)}，{meeting.title}{'在' + meeting.place_text if meeting.place_text else ''}召开。"
            f"{meeting.chair + '主持会议。' if meeting.chair else ''}应到{meeting.opening_base or quorum.base}人，"
            f"开会时实到{meeting.opening_present or quorum.present}人，符合法定人数。现纪要如下："
        )
        parts = [head]
        for number, item in enumerate(items, start=1):
            parts.append(
                f"{numeral(number)}、{item.title}\n{item_words(item)}{voters_of(item)}{speeches(item, notes)}"
                f"{asked_words([one for one in questions if one.item_id == item.pk])}"
                f"{promised_words([one for one in promises if one.answer.question.item_id == item.pk])}"
            )
        parts += attendance_lines(called)
    return Draft(f"{meeting.title}纪要", "\n".join(parts))


def item_words(item: AgendaItem) -> str:
    """What the meeting did with an item, in a sentence or two."""
    heard = f"会议听取了{item.reporter}作的报告，" if item.reporter else "会议"
    kind = _(kind_of(item.kind).title)
    if item.state == "not_put":
        why = f"原因：{item.state_reason.rstrip('。')}。" if item.state_reason else ""
        return f"这项议题（{kind}）列入议程，决定暂不付表决。{why}"
    if item.state == "withdrawn":
        consent = f"，经{item.consent}同意" if item.consent else ""
        return f"提案人要求撤回{consent}，审议即行终止。"
    result = as_written(item.result_text).rstrip("。")
    if item.without_vote:
        return f"{heard}审议了这项议题（{kind}）。{result}。"
    if result:
        return f"{heard}审议了这项议题（{kind}），并进行表决。{result}。"
    return f"{heard}审议了这项议题（{kind}）。"


def asked_words(questions: Sequence[Question]) -> str:
    """Who asked and which named official answered, each once; what is answered in writing later."""
    answered = [one for one in questions if one.state == "answered"]
    later = [one for one in questions if one.state == "deferred"]
    text = ""
    if answered:
        askers = "、".join(dict.fromkeys(one.asker_name for one in answered))
        officials = "、".join(
            dict.fromkeys(
                f"{answer.official_title}{answer.official}"
                for one in answered
                for answer in one.answers.all()
            )
        )
        text = f"\n询问：{askers}提出询问，{officials}作了答复。"
    if later:
        askers = "、".join(dict.fromkeys(one.asker_name for one in later))
        text += f"\n{askers}的询问转为书面答复。"
    return text


def promised_words(promises: Sequence[AnswerPromise]) -> str:
    """What was promised in the answers, by which unit and until when."""
    lines = []
    for one in promises:
        due = f"，{day(one.due)}前" if one.due else ""
        lines.append(f"{one.unit.name}承诺：{one.text.rstrip('。')}{due}。")
    return "\n" + "\n".join(lines) if lines else ""


def speeches(item: AgendaItem, notes: Sequence[GroupNote]) -> str:
    """The names of those who spoke on the item in the groups."""
    spoke = list(dict.fromkeys(note.speaker for note in notes if note.item_id == item.pk))
    return f"\n发言：{'、'.join(spoke)}。" if spoke else ""


def attendance_lines(called: Sequence[Participant]) -> list[str]:
    """出席、视频参加、列席、请假、缺席, each with names."""
    groups = (
        ("出席", [one for one in called if one.capacity == "attend" and was_there(one)]),
        (
            "视频参加",
            [
                one
                for one in called
                if one.capacity == "attend" and was_there(one) and one.mode == "video"
            ],
        ),
        ("列席", [one for one in called if one.capacity == "sit_in" and was_there(one)]),
        ("请假", [one for one in called if one.leave == "granted" and not was_there(one)]),
        (
            "缺席",
            [one for one in called if one.capacity == "attend" and one.attendance == "absent"],
        ),
    )
    return [f"{label}：{names(rows)}" for label, rows in groups if rows]


def was_there(one: Participant) -> bool:
    """Present at some time, also who left early."""
    return one.attendance in {"present", "left"}


def names(rows: Iterable[Participant]) -> str:
    """Names, those who sit in with their unit."""
    return "、".join(
        f"{one.name}（{one.unit.name}）" if one.unit and one.capacity != "attend" else one.name
        for one in rows
    )


def brief(
    meeting: Meeting, number: int, group: MeetingGroup | None, notes: Sequence[GroupNote]
) -> Draft:
    """简报: what was said in the groups, by item, then by speaker."""
    of = f"{group.name}审议情况" if group else "审议情况"
    parts: list[str] = []
    by_item: dict[str, list[GroupNote]] = {}
    for note in notes:
        by_item.setdefault(note.item.title if note.item else "其他意见", []).append(note)
    for count, (title, rows) in enumerate(by_item.items(), start=1):
        said = "\n".join(
            f"{row.speaker}{'（' + row.group.name + '）' if group is None else ''}：{row.text}"
            for row in rows
        )
        parts.append(f"{numeral(count)}、{title}\n{said}")
    held = timezone.localdate(notes[-1].at) if notes else meeting.starts_on
    head = f"{day(held)}，{group.name if group else '各代表团（小组）'}对会议议题进行了审议。主要意见如下："
    return Draft(f"{meeting.title}简报（{number}）：{of}", "\n".join([head, *parts]))
