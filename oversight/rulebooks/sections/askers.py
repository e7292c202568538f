"""询问人 (askers): who may ask in whose meeting, in which capacity, on what basis (procedures §1.3).

The law gives the question to members and deputies; whether invited deputies, experts or citizens may ask is
local (Puyang lets members, committee members and deputies ask; Zibo's askers included economists). Who has no
row here cannot ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.words import BODY_KINDS

CAPACITIES = (
    ("member", _("组成人员")),
    ("deputy", _("人大代表")),
    ("committee_member", _("专门委员会成员")),
    ("expert", _("受邀专家")),
    ("citizen", _("公民代表")),
)
BASIS = _("《监督法》第四十六条至第五十条；本级人大常委会（主席团）的规定")
MEETINGS = frozenset({"congress", "standing_committee", "presidium"})
NO_QUESTIONS = _("这个机构的会议不进行询问。")
NEITHER = _("会前和当场都不能提问的，不写这一行。")
MEMBERS_ASK = _("常务委员会组成人员依法可以询问，不能删去，也不能只许会前提出。")


@dataclass(frozen=True)
class Asker:
    """询问人: one capacity in the meetings of one kind of body.

    before     whether a question may be filed before the meeting; live: raised while the item is considered
    follow_up  whether the asker may ask again after the answer; invited: only whom the meeting has invited
    """

    capacity: str
    body_kind: str
    before: bool
    live: bool
    follow_up: bool
    invited: bool
    basis: str
    text: str


@dataclass(frozen=True)
class Askers(Section):
    """询问人: the capacities in which questions are asked."""

    NAME: ClassVar[str] = "askers"
    TITLE: ClassVar[str] = _("询问人")
    ABOUT: ClassVar[str] = _(
        "谁可以在会议上询问，会前提出还是当场提出，能不能追问。没有写的不能询问。"
    )
    BASIS: ClassVar[str] = BASIS

    rows: tuple[Asker, ...]

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item(
            "rows",
            _("询问人"),
            "rows",
            BASIS,
            columns=(
                Item("capacity", _("身份"), "choice", choices=CAPACITIES),
                Item("body_kind", _("在谁的会议上"), "choice", choices=BODY_KINDS),
                Item("before", _("会前提出"), "yes_no"),
                Item("live", _("当场提出"), "yes_no"),
                Item("follow_up", _("可以追问"), "yes_no"),
                Item("invited", _("须受邀到会"), "yes_no"),
                Item("basis", _("依据"), "line"),
                Item("text", _("要点"), "text"),
            ),
            row=Asker,
            keys=("capacity", "body_kind"),
        ),
    )

    def narrowed(self, level: str, kind: str) -> Self:
        """A town has no standing committee; a place above has no presidium between meetings."""
        gone = "standing_committee" if level == "town" else "presidium"
        return replace(self, rows=tuple(row for row in self.rows if row.body_kind != gone))

    def of_body(self, body_kind: str) -> tuple[Asker, ...]:
        """Who may ask in the meetings of a kind of body."""
        return tuple(row for row in self.rows if row.body_kind == body_kind)

    def asker(self, capacity: str, body_kind: str) -> Asker | None:
        """What a capacity may do there; None where it may not ask."""
        return next((row for row in self.of_body(body_kind) if row.capacity == capacity), None)

    def problems(self) -> tuple[Problem, ...]:
        """Questions are asked in meetings that consider something; members' right is the law's."""
        found = repeated(self.rows, ("capacity", "body_kind"), "rows")
        for number, row in enumerate(self.rows):
            where = f"rows.{number}"
            if row.body_kind not in MEETINGS:
                found.append(Problem("no_questions", NO_QUESTIONS, f"{where}.body_kind"))
            if not row.before and not row.live:
                found.append(Problem("neither_before_nor_live", NEITHER, f"{where}.before"))
        members = self.asker("member", "standing_committee")
        if members is None or not members.live or members.invited:
            basis = _("《监督法》第四十六条")
            found.append(Problem("members_ask", MEMBERS_ASK, "rows", basis))
        return tuple(found)
