"""记名表决的规则: for which votes names may be recorded, and the cells of the count sheet as they follow from the votes.

Anonymous always means card, paper or keypads; a recorded vote is named (design §4). What a law or the rulebook
keeps secret – elections, appointments, dismissals, the choice of projects – is never voted on by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.objections import Objection
from oversight.voting.rules.sheet_form import SILENT, VOTES, SheetForm

PART = "named"
CHOICES = tuple(code for code, _word in VOTES)
KEPT_SECRET = frozenset({"election", "appointment", "dismissal", "project_choice"})
"""Matters of the rulebook's section on secret ballots that are voted on by secret ballot alone."""


ONLY_VOTES = Objection(
    "named_is_a_plain_vote",
    gettext_noop("记名表决只用于赞成、反对、弃权；测评、差额选择、排序用无记名的票。"),
    where="method",
)
KEPT_BY_LAW = Objection(
    "kept_secret",
    gettext_noop("选举、任免、撤职和民生实事项目票决用无记名方式，不能记名表决。"),
    where="method",
    basis=gettext_noop("《地方组织法》关于选举、决议和人事任免的规定；通过的票决办法"),
)


def objection(kind: str, matter: str, candidates: Collection[str], places: int) -> Objection | None:
    """What stands against recording names in such a vote; ``places``: of a choice made item by item."""
    if matter in KEPT_SECRET or candidates:
        return KEPT_BY_LAW
    return ONLY_VOTES if kind != "vote" or places else None


def cells(form: SheetForm, votes: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The sheet's cells from (option, choice); who is present and did not vote is silent."""
    counted = Counter(votes)
    (part,) = form.parts
    found: dict[str, int] = {}
    for row, option in enumerate(form.options):
        given = {code: counted[option, code] for code in CHOICES}
        given[SILENT] = part.present - sum(given.values())
        found |= {f"{PART}.{row}.{code}": count for code, count in given.items()}
    return found
