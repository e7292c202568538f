"""监督方式的依据 (methods): which body may use which method, on which article, signed by how many.

What a body has no basis for cannot be proposed. Where the law says how many sign, a rulebook says the same: fewer
would break the law, more would take a right from members.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Literal, Self

from oversight.rulebooks.sections.fields import Item, Problem, Section
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.words import BODY_KINDS, LEVELS, METHODS

Signers = Literal["none", "members", "deputies", "fifth_of_members"]
SIGNERS = (
    ("none", _("不须联名")),
    ("members", _("常委会组成人员联名")),
    ("deputies", _("代表联名")),
    ("fifth_of_members", _("常委会组成人员五分之一以上联名")),
)

SIGNATURES: Mapping[tuple[str, str, str], tuple[int, str]] = MappingProxyType(
    {
        ("interpellation", "standing_committee", "province"): (5, _("《监督法》第五十一条")),
        ("interpellation", "standing_committee", "city"): (5, _("《监督法》第五十一条")),
        ("interpellation", "standing_committee", "county"): (3, _("《监督法》第五十一条")),
        ("interpellation", "congress", "province"): (10, _("《地方组织法》第二十四条")),
        ("interpellation", "congress", "city"): (10, _("《地方组织法》第二十四条")),
        ("interpellation", "congress", "county"): (10, _("《地方组织法》第二十四条")),
        ("interpellation", "congress", "town"): (10, _("《地方组织法》第二十四条")),
    }
)
"""Signers that the law asks for, by method, body and level."""

COMMITTEE_ONLY = frozenset({"special_inquiry", "inquiry_commission", "dismissal_motion"})
"""Methods of a standing committee alone; a town's presidium has none of them."""

NOT_THE_LAWS_NUMBER = _("联名人数由法律规定为 %(least)d 人以上。")
NO_COMMITTEE = _("乡镇人大不设常务委员会，不能由常务委员会使用。")
COMMITTEE_METHOD = _("这种方式只能由常务委员会使用。")
TWICE = _("与第 %(row)d 行重复：同一机构、同一级别的同一种方式只写一行。")


@dataclass(frozen=True)
class MethodBasis:
    """方式的依据: a method as one kind of body at some levels may use it.

    decided_by  kind of body that decides on it (列入议程)
    proposable  whether it may be proposed for a double rise (procedures §5, states 3 and 12)
    """

    method: str
    body_kind: str
    levels: tuple[str, ...]
    basis: str
    text: str
    signers: Signers
    signatures: int
    decided_by: str
    proposable: bool


@dataclass(frozen=True)
class Methods(Section):
    """监督方式的依据."""

    NAME: ClassVar[str] = "methods"
    TITLE: ClassVar[str] = _("监督方式的依据")
    ABOUT: ClassVar[str] = _(
        "哪个机构可以用哪种监督方式，依据哪一条，须多少人联名。没有依据的方式不能提出。"
    )
    BASIS: ClassVar[str] = _("《监督法》《地方组织法》《代表法》和本省实施办法")

    rows: tuple[MethodBasis, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "rows",
            _("方式"),
            "rows",
            columns=(
                Item("method", _("方式"), "choice", choices=METHODS),
                Item("body_kind", _("由谁使用"), "choice", choices=BODY_KINDS),
                Item("levels", _("级别"), "choices", choices=LEVELS, listed=False),
                Item("basis", _("依据"), "line"),
                Item("text", _("要点"), "text"),
                Item("signers", _("联名"), "choice", choices=SIGNERS),
                Item(
                    "signatures",
                    _("联名人数"),
                    "integer",
                    unit=_("人"),
                    least=0,
                    most=500,
                    zero=_("不设"),
                ),
                Item("decided_by", _("由谁决定"), "choice", choices=BODY_KINDS),
                Item("proposable", _("可以就双升提出"), "yes_no"),
            ),
            row=MethodBasis,
            keys=("method", "body_kind", "levels"),
        ),
    )

    def narrowed(self, level: str, kind: str) -> Self:
        """The rows of one level; sub-districts have only what a street committee may do, nobody else has that."""
        street = kind == "subdistrict"
        return replace(
            self,
            rows=tuple(
                row
                for row in self.rows
                if level in row.levels and (row.body_kind == "street_committee") == street
            ),
        )

    def of_body(self, body_kind: str) -> tuple[MethodBasis, ...]:
        """What a kind of body may use, of a section narrowed to its place."""
        return tuple(row for row in self.rows if row.body_kind == body_kind)

    def basis_of(self, method: str, body_kind: str) -> MethodBasis | None:
        """The basis of a method for a kind of body; None where it has none."""
        return next((row for row in self.of_body(body_kind) if row.method == method), None)

    def proposable(self, decided_by: str = "") -> tuple[MethodBasis, ...]:
        """What may be proposed for a double rise, of those that a kind of body decides."""
        return tuple(
            row for row in self.rows if row.proposable and decided_by in ("", row.decided_by)
        )

    def problems(self) -> tuple[Problem, ...]:
        """Signatures as the law has them, and no standing committee in a town."""
        found = []
        seen: dict[tuple[str, str, str], int] = {}
        for number, row in enumerate(self.rows):
            where = f"rows.{number}"
            for level in row.levels:
                key = (row.method, row.body_kind, level)
                if key in seen:
                    values = {"row": seen[key] + 1}
                    found.append(Problem("twice", TWICE, f"{where}.method", values=values))
                    break
                seen[key] = number
            found += law_problems(row, where)
        return tuple(found)


def law_problems(row: MethodBasis, where: str) -> list[Problem]:
    """What the law does not let a row say."""
    found = []
    for level in row.levels:
        least, basis = SIGNATURES.get((row.method, row.body_kind, level), (0, ""))
        if least and row.signatures != least:
            text, values = NOT_THE_LAWS_NUMBER, {"least": least}
            found.append(Problem("not_the_laws_number", text, f"{where}.signatures", basis, values))
            break
    if row.body_kind == "standing_committee" and "town" in row.levels:
        basis = _("《地方组织法》第十九条")
        found.append(Problem("no_committee_in_towns", NO_COMMITTEE, f"{where}.body_kind", basis))
    if row.method in COMMITTEE_ONLY and row.body_kind != "standing_committee":
        found.append(
            Problem(
                "committee_method",
                COMMITTEE_METHOD,
                f"{where}.body_kind",
                _("《监督法》第四十七条至第六十二条"),
            )
        )
    return found
