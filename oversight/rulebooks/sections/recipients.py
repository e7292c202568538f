"""报告对象 (recipients): to whom every action is reported, and who gets a copy (procedures §1.5, §5 b).

The model is Zibo: 报告市委，抄报市政府、市纪委、市委组织部. A row holds for the kinds of place that it names.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Literal, Self

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.words import BODY_KINDS, PLACE_KINDS

Role = Literal["report_to", "copy_up", "copy_to"]
ROLES = (("report_to", _("报告")), ("copy_up", _("抄报")), ("copy_to", _("抄送")))
BASIS = _("本级党委、人大常委会关于请示报告的规定（参照淄博市 2020 年 8 月 3 日实施方案）")
ONE_REPORT = _("“%(value)s”有两个报告对象；上行文只写一个主送机关。")
NO_REPORT = _("“%(value)s”没有写报告谁。")


@dataclass(frozen=True)
class Recipient:
    """报告对象: one recipient in its role, for the kinds of place named."""

    name: str
    role: Role
    place_kinds: tuple[str, ...]
    basis: str


@dataclass(frozen=True)
class Recipients(Section):
    """报告对象: who signs the report, and everybody it goes to."""

    NAME: ClassVar[str] = "recipients"
    TITLE: ClassVar[str] = _("报告对象")
    ABOUT: ClassVar[str] = _("每一次监督行动之后报告谁、抄报谁。报告和批示不公开。")
    BASIS: ClassVar[str] = BASIS

    rows: tuple[Recipient, ...]
    sender: str = "party_group"

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "sender",
            _("以谁的名义报告"),
            "choice",
            BASIS,
            _("一般为常委会党组"),
            choices=BODY_KINDS,
        ),
        Item(
            "rows",
            _("对象"),
            "rows",
            BASIS,
            columns=(
                Item("name", _("名称"), "line"),
                Item("role", _("方式"), "choice", choices=ROLES),
                Item("place_kinds", _("用于"), "choices", choices=PLACE_KINDS, listed=False),
                Item("basis", _("依据"), "line"),
            ),
            row=Recipient,
            keys=("name", "place_kinds"),
        ),
    )

    def narrowed(self, level: str, kind: str) -> Self:
        """The recipients of one kind of place."""
        return replace(self, rows=tuple(row for row in self.rows if kind in row.place_kinds))

    def problems(self) -> tuple[Problem, ...]:
        """Every kind of place that is named has just one to whom it reports (一个主送机关)."""
        found = repeated(self.rows, ("name", "role", "place_kinds"), "rows")
        words = dict(PLACE_KINDS)
        for code in dict.fromkeys(kind for row in self.rows for kind in row.place_kinds):
            of_kind = [row for row in self.rows if code in row.place_kinds]
            reports = sum(row.role == "report_to" for row in of_kind)
            if reports != 1:
                text, name = (ONE_REPORT, "two_reports") if reports else (NO_REPORT, "no_report")
                found.append(Problem(name, text, "rows", values={"value": words.get(code, code)}))
        return tuple(found)
