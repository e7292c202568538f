"""测评规则 (ratings): by which rules a body rates, as it adopted them before rating (procedures §0.7, §2.3).

No statute fixes a threshold, so the rules of each body are its own: half of all (and what exactly half is),
shares with their two limits, or rates alone; and how many must have rated before a result is shown, so that
nobody is identifiable. A rule that has no row for a body is not one of its rules.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _

RATERS = "raters"
"""Who rates is no body: citizens, deputies invited one by one, firms."""
RULES = (
    ("half_of_all_counts", _("全体半数以上（恰好半数算达到）")),
    ("half_of_all_does_not", _("全体过半数（恰好半数不算达到）")),
    ("by_share", _("按有效票中满意的比率评定")),
    ("rates_only", _("只公布满意率，不了解不计入分母")),
    ("rates_only_unknown_counts", _("只公布满意率，不了解计入分母")),
)
WHO = (
    ("congress", _("人民代表大会")),
    ("standing_committee", _("常务委员会")),
    ("chairpersons_meeting", _("主任会议")),
    ("presidium", _("主席团")),
    ("special_committee", _("专门委员会")),
    ("street_committee", _("人大街道工委")),
    (RATERS, _("不是机构的测评人")),
)
BASIS = _("本级人大常委会（主席团）通过的满意度测评、工作评议办法")
NO_LIMITS = _("按比率评定的，写明满意、基本满意各从百分之几起。")
TURNED = _("满意的界限不低于基本满意的界限。")
HALVES = ("half_of_all_counts", "half_of_all_does_not")
BOTH_HALVES = _("“%(who)s”同时有半数以上和过半数两条：恰好半数算不算达到，只取一条。")
LIMITS_UNUSED = _("这一条规则不看比率，两个界限都填 0。")


@dataclass(frozen=True)
class RatingRule:
    """测评规则的一行: one rule of one body; limits in percent, both included, 0 where the rule has none."""

    code: str
    body_kind: str
    satisfied_from: int
    basically_from: int
    least_raters: int
    basis: str
    text: str

    @property
    def parameters(self) -> dict[str, int]:
        """What a vote keeps beside the code, to be counted again as it was."""
        limits = {"satisfied_from": self.satisfied_from, "basically_from": self.basically_from}
        return {"least_raters": self.least_raters} | (limits if self.code == "by_share" else {})


@dataclass(frozen=True)
class Ratings(Section):
    """测评规则: the rules by which each body rates."""

    NAME: ClassVar[str] = "ratings"
    TITLE: ClassVar[str] = _("测评规则")
    ABOUT: ClassVar[str] = _(
        "满意度测评怎样评定，多少人参加才出结果。没有写的规则，这个机构不能用。"
    )
    BASIS: ClassVar[str] = BASIS

    rows: tuple[RatingRule, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "rows",
            _("测评规则"),
            "rows",
            BASIS,
            columns=(
                Item("code", _("规则"), "choice", choices=RULES),
                Item("body_kind", _("由谁测评"), "choice", choices=WHO),
                Item(
                    "satisfied_from", _("满意从多少起"), "integer",
                    unit="%", least=0, most=100, zero=_("不看比率"),
                ),
                Item(
                    "basically_from", _("基本满意从多少起"), "integer",
                    unit="%", least=0, most=100, zero=_("不看比率"),
                ),
                Item(
                    "least_raters", _("至少几人参加才出结果"), "integer",
                    unit=_("人"), least=0, most=1000, zero=_("不限"),
                ),
                Item("basis", _("依据"), "line"),
                Item("text", _("要点"), "text"),
            ),
            row=RatingRule,
            keys=("code", "body_kind"),
        ),
    )  # fmt: skip

    def narrowed(self, level: str, kind: str) -> Self:
        """A town has no standing committee and no committees; above it no presidium between meetings."""
        above = {
            "standing_committee",
            "chairpersons_meeting",
            "special_committee",
            "street_committee",
        }
        gone = above if level == "town" else {"presidium"}
        return replace(self, rows=tuple(row for row in self.rows if row.body_kind not in gone))

    def of_body(self, body_kind: str) -> tuple[RatingRule, ...]:
        """The rules by which a kind of body rates; "" where who rates is no body."""
        wanted = body_kind or RATERS
        return tuple(row for row in self.rows if row.body_kind == wanted)

    def rule(self, code: str, body_kind: str) -> RatingRule | None:
        """A rule as the body adopted it; None where it did not."""
        return next((row for row in self.of_body(body_kind) if row.code == code), None)

    def contradictions(self) -> tuple[Problem, ...]:
        """Exactly half either counts or does not: a body with both rules would choose after it has seen the votes."""
        held = {(row.body_kind, row.code) for row in self.rows}
        return tuple(
            Problem(
                "both_halves",
                BOTH_HALVES,
                f"rows.{number}.code",
                values={"who": dict(WHO)[row.body_kind]},
            )
            for number, row in enumerate(self.rows)
            if row.code == HALVES[1] and (row.body_kind, HALVES[0]) in held
        )

    def problems(self) -> tuple[Problem, ...]:
        """Limits where they are read, and in order."""
        found = repeated(self.rows, ("code", "body_kind"), "rows")
        for number, row in enumerate(self.rows):
            where = f"rows.{number}"
            if row.code != "by_share":
                if row.satisfied_from or row.basically_from:
                    found.append(Problem("limits_unused", LIMITS_UNUSED, f"{where}.satisfied_from"))
            elif not row.satisfied_from or not row.basically_from:
                found.append(Problem("no_limits", NO_LIMITS, f"{where}.satisfied_from"))
            elif row.satisfied_from < row.basically_from:
                found.append(Problem("limits_turned", TURNED, f"{where}.satisfied_from"))
        return tuple(found)
