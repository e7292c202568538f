"""计分与选取: scores, greedy selections and the ties that decided them; the order of anything decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.projects.rules.instances import BadInstance, Ballot, Instance, Project, read
from oversight.projects.rules.selection import GREEDY, NO_SKIP, tally

META = {"budget": "100", "vote_type": "approval", "rule": "greedy"}


def instance(
    costs: Sequence[int], votes: Sequence[int], budget: int = 100, **meta: str
) -> Instance:
    """Projects a, b, c … with these costs, each on so many ballots."""
    names = [chr(ord("a") + number) for number in range(len(costs))]
    projects = tuple(Project(key, Decimal(cost)) for key, cost in zip(names, costs, strict=True))
    ballots = tuple(
        Ballot((key,)) for key, count in zip(names, votes, strict=True) for _ in range(count)
    )
    return Instance({**META, "budget": str(budget), **meta}, projects, ballots)


def test_what_does_not_fit_is_skipped_or_ends_it():
    found = instance([60, 50, 40], [5, 4, 3])
    assert tally(found).selected == ("a", "c")
    assert tally(found, NO_SKIP).selected == ("a",)


def test_of_equal_scores_the_cheaper_comes_first_and_then_the_id():
    assert tally(instance([60, 40, 40], [5, 5, 5])).selected == ("b", "c")


def test_a_threshold_keeps_the_others_out():
    found = instance([10, 10], [5, 2], min_project_score_threshold="3")
    assert tally(found, "greedy-threshold").selected == ("a",)


def test_a_threshold_that_is_not_named_is_told():
    found = tally(instance([10], [1], num_votes="²"), "greedy-threshold")
    assert found.selected == ("a",) and [one.code for one in found.mismatches] == ["no_threshold"]


def test_a_rule_not_known_gives_scores_alone():
    found = tally(instance([10], [5], rule="equalshares/add1"))
    assert (found.rule, found.selected, found.scores) == ("equalshares/add1", (), {"a": 5})


@pytest.mark.parametrize(
    ("costs", "budget", "ties"),
    [
        ([60, 60], 100, (("a", "b"),)),  # one of the two only
        ([50, 50], 100, ()),  # both
        ([120, 120], 100, ()),  # neither
        ([60, 120], 100, ()),  # whatever the order, the second never fits
        ([0, 30, 80], 100, (("a", "b", "c"),)),
    ],
)
def test_a_tie_is_told_where_another_order_buys_something_else(costs, budget, ties):
    assert tally(instance(costs, [3] * len(costs), budget)).ties == ties


def test_without_skipping_what_does_not_fit_would_end_it_first():
    assert tally(instance([60, 120], [3, 3]), NO_SKIP).ties == (("a", "b"),)


def test_points_and_places():
    projects = (Project("a", Decimal(1)), Project("b", Decimal(1)))
    points = Ballot(("a", "b"), (Decimal(3), Decimal(2)))
    cumulative = Instance({**META, "vote_type": "cumulative"}, projects, (points, points))
    assert tally(cumulative).scores == {"a": 6, "b": 4}
    ordinal = {**META, "vote_type": "ordinal", "max_length": "3"}
    assert tally(Instance(ordinal, projects, (Ballot(("b", "a")),))).scores == {"a": 2, "b": 3}
    assert tally(cumulative, "approval").scores == {"a": 2, "b": 2}


small = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), min_size=1, max_size=5)


@given(small, st.integers(0, 120), st.sampled_from([GREEDY, NO_SKIP]))
def test_ties_are_just_those_in_which_some_order_buys_another_set(rows, budget, rule):
    """Against every order of every group of equal scores, tried one by one."""
    found = instance([cost for cost, _ in rows], [votes for _, votes in rows], budget)
    result = tally(found, rule)
    costs = {one.id: int(one.cost) for one in found.projects}
    assert sum(costs[key] for key in result.selected) <= budget
    ranked = sorted(costs, key=lambda key: (-result.scores[key], costs[key], key))
    told = {key for group in result.ties for key in group}
    for score in set(result.scores.values()):
        group = [key for key in ranked if result.scores[key] == score]
        before = [key for key in ranked if result.scores[key] > score]
        sets = {simulated([*before, *order], costs, budget, rule) for order in permutations(group)}
        assert (len(sets) > 1) == bool(told & set(group))


def simulated(
    order: Sequence[str], costs: dict[str, int], budget: int, rule: str
) -> frozenset[str]:
    """What is bought when projects come in just this order."""
    bought: set[str] = set()
    for key in order:
        if costs[key] <= budget:
            budget -= costs[key]
            bought.add(key)
        elif rule == NO_SKIP:
            break
    return frozenset(bought)


@given(small, st.randoms(use_true_random=False))
def test_the_order_of_ballots_and_of_projects_never_matters(rows, chance):
    found = instance([cost for cost, _ in rows], [votes for _, votes in rows])
    projects, ballots = list(found.projects), list(found.ballots)
    chance.shuffle(projects)
    chance.shuffle(ballots)
    other = tally(Instance(found.meta, tuple(projects), tuple(ballots)))
    first = tally(found)
    assert (other.selected, other.scores, other.ties) == (first.selected, first.scores, first.ties)


TEXT = """META
key;value
budget;100
num_votes;3
vote_type;cumulative
PROJECTS
project_id;cost;name;votes;score
1;60,5;"修路；路灯;一期";2;9
2;30;广场;1;1
VOTES
voter_id;vote;points
7;1,2;5,1
8;1;3
"""


def test_quoted_fields_and_what_does_not_fit_together():
    found = read(TEXT.splitlines(keepends=True))
    assert found.projects[0].name == "修路；路灯;一期"
    assert found.projects[0].cost == Decimal("60.5")
    told = {(one.code, one.where): dict(one.values) for one in tally(found, GREEDY).mismatches}
    assert told == {
        ("fewer", "num_votes"): {"said": 3, "count": 2},
        ("score_differ", "1"): {"said": "9", "count": "8"},
    }


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("VOTES\n", "", "no_section"),
        ("2;30", "1;30", "project_twice"),
        ("2;30", "2;many", "no_number"),
        ("2;30", ";30", "project_without_id"),
        ("project_id;cost", "project_id;price", "no_column"),
        ("7;1,2;5,1", "7;1,2;5", "points_do_not_fit"),
        ("8;1;3", "8;1", "points_do_not_fit"),
        ("voter_id;vote;points", "voter_id;vote;weight", "no_column"),
        ("PROJECTS\n", "META\n", "section_twice"),
    ],
)
def test_what_is_no_instance_is_refused_with_its_place(old: str, new: str, code: str):
    with pytest.raises(BadInstance) as refused:
        read(TEXT.replace(old, new, 1).splitlines(keepends=True))
    assert refused.value.code == code
