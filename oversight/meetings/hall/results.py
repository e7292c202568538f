"""表决结果的画面: drawn from the outcome alone, which is there only after the chair has announced it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from oversight.meetings.hall.values import Part, part_of
from oversight.meetings.hall.votes import SHAPES, threshold
from oversight.ui.formats import check_value
from oversight.voting import queries as voting
from oversight.voting.actions.support import poll_url
from oversight.voting.announcing import follows, standing
from oversight.voting.models import Poll
from oversight.voting.pages.words import (
    basis_word,
    rule_word,
    scrutineer_words,
    silence_unit,
    silence_word,
)
from oversight.voting.rules.sheet_form import GRADES, SILENT, UNKNOWN, VOTES, WITH_BALLOTS
from oversight.voting.secret.publishing import archive_rule
from oversight.voting.values import Outcome

ROWS = 12


@dataclass(frozen=True)
class Bar:
    """结果的一行.

    share  0–100, of the whole base; ``code`` colours the counts of keys only
    unit   票 or 分; ``word`` says what became of it, ``good`` whether that is 通过
    """

    number: int
    name: str
    count: int
    share: float
    word: str = ""
    good: bool = False
    code: str = ""
    icon: str = ""
    marked: bool = True
    unit: str = ""


@dataclass(frozen=True)
class GradeRow:
    """测评的一行: counts of the grades in their order (None where withheld), and the grade."""

    number: int
    name: str
    counts: Sequence[int | None]
    grade: str
    good: bool


@dataclass(frozen=True)
class ResultShown:
    """结果: heads, bars or a table of grades, where half is, the rule."""

    title: str
    heads: Sequence[tuple[str, int]]
    bars: Part | None
    table: Part | None
    columns: Sequence[str]
    half: float | None
    half_word: str
    basis: str
    large: bool = False
    verify: str = ""
    archive_open: bool = False
    graded: bool = True


def shown(poll: Poll, at: datetime) -> ResultShown:
    """The announced outcome."""
    outcome = voting.outcome_of(poll)
    if outcome is None:  # the scene is not offered before; the wall must not show it either
        raise LookupError("no outcome before the announcement")
    rows = outcome.figures["rows"]
    several = len(rows) > 1
    bars: list[Bar] = []
    table: list[GradeRow] = []
    if poll.kind == "satisfaction" and several:
        table = [grade_row(n, outcome, row) for n, row in enumerate(rows, start=1)]
    elif poll.kind == "ranking":
        bars = point_bars(outcome, rows)
    elif several:
        bars = option_bars(poll, outcome, rows)
    else:
        bars = choice_bars(poll, rows[0])
    needed = threshold(poll)
    single_vote = poll.kind == "vote" and not several
    word = _("虚线右侧为过半数（%(needed)d 票及以上）") % {"needed": needed} if needed else ""
    return ResultShown(
        title=title(poll, outcome),
        heads=heads(poll, outcome),
        bars=part_of(bars, ROWS, at) if bars else None,
        table=part_of(table, ROWS, at) if table else None,
        columns=[_(label) for _code, label in GRADES] if table else (),
        half=50 if needed else None,
        half_word=_("虚线为全体的半数，赞成须 %(needed)d 票及以上") % {"needed": needed}
        if single_vote and needed
        else word,
        basis=basis(poll, outcome),
        large=len(bars) <= 5 and not table,
        verify=poll_url(poll, "verify_vote") if poll.method == "cards" else "",
        archive_open=poll.method == "cards" and archive_rule(poll) == "public",
    )


def title(poll: Poll, outcome: Outcome) -> str:
    """What was announced, in one line."""
    values: dict[str, Any] = {"title": poll.title, "count": len(outcome.passed)}
    if poll.kind == "satisfaction":
        grades = list(outcome.grades.values())
        words = dict(GRADES)
        if len(grades) == 1 and grades[0]:
            return _("%(title)s：%(grade)s") % {**values, "grade": _(words[grades[0]])}
        return _("%(title)s：测评结果") % values
    if len(poll.options) == 1:
        word = _("通过") if outcome.passed else _("未通过")
        return _("%(title)s：%(word)s") % {**values, "word": word}
    return counted_title(poll, outcome) % values


def counted_title(poll: Poll, outcome: Outcome) -> str:
    """Of several matters how many; none and all in the words of a hall."""
    if not outcome.passed:
        return _("%(title)s：均未入选") if poll.chooses else _("%(title)s：均未通过")
    if poll.chooses:
        return _("%(title)s：%(count)d 项入选")
    if len(outcome.passed) == len(poll.options):
        return _("%(title)s：%(count)d 项均通过")
    return _("%(title)s：%(count)d 项通过")


def heads(poll: Poll, outcome: Outcome) -> list[tuple[str, int]]:
    """应到、实到, and the ballots of a vote by paper or card."""
    figures = outcome.figures
    found = [(_("应到"), figures["base"]), (_("实到"), figures["present"])]
    if poll.method in WITH_BALLOTS:
        words = (
            ("issued", pgettext("ballots", "发出")),
            ("returned", pgettext("ballots", "收回")),
            ("valid", pgettext("ballots", "有效")),
            ("invalid", pgettext("ballots", "无效")),
        )
        found += [(word, figures[name]) for name, word in words if name in figures]
    return found


def share(count: int, of: int) -> float:
    """0 to 100."""
    return round(100 * count / of, 2) if of else 0.0


def choice_bars(poll: Poll, row: dict[str, Any], of: int = 0) -> list[Bar]:
    """One matter: a bar for every key, and those who said nothing; of the whole base, or of so many."""
    base = of or poll.base
    named = GRADES if poll.kind == "satisfaction" else VOTES
    found = []
    for code, label in (*named, UNKNOWN):
        if code in row:
            key = code if code in SHAPES else ""
            found.append(
                Bar(
                    0,
                    _(label),
                    row[code],
                    share(row[code], base),
                    code=key,
                    icon=SHAPES.get(code, ""),
                    marked=code == "yes",
                    unit=_("票"),
                )
            )
    if row.get(SILENT):
        found.append(
            Bar(
                0,
                silence_word(poll),
                row[SILENT],
                share(row[SILENT], base),
                marked=False,
                code="silent",
                unit=silence_unit(poll),
            )
        )
    return found


def option_bars(poll: Poll, outcome: Outcome, rows: Sequence[dict[str, Any]]) -> list[Bar]:
    """Several matters by their votes in favour; where some are chosen, most votes first."""
    ordered = sorted(rows, key=lambda row: -row["yes"]) if poll.chooses else rows
    needed = threshold(poll) or 0
    found = []
    for number, row in enumerate(ordered, start=1):
        passed = row["name"] in outcome.passed
        word = _("通过") if passed else _("未过半数")
        if row["name"] in outcome.tied:
            word = standing(poll, outcome, row["name"])
        elif not passed and row["yes"] >= needed:
            word = _("未入选")
        found.append(
            Bar(
                number,
                row["name"],
                row["yes"],
                share(row["yes"], poll.base),
                word,
                passed,
                unit=_("票"),
            )
        )
    return found


def point_bars(outcome: Outcome, rows: Sequence[dict[str, Any]]) -> list[Bar]:
    """排序票 by points, the most first."""
    points = outcome.figures["points"]
    most = max(points.values(), default=0)
    ordered = sorted((row["name"] for row in rows), key=lambda name: -points[name])
    return [
        Bar(
            number,
            name,
            points[name],
            share(points[name], most),
            _("入选") if name in outcome.passed else _("未入选"),
            name in outcome.passed,
            unit=_("分"),
        )
        for number, name in enumerate(ordered, start=1)
    ]


def grade_row(number: int, outcome: Outcome, row: dict[str, Any]) -> GradeRow:
    """One of several that were rated."""
    grade = outcome.grades[row["name"]]
    word = _(dict(GRADES)[grade]) if grade else _("只公布满意率")
    word = _("人数不够，不出结果") if "withheld" in row else word
    counts = [row.get(code) for code, _label in GRADES]
    recused = sum(one["option"] == row["name"] for one in outcome.figures.get("recusals", ()))
    name = row["name"]
    if recused:
        name = _("%(name)s（回避 %(count)d 人）") % {"name": name, "count": recused}
    return GradeRow(number, name, counts, word, grade in {"satisfied", "basically_satisfied"})


def basis(poll: Poll, outcome: Outcome) -> str:
    """The rule cited, and why something did not pass."""
    text = _("依据%(basis)s，按“%(rule)s”计票。") % {
        "basis": basis_word(poll),
        "rule": rule_word(poll),
    }
    more = follows(poll, outcome)
    return _("%(sentence)s%(next)s") % {"sentence": text, "next": more} if more else text


def foot(poll: Poll) -> list[str]:
    """Scrutineers, who announced it and when, the check value of the locked sheet."""
    found = [scrutineer_words(poll.scrutineers)]
    found.append(_("%(name)s宣布") % {"name": poll.announced_label})
    sheet = voting.sheet_of(poll)
    if sheet is not None:
        found.append(_("计票报告单校验值 %(value)s") % {"value": check_value(sheet.sha256)})
    return [each for each in found if each]
