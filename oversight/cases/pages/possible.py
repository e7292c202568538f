"""谁现在能办什么: the acts of a case for one reader – by role, by office, by what the rules allow now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.cases import permissions, queries, queries_hearing
from oversight.cases.pages.course import Course
from oversight.institutions.permissions import chair_confirms
from oversight.ui.page import Act

Allowed = Callable[[Actor, Any], bool]
ACTS: Mapping[str, Allowed] = {
    "write_opinion": permissions.can_judge,
    "sign_opinion": permissions.can_judge,
    "record_decision": permissions.can_record_decision,
    "confirm_decision": permissions.can_confirm_decision,
    "refuse_decision": permissions.can_confirm_decision,
    "draft_notice": permissions.can_draft_papers,
    "withdraw_notice": permissions.can_draft_papers,
    "remind_unit": permissions.can_draft_papers,
    "draft_judgment_sheet": permissions.can_draft_papers,
    "draft_minutes_extract": permissions.can_draft_papers,
    "draft_report_up": permissions.can_report_up,
    "add_evidence": permissions.can_draft_papers,
    "reassign": permissions.can_reassign,
    "draft_report": permissions.can_draft_report,
    "submit_report": permissions.can_submit_report,
    "enter_report": permissions.can_draft_papers,
    "return_report": permissions.can_draft_papers,
    "record_finding": permissions.can_draft_papers,
    "send_findings": permissions.can_draft_papers,
    "answer_finding": permissions.can_draft_report,
    "place_hearing": permissions.can_draft_papers,
    "distribute_report": permissions.can_draft_papers,
    "draft_opinions": permissions.can_draft_papers,
    "pass_opinions": permissions.can_draft_papers,
    "verify_reply": permissions.can_verify,
    "give_view": permissions.can_give_view,
    "enter_view": permissions.can_draft_papers,
    "record_calls": permissions.can_draft_papers,
    "take_figures": permissions.can_draft_papers,
    "propose_closing": permissions.can_draft_papers,
    "verify_closing": permissions.can_verify,
    "refuse_closing": permissions.can_verify,
    "propose_publication": permissions.can_publish,
}
UNIT_ACTS = frozenset({"draft_report", "submit_report", "answer_finding"})
DECISIONS = ("action", "withdraw", "finish")
"""Act, which is also the name of its address → who may."""


def labels() -> dict[str, str]:
    """What the button of each act says: verb and object."""
    return {
        "write_opinion": _("写本方研判意见"),
        "sign_opinion": _("签署本方研判意见"),
        "record_decision": _("登记会议决定"),
        "confirm_decision": _("确认决定记录"),
        "refuse_decision": _("退回决定记录"),
        "draft_notice": _("起草通知"),
        "withdraw_notice": _("放弃这份通知"),
        "remind_unit": _("催办"),
        "draft_judgment_sheet": _("起草研判意见书"),
        "draft_minutes_extract": _("起草纪要摘录"),
        "draft_report_up": _("起草报告"),
        "add_evidence": _("添加证据"),
        "reassign": _("改派牵头委室"),
        "draft_report": _("起草报告稿"),
        "submit_report": _("报送报告"),
        "enter_report": _("登记收到纸质报告"),
        "return_report": _("退回报告"),
        "record_finding": _("记录调研发现"),
        "send_findings": _("把发现交单位"),
        "answer_finding": _("回应调研发现"),
        "place_hearing": _("提请列入议程"),
        "distribute_report": _("登记报告已发组成人员"),
        "draft_opinions": _("起草审议意见"),
        "pass_opinions": _("登记审议意见通过"),
        "verify_reply": _("核实研究处理情况"),
        "give_view": _("说说我的看法"),
        "enter_view": _("代录代表的书面意见"),
        "record_calls": _("登记回访"),
        "take_figures": _("取会后数字"),
        "propose_closing": _("提出结案"),
        "verify_closing": _("核实结案"),
        "refuse_closing": _("不予结案"),
        "propose_publication": _("拟公开"),
    }


def possible(course: Course, actor: Actor, act: str) -> bool:
    """Whether this reader may do it, on this case, now."""
    if not ACTS[act](actor, course.place) or not permissions.works_on(actor, course.case):
        return False
    if act in UNIT_ACTS and not permissions.speaks_for(actor, course.case):
        return False
    if course.has_paper(act) or (act == "verify_closing" and not_by_proposer(course, actor)):
        return False
    kind = ""
    if act in {"write_opinion", "sign_opinion"}:
        kind = permissions.side_of(actor, course.case)
        if not kind:
            return small_office_side(course, actor, act) != ""
    if act == "record_decision":
        return any(course.verdict(act, kind).allowed for kind in DECISIONS)
    return course.verdict(act, kind).allowed


def not_by_proposer(course: Course, actor: Actor) -> str:
    """Why this reader does not verify the closing, and who may; "" where nothing is in the way."""
    made = queries_hearing.closing_ahead(course.case)
    if made is None or not permissions.proposed_it(actor, made):
        return ""
    if chair_confirms(actor, course.place):
        return ""
    values = {"names": "、".join(verifiers(course)) or _("还没有授权")}
    return _("由你提出的结案，由另一人核实：%(names)s。") % values


def verifiers(course: Course) -> list[str]:
    """Who may verify the closing ahead: the general office and the lead office, but who proposed it."""
    made = queries_hearing.closing_ahead(course.case)
    found = [
        *course.reads.holders("clerk", "reviewer", "chair"),
        *course.reads.holders("office", body=course.case.lead_office),
    ]
    proposer = made.proposed_label if made is not None else ""
    return [name for name in dict.fromkeys(found) if name != proposer]


def small_office_side(course: Course, actor: Actor, act: str) -> str:
    """Which side the chair of a small office may sign for."""
    if not chair_confirms(actor, course.place):
        return ""
    sides = ("committee", "general")
    return next((side for side in sides if course.verdict(act, side).allowed), "")


def button(course: Course, act: str, main: bool = False) -> Act:
    """A link to the form of the act."""
    url = reverse(f"cases:{act}", args=[course.place.code, course.case.public_id])
    label = labels()[act]
    if act == "pass_opinions" and (found := course.opinions_sent) and found.passed_on:
        label, main = _("更正审议意见通过的登记"), False
    return Act(label, url, main=main)


def waits_for(course: Course, actor: Actor) -> bool:
    """Whether the reader is one of those who must act now."""
    step = course.step
    if step is None:
        return False
    if step.code in {"receipt", "report", "second_report", "reply"}:
        return actor.unit_id is not None and actor.unit_id in queries.units_answering_as(
            course.place, course.unit
        )
    if step.code in {"hear", "send_opinions"}:
        return actor.role == "clerk" or (
            permissions.works_on(actor, course.case) and actor.role == "office"
        )
    if step.code == "carry_out":
        return actor.role == "office" and actor.body_id == course.case.lead_office_id
    if step.code == "verify_closing":
        return possible(course, actor, step.code)
    return any(possible(course, actor, act) for act in step.acts)
