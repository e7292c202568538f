"""测评规则的模拟: what rules under draft would have said of the ratings announced so far, beside what was announced.

Counted from the locked sheets. Of an option whose counts are withheld nothing is worked out: a grade would tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.rulebooks.sections import Ratings
from oversight.rulebooks.sections.ratings import RatingRule
from oversight.rulebooks.simulating import Line, Simulation, Words
from oversight.ui import formats
from oversight.voting import queries
from oversight.voting.models import CountSheet, Poll
from oversight.voting.pages.words import rated_word
from oversight.voting.rolls import voters_again
from oversight.voting.rules import rating
from oversight.voting.rules.results import Result, graded
from oversight.voting.rules.sheet_form import GRADES, UNKNOWN
from oversight.voting.values import Outcome

RATINGS = 30
"""The newest ratings that are tried."""
FORMER = {"share_80_50": "by_share"}
COLUMNS = (*GRADES, UNKNOWN)


@dataclass(frozen=True)
class Tried:
    """一次测评照草稿算: the rule in words, and the result of each option."""

    words: str
    result: Result


def simulate_ratings(place: Jurisdiction, draft: Ratings) -> Simulation:
    """Option by option, the newest rating first: counts, the grade announced, the grade under the draft."""
    polls = queries.polls_of(place).filter(kind="satisfaction", state="announced")
    lines = [
        line for poll in polls.order_by("-announced_at")[:RATINGS] for line in lines_of(poll, draft)
    ]
    changed = sum(bool(line.changes) for line in lines)
    return Simulation(
        title=title(len(lines), changed),
        heads=(*(_(label) for _code, label in COLUMNS), _("基数"), _("宣布的评定"), _("照草稿的评定")),
        lines=lines,
        notes=(
            _("用锁定的计票报告单计算。草稿里有同一条规则的，用它；没有的，用这个机构在草稿里的各条规则。"),
            _("已经宣布的评定，以当时的规则为准，不因模拟改变。"),
        ),
        words=Words(
            listed=_("逐项"),
            count=_("%(count)d 项测评") % {"count": len(lines)},
            name=_("测评对象"),
            changes=_("变化"),
            none=_("还没有宣布过的测评"),
            when=_("测评宣布以后，可以看新的规定对过去各项会怎样评定。"),
        ),
    )  # fmt: skip


def title(options: int, changed: int) -> str:
    """The answer in a sentence."""
    if not options:
        return _("还没有宣布过的测评，无从模拟")
    values = {"options": options, "changed": changed}
    if not changed:
        return _("照草稿算，%(options)d 项测评的评定都不变") % values
    return _("照草稿算，%(options)d 项测评中有 %(changed)d 项的评定会变") % values


def lines_of(poll: Poll, draft: Ratings) -> Iterator[Line]:
    """One line an option of a rating."""
    sheet, outcome = queries.sheet_of(poll), queries.outcome_of(poll)
    if sheet is None or outcome is None:
        return
    tried = [tried_by(poll, sheet, row) for row in rules_for(poll, draft)]
    day = formats.day(poll.announced_at)
    url = reverse("voting:poll", args=[poll.jurisdiction.code, poll.public_id])
    for row in outcome.figures["rows"]:
        name = row["name"]
        now, then = announced_word(outcome, name), draft_word(tried, outcome, name)
        cells = [*(str(row.get(code, "–")) for code, _label in COLUMNS)]
        cells += [
            str(outcome.figures.get("bases", {}).get(name, outcome.figures["base"])),
            now,
            then,
        ]
        text = _("%(name)s：%(before)s → %(after)s")
        changes = [text % {"name": name, "before": now, "after": then}] if now != then else []
        yield Line(_("%(name)s（%(day)s）") % {"name": name, "day": day}, url, cells, changes)


def rules_for(poll: Poll, draft: Ratings) -> list[RatingRule]:
    """The rule by which it was rated, as the draft has it; else every rule that the draft gives this body."""
    body_kind = voters_again(poll).body_kind
    same = draft.rule(FORMER.get(poll.rule, poll.rule), body_kind)
    return [same] if same is not None else list(draft.of_body(body_kind))


def tried_by(poll: Poll, sheet: CountSheet, row: RatingRule) -> Tried:
    """The locked figures under one rule of the draft."""
    found = graded(
        queries.form_of(poll), sheet.content["cells"], rating.adopted(row.code, row.parameters)
    )
    return Tried(rated_word(row.code, row.parameters), found)


def announced_word(outcome: Outcome, name: str) -> str:
    """What was announced of an option."""
    if name in outcome.withheld:
        return _("人数不够，不出结果")
    return word_of(outcome.grades.get(name), outcome.figures["rates"][name])


def draft_word(tried: list[Tried], outcome: Outcome, name: str) -> str:
    """What the draft would say of it; by each of its rules where the one used is gone."""
    if name in outcome.withheld:
        return announced_word(outcome, name)
    if not tried:
        return _("草稿没有这个机构的测评规则")
    found = [(one.words, result_word(one.result, name)) for one in tried]
    if len(found) == 1:
        return found[0][1]
    return "；".join(
        _("按“%(rule)s”：%(word)s") % {"rule": rule, "word": word} for rule, word in found
    )


def result_word(found: Result, name: str) -> str:
    """A result worked out, in the words of an announced one."""
    grade, rates = found.grades[name], found.rates[name]
    if grade is None and rates[0] is None:
        return _("人数不够，不出结果")
    exact = [None if rate is None else [rate.numerator, rate.denominator] for rate in rates]
    return word_of(grade, exact)


def word_of(grade: str | None, rates: list[list[int] | None]) -> str:
    """满意, or where only rates are told: 满意率 83.5%."""
    if grade is not None:
        return _(dict(GRADES)[grade])
    if rates[0] is None:
        return _("没有有效票，不出结果")
    plain, broad = (formats.percent(one[0] / one[1]) for one in rates if one is not None)
    return _("满意率 %(plain)s，满意加基本满意 %(broad)s") % {"plain": plain, "broad": broad}
