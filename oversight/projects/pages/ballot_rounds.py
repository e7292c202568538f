"""一轮票决的内容: heads, rows with raw counts, what became of each project and why, as the chair announced it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from oversight.projects.models import ProjectBallot
from oversight.projects.papers_voting import result_words
from oversight.projects.queries import ballots as read
from oversight.voting import queries as voting


@dataclass(frozen=True)
class Row:
    """一项在一轮里的票数和结果。"""

    name: str
    counts: tuple[int | str, ...]
    word: str
    badge: str
    why: str


@dataclass(frozen=True)
class RoundShown:
    """一轮票决: heads, rows, the rule with its basis, why each project stands where it does."""

    ballot: ProjectBallot
    title: str
    heads: list[tuple[str, int]]
    columns: tuple[str, ...]
    rows: list[Row]
    reasons: list[tuple[str, str]]
    follows: str
    poll_url: str


BECAME = {
    "chosen": ("passed", pgettext_lazy("state", "入选")),
    "tied": ("waiting", gettext_lazy("得票相同")),
    "reserve": ("archived", gettext_lazy("备选")),
    "not_chosen": ("archived", gettext_lazy("未入选")),
}
AGAIN = frozenset({"vote_again", "next_meeting"})
"""What follows where those that did not pass come to another vote."""
KINDS = {
    "first": gettext_lazy("第 %(n)d 次票决：全部候选项目，应选 %(k)d 项"),
    "tied": gettext_lazy("第 %(n)d 次票决：得票相同的再次票决，应选 %(k)d 项"),
    "open": gettext_lazy("第 %(n)d 次票决：其余候选项目另行票决，应选 %(k)d 项"),
    "confirm": gettext_lazy("第 %(n)d 次表决：按位次计分得出的 %(k)d 项名单整体表决"),
}
HEADS = ("base", "present", "issued", "returned", "valid", "invalid")


def head_words() -> dict[str, str]:
    return {
        "base": _("应到"),
        "present": _("实到"),
        "issued": _("发出"),
        "returned": _("收回"),
        "valid": _("有效"),
        "invalid": _("无效"),
    }


def round_shown(ballot: ProjectBallot) -> RoundShown:
    """One round as the page tells it."""
    held, figures = ballot.result["held"], ballot.figures
    words = head_words()
    values = {"n": ballot.round, "k": held["places"]}
    points = ballot.result["round"]["points"]
    poll = voting.poll_by_id(ballot.jurisdiction, ballot.poll_id)
    return RoundShown(
        ballot=ballot,
        title=str(KINDS[held["kind"]]) % values,
        heads=[(words[one], figures[one]) for one in HEADS if one in figures],
        columns=columns_of(figures, bool(points)),
        rows=rows_of(ballot),
        reasons=reasons_of(ballot),
        follows=result_words(ballot.result["whole"]["next"]),
        poll_url=reverse("voting:poll", args=[ballot.jurisdiction.code, ballot.poll_id])
        if poll is not None
        else "",
    )


def columns_of(figures: Mapping[str, Any], ranked: bool) -> tuple[str, ...]:
    rows = figures.get("rows", ())
    if rows and "yes" not in rows[0]:
        places = [name for name in rows[0] if name[0] == "p" and name[1:].isdigit()]
        return (
            *(_("第 %(number)d 位") % {"number": n} for n in range(1, len(places) + 1)),
            _("得分"),
        )
    return (_("赞成"), _("反对"), _("弃权"), _("未填"))


def rows_of(ballot: ProjectBallot) -> list[Row]:
    """The projects of a round, most votes first."""
    ids = {name: key for key, name in read.titles_of(ballot.list).items()}
    result, points = ballot.result["round"], ballot.result["round"]["points"]
    whys = {one["values"].get("name"): one for one in result["reasons"]}
    found = []
    for row in ballot.figures.get("rows", ()):
        key = ids.get(row["name"], "")
        state = next((name for name in BECAME if key and key in result[name]), "")
        if not state and ballot.result["held"]["kind"] == "confirm":
            state = "chosen" if result["next"] == "announce" else "not_chosen"
        badge, word = BECAME.get(state, ("archived", ""))
        if state == "not_chosen" and result["next"] in AGAIN:
            badge, word = "waiting", gettext_lazy("未通过，另行票决")
        if "yes" in row:
            counts: tuple[Any, ...] = (row["yes"], row["no"], row["abstain"], row["silent"])
            order = row["yes"]
        else:
            places = [name for name in row if name[0] == "p" and name[1:].isdigit()]
            counts = (*(row[f"p{n}"] for n in range(1, len(places) + 1)), points.get(key, 0))
            order = points.get(key, 0)
        found.append(
            (order, Row(row["name"], counts, str(word), badge, said(whys.get(row["name"]))))
        )
    return [row for _order, row in sorted(found, key=lambda one: -one[0])]


def said(reason: Mapping[str, Any] | None) -> str:
    """A reason in the reader's language."""
    return _(reason["text"]) % reason["values"] if reason else ""


def reasons_of(ballot: ProjectBallot) -> list[tuple[str, str]]:
    """Reasons that are not about a single project, each with its basis."""
    return [
        (said(one), _(one["basis"]) if one["basis"] else "")
        for one in ballot.result["round"]["reasons"]
        if "name" not in one["values"]
        or one["code"] not in {"passed", "no_majority", "beyond_the_places"}
    ]
