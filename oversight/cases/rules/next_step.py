"""下一步: what a case waits for, who must act, which act moves it on. Pure.

The page adds names and days; what stands here is the order of things and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.cases.rules.closing import TWO_PEOPLE
from oversight.cases.rules.facts import CaseFacts
from oversight.cases.rules.hearing import FAILED, FAILED_TWICE, ORGANIC_51, SUPERVISION_17
from oversight.cases.rules.stages import (
    NO_SURPRISE,
    ORGANIC_54,
    SUPERVISION_15,
    TWO_OFFICES,
)


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


@dataclass(frozen=True)
class Step:
    """One step: code, title, who (codes of parties), article, the act that does it."""

    code: str
    title: str
    who: tuple[str, ...]
    basis: str
    acts: tuple[str, ...] = ()


JUDGE = Step(
    "judge",
    gettext_noop("两个办公机构分别提出研判意见并签署"),
    ("general", "committee"),
    TWO_OFFICES,
    ("write_opinion", "sign_opinion"),
)
DECIDE = Step(
    "decide",
    gettext_noop("提请主任会议（主席团）决定，登记决定"),
    ("clerk",),
    ORGANIC_54,
    ("record_decision", "draft_judgment_sheet"),
)
CONFIRM = Step(
    "confirm",
    gettext_noop("确认会议决定的记录"),
    ("chair",),
    ORGANIC_54,
    ("confirm_decision", "refuse_decision"),
)
NOTIFY = Step(
    "notify",
    gettext_noop("起草通知，事先告知被监督单位"),
    ("general", "committee"),
    NO_SURPRISE,
    ("draft_notice", "draft_minutes_extract"),
)
RECEIPT = Step(
    "receipt",
    gettext_noop("印发通知，由被监督单位确认收悉"),
    ("unit",),
    NO_SURPRISE,
    ("remind_unit", "withdraw_notice"),
)
REPORT = Step(
    "report",
    gettext_noop("报送专项工作报告初稿"),
    ("unit",),
    SUPERVISION_15,
    (
        "submit_report",
        "draft_report",
        "answer_finding",
        "enter_report",
        "remind_unit",
        "record_finding",
        "send_findings",
    ),
)
PLACE = Step(
    "place",
    gettext_noop("列入会议议程"),
    ("clerk", "committee"),
    SUPERVISION_15,
    (
        "place_hearing",
        "send_findings",
        "record_finding",
        "return_report",
        "submit_report",
        "draft_report",
        "answer_finding",
    ),
)
HEAR = Step(
    "hear",
    gettext_noop("会议听取报告、询问，对报告和答复一并表决"),
    ("clerk", "committee"),
    ORGANIC_51,
    ("distribute_report", "submit_report", "draft_report", "answer_finding", "send_findings"),
)
RESEARCH = Step(
    "research",
    gettext_noop("组织专题调研，记录发现"),
    ("committee",),
    FAILED.basis,
    ("record_finding", "submit_report", "draft_report", "enter_report"),
)
SECOND_REPORT = Step(
    "second_report",
    gettext_noop("再次报送专项工作报告"),
    ("unit",),
    SUPERVISION_15,
    (
        "submit_report",
        "draft_report",
        "answer_finding",
        "enter_report",
        "send_findings",
        "record_finding",
        "remind_unit",
    ),
)
REHEAR = Step(
    "rehear",
    gettext_noop("列入下一次会议，再次听取并表决"),
    ("clerk", "committee"),
    FAILED.basis,
    ("place_hearing", "send_findings", "record_finding", "return_report", "answer_finding"),
)
CHOOSE = Step(
    "choose",
    gettext_noop("由主任会议（主席团）在选项中决定"),
    ("clerk",),
    FAILED_TWICE.basis,
    ("record_decision",),
)
OPINIONS = Step(
    "opinions",
    gettext_noop("起草审议意见"),
    ("clerk", "committee"),
    SUPERVISION_17,
    ("draft_opinions",),
)
SEND_OPINIONS = Step(
    "send_opinions",
    gettext_noop("审议意见经主任会议（主席团）通过，签发、印发"),
    ("clerk", "committee"),
    SUPERVISION_17,
    ("pass_opinions",),
)
REPLY = Step(
    "reply",
    gettext_noop("报送审议意见的研究处理情况"),
    ("unit",),
    SUPERVISION_17,
    ("submit_report", "draft_report", "enter_report", "remind_unit", "record_calls"),
)
VERIFY = Step(
    "verify",
    gettext_noop("核实研究处理情况"),
    ("general", "committee"),
    TWO_PEOPLE,
    ("verify_reply", "return_report", "record_calls"),
)
CLOSE = Step(
    "close",
    gettext_noop("听取代表和投诉人的看法，比较会后数字，提出结案"),
    ("clerk", "committee"),
    TWO_PEOPLE,
    ("propose_closing", "take_figures", "record_calls", "enter_view", "record_decision"),
)
VERIFY_CLOSING = Step(
    "verify_closing",
    gettext_noop("由另一人核实结案"),
    ("general", "committee"),
    TWO_PEOPLE,
    ("verify_closing", "refuse_closing"),
)
CARRY_OUT = Step(
    "carry_out",
    gettext_noop("按决定开展监督"),
    ("committee",),
    ORGANIC_54,
    ("add_evidence", "draft_report_up"),
)
REPORT_UP = Step(
    "report_up",
    gettext_noop("案件已经结束，向党委报告这项行动"),
    ("general",),
    "",
    ("draft_report_up",),
)


def next_step(facts: CaseFacts, *, reports: bool) -> Step | None:
    """The one step a case waits for; None where nothing is left. ``reports``: the method asks for one."""
    if facts.pending:
        return CONFIRM
    if facts.state == "judging":
        return JUDGE
    if facts.state == "judged":
        return DECIDE
    if facts.state == "decided":
        return RECEIPT if facts.notice else NOTIFY
    if facts.state == "notified":
        return before_hearing(facts, reports)
    if (found := in_loop(facts)) is not None:
        return found
    return REPORT_UP if facts.unreported else None


def before_hearing(facts: CaseFacts, reports: bool) -> Step:
    """The report, then the agenda; without a meeting the action is carried out."""
    if reports and not facts.handed_in:
        return REPORT
    return PLACE if facts.heard else CARRY_OUT


def in_loop(facts: CaseFacts) -> Step | None:
    """From the agenda to the closing."""
    if facts.state == "placed":
        return HEAR
    if facts.state == "failed":
        if not facts.found_after:
            return RESEARCH
        return REHEAR if facts.handed_in else SECOND_REPORT
    if facts.state == "failed_twice":
        return CHOOSE
    if facts.state == "passed":
        return SEND_OPINIONS if facts.opinions else OPINIONS
    if facts.state == "tracking":
        return while_tracking(facts)
    return None


def while_tracking(facts: CaseFacts) -> Step:
    """The unit's report on the opinions, its verification, the closing."""
    if facts.closing:
        return VERIFY_CLOSING
    if facts.opinions == "verified":
        return CLOSE
    return VERIFY if facts.opinions == "replied" else REPLY
