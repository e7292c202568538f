"""保管期限 (retention): how long the paper of a kind is kept in the archive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _

Period = Literal["永久", "30年", "10年"]
PERIODS = (("永久", _("永久")), ("30年", _("30年")), ("10年", _("10年")))
BASIS = _("《机关文件材料归档范围和文书档案保管期限规定》（国家档案局令第8号）")


@dataclass(frozen=True)
class Retention:
    """保管期限 of one kind of paper."""

    code: str
    text: str
    period: Period
    basis: str


@dataclass(frozen=True)
class Retentions(Section):
    """保管期限: ``period("notice")``; what is not listed is kept for ever."""

    NAME: ClassVar[str] = "retention"
    TITLE: ClassVar[str] = _("保管期限")
    ABOUT: ClassVar[str] = _("各种公文归档后保管多久。没有列出的，永久保管。")
    BASIS: ClassVar[str] = BASIS

    rows: tuple[Retention, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "rows",
            _("公文"),
            "rows",
            BASIS,
            columns=(
                Item("code", _("代号"), "line", listed=False, hint=_("与公文种类的代号一致")),
                Item("text", _("公文"), "line"),
                Item("period", _("期限"), "choice", choices=PERIODS),
                Item("basis", _("依据"), "line"),
            ),
            row=Retention,
        ),
    )

    def period(self, code: str) -> str:
        """永久, 30年 or 10年."""
        return next((row.period for row in self.rows if row.code == code), "永久")

    def problems(self) -> tuple[Problem, ...]:
        """One period a kind."""
        return tuple(repeated(self.rows, ("code",), "rows"))
