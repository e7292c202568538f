"""电子无记名投票 (secret ballots): for which matters cards may be used, how small a vote may be, what is published.

No statute allows or forbids an electronic secret ballot by card, so it needs a reference to what the meeting
adopted. Persons are off: an election is by secret ballot with 另选他人, which no ballot made beforehand can hold, a
dismissal by paper ballot. Small votes betray who voted how, hence limits that a body may raise and never lower.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _

LEAST_VOTERS, LEAST_PAPER, LEAST_BATCH = 10, 5, 20
"""The program's own limits: below them a result or a part of it tells single votes."""

MATTERS = (
    ("project_choice", _("民生实事项目票决")),
    ("rating", _("满意度测评、工作评议")),
    ("decision", _("其他议案、报告和决定")),
    ("election", _("选举")),
    ("appointment", _("任免")),
    ("dismissal", _("撤职、罢免")),
)
OF_PERSONS = frozenset({"election", "appointment", "dismissal"})
ARCHIVES = (
    ("public", _("公开，任何人可以下载、验证")),
    ("on_request", _("依申请提供")),
    ("hash_only", _("只公布校验值")),
)
MEASURE = _("本次会议通过的表决办法")
ORGANIC = _("《地方组织法》关于选举、决议和人事任免的规定")
SMALL = _("人少的表决，从结果看得出各人怎样投，只用纸质票")
MATTER_MISSING = _("缺少“%(matter)s”这一行。")
PERSONS_HASH_ONLY = _("人事事项的投票档案只公布校验值。")


@dataclass(frozen=True)
class MatterRule:
    """一类事项: whether cards may be used, and how its archive is published."""

    matter: str
    allowed: bool
    archive: str
    basis: str
    text: str


@dataclass(frozen=True)
class SecretBallots(Section):
    """电子无记名投票: by matter, with the least numbers of a vote, its paper part and its board."""

    NAME: ClassVar[str] = "secret_ballots"
    TITLE: ClassVar[str] = _("电子无记名投票")
    ABOUT: ClassVar[str] = _(
        "哪些事项可以用投票卡无记名投票，多少人才用，投票档案怎样公布。会议通过的表决办法没有写的，不用。"
    )
    BASIS: ClassVar[str] = MEASURE
    LATER: ClassVar[Mapping[str, Any]] = MappingProxyType({"revoting": True})

    least_voters: int
    least_paper: int
    least_batch: int
    trial_first: bool
    revoting: bool
    rows: tuple[MatterRule, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "least_voters", _("至少几人才用投票卡"), "integer", SMALL,
            _("只能提高，不能低于十人"), unit=_("人"), least=LEAST_VOTERS, most=3000,
        ),
        Item(
            "least_paper", _("同时用纸质票的，至少几张"), "integer", SMALL,
            _("纸质票单独计票，太少看得出各人怎样投；没有人用纸质票的不受限"),
            unit=_("张"), least=LEAST_PAPER, most=1000,
        ),
        Item(
            "least_batch", _("投票时公示板每批至少几张选票"), "integer", MEASURE,
            _("不足的，结束以后一起公示"), unit=_("张"), least=LEAST_BATCH, most=3000,
        ),
        Item("trial_first", _("先试投"), "yes_no", MEASURE, _("用同一张投票卡，试投不计票")),
        Item(
            "revoting", _("表决办法可以规定重投"), "yes_no", MEASURE,
            _("结束前用同一张卡再投，以最后一次为准；选“否”的，一张卡一律只投一张票"),
        ),
        Item(
            "rows",
            _("事项"),
            "rows",
            ORGANIC,
            columns=(
                Item("matter", _("哪类事项"), "choice", choices=MATTERS, fixed=True),
                Item("allowed", _("可以用投票卡"), "yes_no"),
                Item("archive", _("投票档案"), "choice", choices=ARCHIVES),
                Item("basis", _("依据"), "line"),
                Item("text", _("要点"), "text"),
            ),
            row=MatterRule,
            keys=("matter",),
            open=False,
        ),
    )  # fmt: skip

    def of_matter(self, matter: str) -> MatterRule:
        """The rule of a kind of matter; every kind has one."""
        return next(row for row in self.rows if row.matter == matter)

    def problems(self) -> tuple[Problem, ...]:
        """Every kind of matter once; what is said of persons stays out of the archive that anybody reads."""
        found = repeated(self.rows, ("matter",), "rows")
        given = {row.matter for row in self.rows}
        found += [
            Problem("matter_missing", MATTER_MISSING, "rows", values={"matter": word})
            for code, word in MATTERS
            if code not in given
        ]
        found += [
            Problem("persons_hash_only", PERSONS_HASH_ONLY, f"rows.{number}.archive")
            for number, row in enumerate(self.rows)
            if row.matter in OF_PERSONS and row.archive != "hash_only"
        ]
        return tuple(found)
