"""备案 (project_filing@1): submitted → received → filed, or returned for completion and submitted again.

Filing is not approval (procedures §1.5): nothing that was chosen waits for it, and a return asks for papers, not for
another result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oversight.calendar.rules.reasons import gettext_noop
from oversight.institutions.rules.verdicts import YES, Verdict, no
from oversight.projects.rules.basis import LOCAL
from oversight.projects.rules.stages import WITH_RESULT, Step, step

CODE = "project_filing@1"
STATES = ("draft", "submitted", "received", "returned", "filed")
STEPS: Mapping[str, Step] = {
    "submit": step(
        "draft returned", "submitted", LOCAL, gettext_noop("已经报出，等县级人大常委会回执。")
    ),
    "acknowledge": step(
        "submitted", "received", LOCAL, gettext_noop("没有新报来的备案，或者已经回执。")
    ),
    "send_back": step(
        "received", "returned", LOCAL, gettext_noop("回执以后、备案以前才能退回补正。")
    ),
    "supplement": step(
        "filed", "submitted", LOCAL, gettext_noop("已经备案的，有了新的票决结果再补充报备。")
    ),
    "file": step("received", "filed", LOCAL, gettext_noop("回执以后才能备案；退回的先补正再报。")),
}

SENDING = frozenset({"submit", "supplement"})


@dataclass(frozen=True)
class FilingFacts:
    """备案此刻的情况: whose act it is is decided by permissions; ``attachments`` of the filing report.

    unfiled  rounds of the ballot that were announced after it was sent
    """

    state: str
    year_state: str
    attachments: int = 0
    reason: str = ""
    unfiled: int = 0


def permits(act: str, facts: FilingFacts) -> Verdict:
    """Whether an act of the filing is possible now."""
    found = STEPS[act]
    if facts.state not in found.sources:
        return no("wrong_state", found.refusal, found.basis)
    if act == "supplement" and not facts.unfiled:
        return no("nothing_new", gettext_noop("备案以后没有新的票决结果。"), LOCAL)
    if act in SENDING and facts.year_state not in WITH_RESULT:
        return no("no_result", gettext_noop("公告结果以后才能报备案。"), LOCAL)
    if act in SENDING and not facts.attachments:
        text = gettext_noop("备案报告要附公告和计票报告单。")
        return no("no_attachments", text, LOCAL)
    if act == "send_back" and not facts.reason.strip():
        return no("no_reason", gettext_noop("退回补正的，写明要补什么。"), LOCAL)
    return YES


def after(act: str) -> str:
    """The state that an allowed act leads to."""
    return next(iter(STEPS[act].targets))


def sending(state: str) -> str:
    """Which act sends it from this state: what was filed is supplemented, never sent again."""
    return "supplement" if state == "filed" else "submit"
