"""议题的种类: what may stand on an agenda, on which basis, and whether it must be put to a vote.

One value per kind; nothing elsewhere asks ``if kind ==``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a sentence for translation; it is translated when rendered."""
    return text


CONGRESS = frozenset({"congress"})
COMMITTEE = frozenset({"standing_committee"})
BOTH = CONGRESS | COMMITTEE
ANY = BOTH | {"chairpersons_meeting", "presidium"}
OF_PERSONS = frozenset({"appointment", "dismissal", "election"})
ONE_BY_ONE = frozenset({"vote"})
MAJORITY = ONE_BY_ONE | {"choose"}
VOTED_ABOUT = frozenset({"case"})
"""Records whose hearing ends by a counted vote whatever its kind: one vote on report and answers (procedures §5)."""
BALLOTED = frozenset({"project_list"})
"""Records whose ballot is made from them and from the adopted measure, never typed on the page of the meeting."""
VOTED_ANEW = BALLOTED | {"project_chosen"}
"""Records that come before the same sitting again once their item has ended: a list made by ranking was refused."""
ANY_POLL = MAJORITY | {"satisfaction", "ranking"}


@dataclass(frozen=True)
class ItemKind:
    """One kind of agenda item.

    bodies    kinds of bodies that may have it on their agenda
    must_vote its result can only be a counted vote
    secret    the ballot is secret by law or custom
    polls     the kinds of poll it may be put to: where a majority must decide, none that grades or ranks
    leads     its papers keep the days before the meeting (监督法 art. 15)
    """

    code: str
    title: str
    basis: str
    bodies: frozenset[str] = ANY
    must_vote: bool = False
    secret: bool = False
    polls: frozenset[str] = ANY_POLL
    leads: bool = False


def _kind(code: str, title: str, basis: str, bodies: frozenset[str] = ANY, **more: Any) -> ItemKind:
    if more.get("must_vote"):
        more.setdefault("polls", MAJORITY)
    return ItemKind(code, title, basis, bodies, **more)


KINDS: dict[str, ItemKind] = {
    kind.code: kind
    for kind in (
        _kind("agenda", gettext_noop("会议议程、名单等程序事项"), gettext_noop("议事规则")),
        _kind(
            "special_work_report",
            gettext_noop("专项工作报告"),
            gettext_noop("《监督法》第二章"),
            COMMITTEE | {"presidium"},
            leads=True,
        ),
        _kind(
            "work_report", gettext_noop("工作报告"), gettext_noop("《地方组织法》第十一条"), BOTH
        ),
        _kind("plan", gettext_noop("计划和计划执行情况"), gettext_noop("《监督法》第三章"), BOTH),
        _kind("budget", gettext_noop("预算和预算执行情况"), gettext_noop("《监督法》第三章"), BOTH),
        _kind(
            "final_accounts",
            gettext_noop("决算草案"),
            gettext_noop("《监督法》第三章"),
            BOTH,
            must_vote=True,
        ),
        _kind(
            "audit_report",
            gettext_noop("审计工作报告"),
            gettext_noop("《监督法》第三章"),
            COMMITTEE,
        ),
        _kind(
            "audit_rectification",
            gettext_noop("审计查出问题整改情况报告"),
            gettext_noop("《监督法》第三章"),
            COMMITTEE,
        ),
        _kind(
            "state_assets",
            gettext_noop("国有资产管理情况报告"),
            gettext_noop("《监督法》第三章"),
            COMMITTEE,
        ),
        _kind(
            "law_enforcement_inspection",
            gettext_noop("执法检查报告"),
            gettext_noop("《监督法》第四章"),
            COMMITTEE,
        ),
        _kind(
            "special_inquiry",
            gettext_noop("专题询问"),
            gettext_noop("《监督法》第四十七条至第五十条"),
            COMMITTEE,
        ),
        _kind(
            "interpellation",
            gettext_noop("质询案"),
            gettext_noop("《监督法》第五十一条至第五十四条；《地方组织法》第二十四条"),
            BOTH,
        ),
        _kind(
            "inquiry_commission",
            gettext_noop("特定问题调查"),
            gettext_noop("《监督法》第五十五条至第五十九条"),
            BOTH,
            must_vote=True,
        ),
        _kind(
            "review_opinions",
            gettext_noop("审议意见研究处理情况报告"),
            gettext_noop("《监督法》第十七条"),
            COMMITTEE | {"chairpersons_meeting"},
        ),
        _kind(
            "decision",
            gettext_noop("决议、决定草案"),
            gettext_noop("议事规则"),
            ANY,
            must_vote=True,
        ),
        _kind(
            "bill",
            gettext_noop("议案"),
            gettext_noop("《地方组织法》第二十二条"),
            BOTH,
            must_vote=True,
        ),
        _kind(
            "appointment",
            gettext_noop("人事任免"),
            gettext_noop("《地方组织法》第五十条"),
            BOTH,
            must_vote=True,
            secret=True,
            polls=ONE_BY_ONE,
        ),
        _kind(
            "dismissal",
            gettext_noop("撤职案"),
            gettext_noop("《监督法》第六十条至第六十二条"),
            COMMITTEE,
            must_vote=True,
            secret=True,
            polls=ONE_BY_ONE,
        ),
        _kind(
            "election",
            gettext_noop("选举"),
            gettext_noop("《地方组织法》第二十六条至第三十条"),
            CONGRESS,
            must_vote=True,
            secret=True,
        ),
        _kind(
            "projects",
            gettext_noop("民生实事项目票决"),
            gettext_noop("民生实事项目票决办法"),
            CONGRESS,
            must_vote=True,
            secret=True,
            polls=MAJORITY | {"ranking"},
        ),
        _kind(
            "appraisal",
            gettext_noop("工作评议和满意度测评"),
            gettext_noop("本级测评办法"),
            ANY,
            must_vote=True,
            secret=True,
            polls=MAJORITY | {"satisfaction"},
        ),
        _kind("other", gettext_noop("其他"), "", ANY),
    )
}


def kind_of(code: str) -> ItemKind:
    """The kind; one that is no longer listed reads under its own code."""
    return KINDS.get(code) or ItemKind(code, code, "")


def matter_of_vote(code: str, about_kind: str, poll_kind: str) -> str:
    """Which matter of the rulebook's section on secret ballots a vote on an item is."""
    if code in OF_PERSONS:
        return code
    if about_kind in VOTED_ANEW:
        return "project_choice"
    return "rating" if poll_kind == "satisfaction" else "decision"


def must_vote(code: str, about_kind: str = "") -> bool:
    """Whether an item of the kind, about such a record, can only end by a counted vote."""
    return kind_of(code).must_vote or about_kind in VOTED_ABOUT


def kinds_for(body_kind: str) -> tuple[ItemKind, ...]:
    """What may stand on the agenda of such a body, in the order above."""
    return tuple(kind for kind in KINDS.values() if body_kind in kind.bodies)
