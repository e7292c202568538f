"""计分与选取: scores of an instance, which projects the money buys by a greedy rule, and which ties decided it.

Order: score descending, cost ascending, id. A tie is never broken silently: every group of equal scores in
which another order would have selected another set is listed (procedures §2.5).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, groupby

from oversight.projects.rules.instances import COUNTS, POINTS, Ballot, Instance, Project, number

APPROVAL, GREEDY, NO_SKIP, THRESHOLD = "approval", "greedy", "greedy-no-skip", "greedy-threshold"
RULES = (APPROVAL, GREEDY, NO_SKIP, THRESHOLD)


@dataclass(frozen=True)
class Mismatch:
    """What in the instance does not fit together: code, where, and values of the sentence."""

    code: str
    where: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """The count: ``selected`` in the order bought, ``ties`` groups of ids whose order decided what was bought."""

    votes: int
    scores: Mapping[str, Decimal]
    selected: tuple[str, ...]
    rule: str
    ties: tuple[tuple[str, ...], ...]
    mismatches: tuple[Mismatch, ...]


def tally(instance: Instance, rule: str = "") -> Tally:
    """Count by the rule, or by the one that META names; a rule not known here gives scores and selects nothing."""
    rule = rule or instance.rule
    scores = scores_of(instance, approvals_only=rule == APPROVAL)
    selected: tuple[str, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    if rule in {GREEDY, NO_SKIP, THRESHOLD}:
        least = threshold(instance) if rule == THRESHOLD else None
        projects = [one for one in instance.projects if least is None or scores[one.id] >= least]
        selected, ties = bought(projects, scores, instance.budget, skips=rule != NO_SKIP)
    found = (*without_threshold(instance, rule), *mismatches(instance))
    return Tally(len(instance.ballots), scores, selected, rule, ties, found)


def threshold(instance: Instance) -> Decimal:
    """最低得分: ``min_project_score_threshold`` of META; 0 where it names none."""
    text = instance.meta.get("min_project_score_threshold", "")
    return number(text, "min_project_score_threshold") if text else Decimal(0)


def scores_of(instance: Instance, *, approvals_only: bool = False) -> dict[str, Decimal]:
    """得分: how many chose a project; the sum of points; or Σ (max_length − position), the first position being 0."""
    kind = "approval" if approvals_only else instance.vote_type
    count = points if kind in POINTS else places if kind == "ordinal" else approvals
    found = count(instance)
    return {one.id: Decimal(found[one.id]) for one in instance.projects}


def approvals(instance: Instance) -> Mapping[str, int]:
    """By project, on how many ballots it stands."""
    return Counter(chain.from_iterable(set(ballot.choices) for ballot in instance.ballots))


def points(instance: Instance) -> Mapping[str, Decimal]:
    """By project, the sum of the points that ballots give it."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for ballot in instance.ballots:
        for key, given in zip(ballot.choices, ballot.points, strict=False):
            found[key] += given
    return found


def places(instance: Instance) -> Mapping[str, int]:
    """By project, the sum of what its places on the ballots count."""
    longest = places_of(instance)
    found: Counter[str] = Counter()
    for ballot in instance.ballots:
        for position, key in enumerate(ballot.choices):
            found[key] += max(longest - position, 0)
    return found


def places_of(instance: Instance) -> int:
    """How many places a ranking has: ``max_length``, or the longest ballot where META does not say."""
    text = instance.meta.get("max_length", "")
    return (
        int(text)
        if text.isdecimal()
        else max((len(one.choices) for one in instance.ballots), default=0)
    )


def bought(
    projects: Sequence[Project], scores: Mapping[str, Decimal], budget: Decimal, *, skips: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """What the budget buys in order of score, and the ties in which another order buys something else.

    skips  what no longer fits is passed over; else the first that does not fit ends it
    """
    left, selected, ties = budget, [], []
    ranked = sorted(projects, key=lambda one: (-scores[one.id], one.cost, one.id))
    for _score, equal in groupby(ranked, key=lambda one: scores[one.id]):
        group = list(equal)
        if order_matters(group, left, skips=skips):
            ties.append(tuple(sorted(one.id for one in group)))
        ended = False
        for one in group:
            if one.cost <= left:
                left -= one.cost
                selected.append(one.id)
            elif not skips:
                ended = True
                break
        if ended:
            break
    return tuple(selected), tuple(ties)


def order_matters(group: Sequence[Project], left: Decimal, *, skips: bool) -> bool:
    """Whether another order within equal scores buys another set.

    Skipping: whatever fits alone could come first, so the order matters where not all of those fit together.
    Not skipping: it matters where something fits and not all do, for what does not fit ends it at once.
    """
    fitting = [one.cost for one in group if one.cost <= left]
    if not fitting:
        return False
    rest = fitting if skips else [one.cost for one in group]
    return sum(rest, Decimal(0)) > left


def mismatches(instance: Instance) -> list[Mismatch]:
    """What META, projects, ballots and the published counts say differently."""
    found = [
        *counted("num_votes", instance, len(instance.ballots)),
        *counted("num_projects", instance, len(instance.projects)),
    ]
    known = {one.id for one in instance.projects}
    times = Counter(chain.from_iterable(one.choices for one in instance.ballots))
    found += [
        Mismatch("unknown_project", key, {"count": times[key]})
        for key in sorted(times.keys() - known)
    ]
    twice = sum(is_double(one) for one in instance.ballots)
    if twice:
        found.append(Mismatch("chosen_twice", "VOTES", {"count": twice}))
    return found + published(instance)


def published(instance: Instance) -> list[Mismatch]:
    """Published counts that are not those of the ballots."""
    found = []
    for name in COUNTS:
        told = {
            one.id: said for one in instance.projects if (said := getattr(one, name)) is not None
        }
        own = scores_of(instance, approvals_only=name == "votes") if told else {}
        for key, said in told.items():
            if said != own[key]:
                values = {"said": f"{said:f}", "count": f"{own[key]:f}"}
                found.append(Mismatch(f"{name}_differ", key, values))
    return found


def without_threshold(instance: Instance, rule: str) -> list[Mismatch]:
    """A rule with a threshold that META does not name: nothing is kept out."""
    name = "min_project_score_threshold"
    return (
        [Mismatch("no_threshold", name)]
        if rule == THRESHOLD and not instance.meta.get(name)
        else []
    )


def counted(name: str, instance: Instance, count: int) -> list[Mismatch]:
    """A number in META that is not the one in the file."""
    text = instance.meta.get(name, "")
    if not text.isdecimal() or int(text) == count:
        return []
    code = "fewer" if count < int(text) else "more"
    return [Mismatch(code, name, {"said": int(text), "count": count})]


def is_double(ballot: Ballot) -> bool:
    """Whether a ballot names a project more than once."""
    return len(set(ballot.choices)) < len(ballot.choices)
