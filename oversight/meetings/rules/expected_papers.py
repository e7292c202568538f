"""各种议题要有的材料 (expected_papers@1): what usually lies before a body with an item of each kind. Pure.

It is a list to check against, not a condition: the law asks for the report or draft, custom for the rest. Each
entry is a kind of paper and its usual name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight.meetings.rules.stages import gettext_noop

CODE = "expected_papers@1"


@dataclass(frozen=True)
class Expected:
    """要有的一份材料: the kind of the paper, what it is usually called, the step whose day it keeps."""

    kind: str
    title: str
    lead_code: str = ""


REVIEW = Expected("opinion", gettext_noop("审查结果报告"))
RESOLUTION = Expected("draft", gettext_noop("决议（决定）草案"))
EXPECTED: Mapping[str, tuple[Expected, ...]] = {
    "special_work_report": (
        Expected("report", gettext_noop("专项工作报告"), "draft"),
        Expected("research", gettext_noop("调研报告")),
    ),
    "work_report": (Expected("report", gettext_noop("工作报告")), RESOLUTION),
    "plan": (
        Expected("report", gettext_noop("计划执行情况和计划草案的报告")),
        Expected("draft", gettext_noop("计划草案")),
        REVIEW,
        RESOLUTION,
    ),
    "budget": (
        Expected("report", gettext_noop("预算执行情况和预算草案的报告")),
        Expected("draft", gettext_noop("预算草案")),
        REVIEW,
        RESOLUTION,
    ),
    "final_accounts": (
        Expected("report", gettext_noop("决算的报告")),
        Expected("draft", gettext_noop("决算草案")),
        REVIEW,
        RESOLUTION,
    ),
    "audit_report": (Expected("report", gettext_noop("审计工作报告")),),
    "audit_rectification": (
        Expected("report", gettext_noop("审计查出问题整改情况的报告")),
        Expected("ledger", gettext_noop("审计整改台账")),
    ),
    "state_assets": (
        Expected("report", gettext_noop("国有资产管理情况的报告")),
        Expected("research", gettext_noop("调研报告")),
    ),
    "law_enforcement_inspection": (Expected("report", gettext_noop("执法检查报告")),),
    "special_inquiry": (
        Expected("report", gettext_noop("有关情况的报告")),
        Expected("research", gettext_noop("调研报告")),
        Expected("other", gettext_noop("专题询问方案")),
    ),
    "review_opinions": (Expected("report", gettext_noop("审议意见研究处理情况的报告")),),
    "decision": (RESOLUTION, Expected("explanation", gettext_noop("关于草案的说明"))),
    "bill": (
        Expected("draft", gettext_noop("议案")),
        Expected("explanation", gettext_noop("关于议案的说明")),
    ),
    "appointment": (Expected("nomination", gettext_noop("提请函和简历")),),
    "dismissal": (
        Expected("draft", gettext_noop("撤职案")),
        Expected("explanation", gettext_noop("撤职的理由和材料")),
    ),
    "inquiry_commission": (Expected("draft", gettext_noop("组织特定问题调查委员会的决定草案")),),
    "election": (
        Expected("draft", gettext_noop("选举办法草案")),
        Expected("ledger", gettext_noop("候选人名单和简历")),
    ),
    "projects": (
        Expected("ledger", gettext_noop("候选项目表")),
        Expected("explanation", gettext_noop("关于候选项目的说明")),
    ),
    "appraisal": (
        Expected("report", gettext_noop("工作情况的报告")),
        Expected("draft", gettext_noop("测评办法")),
    ),
}


def missing(item_kind: str, have: Sequence[str]) -> tuple[Expected, ...]:
    """What an item of the kind still lacks; ``have`` are the kinds of its papers in use, each standing for one."""
    left = list(have)
    found = []
    for one in EXPECTED.get(item_kind, ()):
        if one.kind in left:
            left.remove(one.kind)
        else:
            found.append(one)
    return tuple(found)
