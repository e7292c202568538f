"""会议清单、议程、与会人员、签到表、年度计划 as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from oversight.institutions.sheets.workbook import Sheet
from oversight.meetings.models import AgendaItem, AnnualPlan, Meeting, Participant, PlanItem
from oversight.meetings.rules.kinds import kind_of
from oversight.ui.formats import moment

ATTENDANCE_TITLE = "签到表"
HEADINGS = ("编号", "姓名", "职务", "身份", "单位", "方式", "请假", "到会", "版本")
KEY, NAME, MODE, ATTENDANCE, VERSION = 0, 1, 5, 7, 8


def meetings_sheet(meetings: Iterable[Meeting]) -> Sheet:
    """The list of meetings."""
    headings = [
        _("编号"), _("会议"), _("召开机构"), _("种类"), _("届"), _("次"), _("开始日期"), _("结束日期"),
        _("地点"), _("主持人"), _("状态"), _("开会时应到"), _("开会时实到"),
    ]  # fmt: skip
    return Sheet(_("会议"), headings, [meeting_cells(one) for one in meetings])


def meeting_cells(one: Meeting) -> list[Any]:
    """One meeting."""
    return [
        one.public_id, one.title, one.body.name, str(one.get_kind_display()), one.term_no,
        one.meeting_no, one.starts_on, one.ends_on, one.place_text, one.chair,
        str(one.get_state_display()), one.opening_base, one.opening_present,
    ]  # fmt: skip


def agenda_sheet(items: Iterable[AgendaItem]) -> Sheet:
    """The agenda in its order, with results."""
    headings = [
        _("次序"), _("编号"), _("议题"), _("种类"), _("依据"), _("提请人"), _("报告人"), _("状态"),
        _("结果"), _("状态的原因"),
    ]  # fmt: skip
    rows = [
        [
            number, one.public_id, one.title, _(kind_of(one.kind).title), one.basis, one.proposer,
            one.reporter, str(one.get_state_display()), one.result_text, one.state_reason,
        ]
        for number, one in enumerate(items, start=1)
    ]  # fmt: skip
    return Sheet(_("议程"), headings, rows)


def people_sheet(called: Iterable[Participant], private: bool) -> Sheet:
    """Whoever is called; telephone numbers and codes of cards only where ``private``."""
    headings = [
        _("编号"), _("姓名"), _("职务"), _("身份"), _("单位"), _("方式"), _("审议小组"), _("必须到会"),
        _("回执"), _("请假"), _("批假人"), _("批假代录人"), _("到会"), _("登记方式"), _("登记人"), _("时间"),
    ]  # fmt: skip
    if private:
        headings += [_("电话"), _("出席证码")]
    return Sheet(_("与会人员"), headings, [person_cells(one, private) for one in called])


def person_cells(one: Participant, private: bool) -> list[Any]:
    """One who is called."""
    cells = [
        one.public_id, one.name, one.title, str(one.get_capacity_display()),
        one.unit.name if one.unit else "", str(one.get_mode_display()),
        one.group.name if one.group else "", one.must_attend, str(one.get_receipt_display()),
        str(one.get_leave_display()), one.leave_by, one.leave_entered_by, str(one.get_attendance_display()),
        str(one.get_attendance_how_display()), one.attendance_label,
        moment(one.attendance_at) if one.attendance_at else "",
    ]  # fmt: skip
    return [*cells, one.phone, one.card_code] if private else cells


def attendance_sheet(called: Iterable[Participant]) -> Sheet:
    """签到表: filled in at the desk and read back; the columns 方式 and 到会 may be changed."""
    rows = [
        [
            one.public_id, one.name, one.title, chinese(one.capacity, Participant.CAPACITIES),
            one.unit.name if one.unit else "", chinese(one.mode, Participant.MODES),
            chinese(one.leave, Participant.LEAVES) if one.leave else "",
            chinese(one.attendance, Participant.ATTENDANCE), one.version,
        ]
        for one in called
    ]  # fmt: skip
    choices = {
        MODE: words(Participant.MODES),
        ATTENDANCE: words(Participant.ATTENDANCE),
    }
    return Sheet(ATTENDANCE_TITLE, HEADINGS, rows, choices)


def chinese(code: str, choices: Any) -> str:
    """The word of a choice as the table has it, whatever the reader's language."""
    from django.utils.translation import override

    with override("zh-hans"):
        return str(dict(choices).get(code, code))


def words(choices: Any) -> list[str]:
    """The words of all choices."""
    return [chinese(code, choices) for code, _label in choices]


def plan_sheet(plan: AnnualPlan, rows: Iterable[tuple[PlanItem, str]]) -> Sheet:
    """A plan line by line with what was done of it."""
    headings = [
        _("次序"), _("编号"), _("部分"), _("内容"), _("责任委室"), _("时间安排"), _("状态"),
        _("完成情况"), _("已办的事"),
    ]  # fmt: skip
    lines = [
        [
            one.order, one.public_id, one.section, one.text,
            one.office.name if one.office else one.office_name, one.due_text,
            str(one.get_state_display()), one.state_note, done,
        ]
        for one, done in rows
    ]  # fmt: skip
    return Sheet(plan.title[:31], headings, lines, wide=frozenset({3}))
