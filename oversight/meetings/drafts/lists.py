"""议程、名册、签到表、请假条: who meets about what, as lists to hand out, to sign and to keep."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import override

from oversight.meetings.drafts.words import (
    box,
    boxes,
    moment,
    opening_day,
    sign,
    table,
    title_of,
    when,
)
from oversight.meetings.models import AgendaItem, Meeting, Participant
from oversight.meetings.papers import KEPT_IN, Draft, numeral
from oversight.meetings.rules.quorum import Quorum

BEFORE = frozenset({"planned", "notified", "convened"})
PARTS = (("attend", "出席人员"), ("sit_in", "列席人员"), ("gallery", "旁听人员"))


def agenda(meeting: Meeting, items: Sequence[AgendaItem]) -> Draft:
    """会议议程: when, where, who presides, the items in their order with who reports."""
    heads = [f"时间：{when(meeting)}"]
    if meeting.place_text:
        heads.append(f"地点：{meeting.place_text}")
    if meeting.chair:
        heads.append(f"主持：{meeting.chair}")
    last = len(items)
    lines = [
        f"{numeral(number)}、{agenda_line(item)}{'。' if number == last else '；'}"
        for number, item in enumerate(items, start=1)
    ]
    return Draft(f"{meeting.title}议程", "\n".join([*heads, *lines]))


def agenda_line(item: AgendaItem) -> str:
    """The title, and who reports."""
    return title_of(item) + (f"（报告人：{item.reporter}）" if item.reporter else "")


@override(KEPT_IN)
def roll(meeting: Meeting, called: Sequence[Participant], quorum: Quorum) -> Draft:
    """会议名册: who attends, sits in, listens, each with office, group and how they take part."""
    parts = [
        f"应到{quorum.base}人，法定人数{quorum.needed}人。"
        + (f"{meeting.base_note.rstrip('。')}。" if meeting.base_note else "")
    ]
    number = 0
    for capacity, label in PARTS:
        rows = [one for one in called if one.capacity == capacity]
        if rows:
            number += 1
            parts.append(f"{numeral(number)}、{label}（{len(rows)}人）\n{people(rows)}")
    return Draft(f"{meeting.title}名册", "\n".join(parts))


def people(rows: Sequence[Participant]) -> str:
    """序号、姓名、单位和职务、小组、备注."""
    return table(
        ("序号", "姓名", "单位和职务", "小组", "备注"),
        (
            (number, one.name, office(one), one.group.name if one.group else "", remark(one))
            for number, one in enumerate(rows, start=1)
        ),
    )


def office(one: Participant) -> str:
    """县住建局局长."""
    return f"{one.unit.name if one.unit else ''}{one.title}"


def remark(one: Participant) -> str:
    """视频参加、必须到会、请假."""
    words = []
    if one.mode == "video":
        words.append("视频参加")
    if one.must_attend:
        words.append("必须到会")
    if one.leave == "granted":
        words.append("请假")
    return "、".join(words)


@override(KEPT_IN)
def attendance_list(meeting: Meeting, called: Sequence[Participant], quorum: Quorum) -> Draft:
    """签到表: empty places to sign before the meeting; from its opening on, who came, when, and who did not."""
    before = meeting.state in BEFORE
    head = [f"时间：{when(meeting)}"]
    if meeting.place_text:
        head.append(f"地点：{meeting.place_text}")
    counted = f"应到{quorum.base}人"
    if not before:
        base, present = meeting.opening_base, meeting.opening_present
        counted = f"应到{base or quorum.base}人，开会时实到{present or 0}人"
    head.append(f"{counted}，法定人数{quorum.needed}人。")
    parts, number = ["\n".join(head)], 0
    for capacity, label in PARTS:
        rows = [one for one in called if one.capacity == capacity]
        if rows:
            number += 1
            parts.append(f"{numeral(number)}、{label}（{len(rows)}人）\n{signing(rows, before)}")
    return Draft(f"{meeting.title}签到表", "\n".join(parts))


def signing(rows: Sequence[Participant], before: bool) -> str:
    """The rows, to be signed or as they were recorded."""
    return table(
        ("序号", "姓名", "单位和职务", "签到", "备注"),
        (
            (
                number,
                one.name,
                office(one),
                "" if before else came(one),
                remark(one),
            )
            for number, one in enumerate(rows, start=1)
        ),
    )


def came(one: Participant) -> str:
    """到会 09:02（签到台登记）, 缺席."""
    if not one.attendance:
        return "准假" if one.leave == "granted" else "未到"
    text = str(one.get_attendance_display())
    return f"{text} {moment(one.attendance_at)}" if one.attendance in {"present", "left"} else text


@override(KEPT_IN)
def leave_slip(meeting: Meeting, one: Participant) -> Draft:
    """请假条: who asks, for which meeting, why, and what was answered by whom."""
    rows = boxes(
        [
            ("请假人", one.name),
            ("身份", str(one.get_capacity_display())),
            ("职务", office(one)),
            ("会议", meeting.title),
            ("会议时间", opening_day(meeting)),
            ("请假事由", one.leave_reason),
            *([("请假登记", f"{one.leave_asked_by}代登记")] if one.leave_asked_by else []),
        ]
    )
    answer = ""
    if one.leave in {"granted", "refused"}:
        said = one.leave_answer.rstrip("。")
        answer = str(one.get_leave_display()) + (f"。{said}" if said else "") + "。"
        answer += f"批假人{one.leave_by}，{moment(one.leave_at)}登记。" if one.leave_by else ""
        if one.leave_entered_by:
            answer += f"由{one.leave_entered_by}代录，凭{slip_words(one)}。"
    ending = [rows, box("批假意见", answer), sign("批假人")]
    return Draft(f"{meeting.title}请假条（{one.name}）", "\n".join(ending))


def slip_words(one: Participant) -> str:
    """The signed slip by which the answer was entered."""
    return "批假人签字的请假条" + (f"（{one.leave_slip_ref}）" if one.leave_slip_ref else "")
