"""听取和表决的规则: late marks of the report, what a result leads to, at which meeting the second hearing is.

Pure. One vote is taken on report and answers together; more than half of all members pass it, as the
voting rule found. What follows gets only graver: a second failure opens options as drafts, and each waits
for the body that may decide it (procedures §0.8, §5 states 6–12).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CODE = "case_hearing@1"
SUPERVISION_14 = gettext_noop("《监督法》第十四条")
SUPERVISION_15 = gettext_noop("《监督法》第十五条")
SUPERVISION_17 = gettext_noop("《监督法》第十七条")
ORGANIC_51 = gettext_noop("《地方组织法》第五十一条")
STEPS = ("draft", "final")


@dataclass(frozen=True)
class Lateness:
    """By how many days a version came after its day; 0 is in time, also on the day itself."""

    days: int
    due: date | None
    basis: str = ""

    @property
    def late(self) -> bool:
        return self.days > 0


def lateness(received: date, due: date | None, basis: str = "") -> Lateness:
    """The late mark of a version; without a day nothing is late."""
    days = max(0, (received - due).days) if due is not None else 0
    return Lateness(days, due, basis)


def step_of(handed_in: Iterable[str]) -> str:
    """Which version comes next: the draft (20 days), then the final one (10 days)."""
    return "final" if "draft" in set(handed_in) else "draft"


def result_of(status: str, passed: Iterable[str], grades: Mapping[str, str | None]) -> str:
    """passed, failed, or "" where the poll has no result (void, cancelled, nobody rated)."""
    if status != "valid" or (grades and None in grades.values()):
        return ""
    return "passed" if list(passed) else "failed"


@dataclass(frozen=True)
class Consequence:
    """What a result leads to: the state of the case, the sentence, the article; ``rank`` orders by gravity."""

    state: str
    text: str
    basis: str
    rank: int


PASSED = Consequence(
    "passed",
    gettext_noop("报告和答复获得通过，形成审议意见交单位研究处理。"),
    SUPERVISION_17,
    0,
)
FAILED = Consequence(
    "failed",
    gettext_noop("报告和答复没有获得通过，组织专题调研，在下一次会议再次听取并表决。"),
    gettext_noop("《监督法》第十二条、第十三条"),
    1,
)
FAILED_TWICE = Consequence(
    "failed_twice",
    gettext_noop("再次没有获得通过，由主任会议（主席团）在有依据的选项中决定。"),
    gettext_noop("《监督法》第五十一条、第五十五条"),
    2,
)


def consequence(result: str, failed_before: int) -> Consequence:
    """What follows: a pass, the first failure, a failure after an earlier one."""
    if result == "passed":
        return PASSED
    return FAILED_TWICE if failed_before else FAILED


@dataclass(frozen=True)
class Refusal:
    """Why something cannot be done."""

    code: str
    text: str
    basis: str = ""
    where: str = ""


def refuse_meeting(
    chosen: date,
    today: date,
    failed_on: date | None = None,
    next_on: date | None = None,
    later_reason: str = "",
) -> Refusal | None:
    """A hearing is at a meeting to come; a second one at the next meeting, at a later one with a reason."""
    if chosen < today:
        return Refusal("meeting_past", gettext_noop("这次会议已经开过。"), "", "meeting")
    if failed_on is None:
        return None
    if chosen <= failed_on:
        text = gettext_noop("再次听取在未通过那次会议以后的会议上进行。")
        return Refusal("same_meeting", text, FAILED.basis, "meeting")
    if next_on is not None and chosen > next_on and not later_reason.strip():
        text = gettext_noop("再次听取放在下一次会议；放在以后会议的，写明理由。")
        return Refusal("not_next", text, FAILED.basis, "later_reason")
    return None


@dataclass(frozen=True)
class OptionDraft:
    """再次未通过后的选项: a method with its basis, and the first text of the recommendation."""

    code: str
    title: str
    basis: str
    text: str


OPTION_TEXTS: Mapping[str, str] = {
    "interpellation": gettext_noop(
        "建议由组成人员依法联名提出质询案，对象是机关。联名人数按法律规定，由主任会议决定交有关机关答复。"
    ),
    "inquiry_commission": gettext_noop(
        "建议由主任会议或者五分之一以上组成人员提议，由会议决定是否组织特定问题调查委员会。"
    ),
    "special_inquiry": gettext_noop("建议就未解决的问题开展专题询问，有关机关负责人到会回答。"),
    "special_work_report": gettext_noop("建议再次听取和审议专项工作报告，并再次表决。"),
}
REPORT_UP = OptionDraft(
    "report_up",
    gettext_noop("向同级党委报告"),
    gettext_noop("每一项监督行动都向同级党委报告"),
    gettext_noop("建议将两次表决的情况和调研发现的问题专题报告同级党委，由其研究。"),
)


def options(offers: Iterable[Any]) -> tuple[OptionDraft, ...]:
    """The options opened after a second failure: only those with a basis here, and the report up.

    Nothing about a person is among them: what concerns persons others decide (procedures §0.8).
    """
    known = {one.code: one for one in offers if one.allowed}
    found = [
        OptionDraft(code, known[code].title, known[code].basis, text)
        for code, text in OPTION_TEXTS.items()
        if code in known
    ]
    return (*found, REPORT_UP)
