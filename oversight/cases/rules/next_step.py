"""下一步: what a case waits for, who must act, which act moves it on. Pure.

The page adds names and days; what stands here is the order of things and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from oversight.cases.rules.stages import (
    NO_SURPRISE,
    ORGANIC_54,
    SUPERVISION_15,
    TWO_OFFICES,
    CaseFacts,
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
    ("remind_unit", "draft_report_up"),
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
        return REPORT if reports else CARRY_OUT
    return REPORT_UP if facts.unreported else None
