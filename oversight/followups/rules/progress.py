"""办理规则 (followup_progress): what may be done with an item now, by whom, and why not.

Pure: facts in, a refusal with its reason or None out. Texts are Chinese, marked for translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


def gettext_noop(text: str) -> str:
    """Marks a text for the catalogue; it is translated where it is shown."""
    return text


CODE = "followup_progress@1"
UNIT, HEAD, OFFICE, VERIFIER = "unit", "head", "office", "verifier"

OPEN = frozenset({"assigned", "accepted", "in_progress", "to_sign", "reported_done", "sent_back"})
WORKING = frozenset({"assigned", "accepted", "in_progress", "sent_back"})
RULE = gettext_noop("办理规则 followup_progress@1")
SEPARATION = gettext_noop("核实规则：自报完成不等于核实完成，由另一人核实")


@dataclass(frozen=True)
class Step:
    """一项行为: who may take it and in which states of the item."""

    sides: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True)
class Facts:
    """事项此刻的情况. Days are legal days; ``extension_limit`` None means no limit is set."""

    state: str
    sealed: bool = False
    open_parts: int = 0
    extension_waiting: bool = False
    extensions_granted: int = 0
    extension_limit: int | None = None
    owner_known: bool = True
    due: date | None = None


@dataclass(frozen=True)
class Refusal:
    """不能办的原因: ``code`` for programs, ``text`` with named ``values`` for readers."""

    code: str
    text: str
    basis: str = RULE


UNIT_SIDES = frozenset({UNIT, HEAD})
STEPS: Mapping[str, Step] = {
    "accept": Step(UNIT_SIDES, frozenset({"assigned"})),
    "report_progress": Step(UNIT_SIDES, WORKING),
    "attach_evidence": Step(UNIT_SIDES, OPEN),
    "report_done": Step(UNIT_SIDES, WORKING),
    "enter_report": Step(frozenset({OFFICE}), WORKING),
    "sign_report": Step(UNIT_SIDES, frozenset({"to_sign"})),
    "return_report": Step(frozenset({HEAD}), frozenset({"to_sign"})),
    "verify": Step(frozenset({VERIFIER}), frozenset({"reported_done"})),
    "send_back": Step(frozenset({VERIFIER}), frozenset({"reported_done"})),
    "ask_extension": Step(UNIT_SIDES, WORKING),
    "grant_extension": Step(frozenset({OFFICE}), OPEN),
    "refuse_extension": Step(frozenset({OFFICE}), OPEN),
    "withdraw": Step(frozenset({OFFICE}), OPEN),
    "reassign": Step(frozenset({OFFICE}), WORKING),
    "urge": Step(frozenset({OFFICE}), WORKING | {"to_sign"}),
    "add_part": Step(UNIT_SIDES, WORKING),
    "finish_part": Step(UNIT_SIDES, WORKING),
    "drop_part": Step(UNIT_SIDES, WORKING),
}

WHY: Mapping[str, Refusal] = {
    "verified": Refusal("already_verified", gettext_noop("这件事已经核实办结，不能再办理。")),
    "withdrawn": Refusal("already_withdrawn", gettext_noop("这件事已经撤回，不能再办理。")),
    "to_sign": Refusal(
        "waits_for_head",
        gettext_noop("完成报告正在等单位负责人签字。签字或退回以后再办。"),
    ),
    "reported_done": Refusal(
        "waits_for_verification",
        gettext_noop("单位已经自报完成，正在等另一人核实。核实或退回以后再办。"),
        SEPARATION,
    ),
    "accept": Refusal("already_accepted", gettext_noop("这件事已经签收过了。")),
    "verify": Refusal(
        "not_reported",
        gettext_noop("单位还没有自报完成，不能核实或退回。"),
        SEPARATION,
    ),
    "sign": Refusal("nothing_to_sign", gettext_noop("没有等待签字的完成报告。")),
}


def refusal(act: str, facts: Facts) -> Refusal | None:
    """Why the act may not happen in this state; None where it may."""
    if facts.state not in STEPS[act].states:
        return wrong_state(act, facts.state)
    return CONDITIONS[act](facts) if act in CONDITIONS else None


def wrong_state(act: str, state: str) -> Refusal:
    """The reason that the state gives."""
    if state not in OPEN:
        return WHY[state]
    if act in {"verify", "send_back"}:
        return WHY["verify"]
    if act in {"sign_report", "return_report"}:
        return WHY["sign"]
    if act == "accept":
        return WHY["accept"]
    return WHY[state]


def without_request(facts: Facts) -> Refusal | None:
    if facts.extension_waiting:
        return None
    return Refusal("no_extension_asked", gettext_noop("没有等待答复的延期申请。"))


def may_ask(facts: Facts) -> Refusal | None:
    """One request at a time, not more often than the rulebook allows, and only of a set day."""
    if facts.due is None:
        return Refusal("no_deadline", gettext_noop("这件事没有规定期限，不用申请延期。"))
    if facts.extension_waiting:
        return Refusal("extension_waiting", gettext_noop("上一份延期申请还没有答复。"))
    limit = facts.extension_limit
    if limit is not None and facts.extensions_granted >= limit:
        return Refusal(
            "extensions_used_up",
            gettext_noop("这件事已经延期到规定的次数，不能再申请。"),
            gettext_noop("规则簿“期限”：延期次数"),
        )
    return None


def may_be_left_with(facts: Facts) -> Refusal | None:
    """What a unit that no longer exists cannot do."""
    if facts.owner_known:
        return None
    return Refusal(
        "owner_gone",
        gettext_noop("责任单位已经分设或撤销，先由人大办公室改定责任单位。"),
        gettext_noop("职责随单位沿革"),
    )


CONDITIONS = {
    "grant_extension": without_request,
    "refuse_extension": without_request,
    "ask_extension": may_ask,
    "urge": may_be_left_with,
    "enter_report": may_be_left_with,
}


def possible(facts: Facts, sides: frozenset[str]) -> tuple[str, ...]:
    """The acts that somebody on these sides may take now."""
    return tuple(
        act for act, step in STEPS.items() if step.sides & sides and refusal(act, facts) is None
    )


def parts_refusal(facts: Facts, reason: str) -> Refusal | None:
    """Reporting done while sections still work needs a reason."""
    if facts.open_parts and not reason.strip():
        return Refusal(
            "parts_open",
            gettext_noop("还有科室没有办完。办完再报告，或写明未办完而报告的原因。"),
        )
    return None


def day_refusal(asked: date, due: date, today: date) -> Refusal | None:
    """An extension goes to a day after the present deadline, and not into the past."""
    if asked <= due:
        return Refusal("not_later", gettext_noop("延期应晚于现在的期限。"))
    if asked < today:
        return Refusal("in_the_past", gettext_noop("延期的日期已经过去。"))
    return None
