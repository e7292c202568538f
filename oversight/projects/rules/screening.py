"""初选 (screening@1): the four principles as a checklist with reasons, and what follows from it (procedures §4 a, c 2).

群众有需求、财政可承担、事小而面广、当年可完工. A project over several years is the one exception: somebody named
allowed it, and it says what is finished this year. The outcome is proposed; the body that screens decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from oversight.calendar.rules.reasons import Reason, gettext_noop

CODE = "screening@1"
BASIS = gettext_noop("初选原则：群众有需求、财政可承担、事小而面广、当年可完工")
SHAANXI_17 = gettext_noop(
    "参照《陕西省民生实事项目人大代表票决制规定》第十七条：跨年度项目写明年度目标"
)
PRINCIPLES = {
    "needed": gettext_noop("群众有需求"),
    "affordable": gettext_noop("财政可承担"),
    "small_and_broad": gettext_noop("事小而面广"),
    "done_this_year": gettext_noop("当年可完工"),
}
Outcome = Literal["preliminary", "exception", "rejected", "open"]
YES = gettext_noop("“%(principle)s”：符合。%(reason)s")
NO = gettext_noop("“%(principle)s”：不符合。%(reason)s")
UNANSWERED = gettext_noop("“%(principle)s”还没有判断。")
WITHOUT_REASON = gettext_noop("“%(principle)s”没有写理由。")
MULTI_YEAR = gettext_noop(
    "跨年度项目，由%(allowed_by)s同意（%(allowed_on)s）；今年完成：%(this_year)s"
)
NO_ALLOWER = gettext_noop("跨年度的，写明由谁同意。")
NO_DAY = gettext_noop("跨年度的，写明哪一天同意。")
NO_GOAL = gettext_noop("跨年度的，写明今年完成什么。")


@dataclass(frozen=True)
class Answer:
    """一条原则的判断: yes or no, and why."""

    holds: bool
    reason: str


@dataclass(frozen=True)
class MultiYear:
    """跨年度的例外: who allowed it and when, and what is finished this year."""

    allowed_by: str
    allowed_on: str
    this_year: str


@dataclass(frozen=True)
class Screened:
    """初选结论; ``problems`` is what must be filled in first, and only then is the outcome "open"."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    problems: tuple[Reason, ...] = ()


def screen(answers: Mapping[str, Answer], multi_year: MultiYear | None = None) -> Screened:
    """The outcome that follows from a checklist."""
    problems = [*unanswered(answers), *broken(multi_year)]
    reasons = [reason_of(code, answers[code]) for code in PRINCIPLES if code in answers]
    if problems:
        return Screened("open", tuple(reasons), tuple(problems))
    failing = {code for code in PRINCIPLES if not answers[code].holds}
    if not failing:
        return Screened("preliminary", tuple(reasons))
    if failing == {"done_this_year"} and multi_year is not None:
        values: dict[str, object] = {
            "allowed_by": multi_year.allowed_by,
            "allowed_on": multi_year.allowed_on,
            "this_year": multi_year.this_year,
        }
        reasons.append(Reason("multi_year", MULTI_YEAR, values, SHAANXI_17))
        return Screened("exception", tuple(reasons))
    return Screened("rejected", tuple(reasons))


def unanswered(answers: Mapping[str, Answer]) -> list[Reason]:
    """Principles without an answer or without its reason."""
    found = []
    for code, title in PRINCIPLES.items():
        if code not in answers:
            found.append(Reason("unanswered", UNANSWERED, {"principle": title}, BASIS))
        elif not answers[code].reason.strip():
            found.append(Reason("no_reason", WITHOUT_REASON, {"principle": title}, BASIS))
    return found


def broken(multi_year: MultiYear | None) -> list[Reason]:
    """What an exception leaves out."""
    if multi_year is None:
        return []
    asked = (
        (multi_year.allowed_by, "no_allower", NO_ALLOWER),
        (multi_year.allowed_on, "no_day", NO_DAY),
        (multi_year.this_year, "no_goal", NO_GOAL),
    )
    return [Reason(code, text, {}, SHAANXI_17) for said, code, text in asked if not said.strip()]


def reason_of(code: str, answer: Answer) -> Reason:
    """One principle as it was judged; the title is translated when rendered, like the sentence."""
    values: dict[str, object] = {"principle": PRINCIPLES[code], "reason": answer.reason.strip()}
    holds = answer.holds
    return Reason(code if holds else f"not_{code}", YES if holds else NO, values, BASIS)
