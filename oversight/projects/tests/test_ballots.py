"""票决: measure, ballot and result as the chair announced them; edge cases of procedures §4 e and §12 by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from oversight.audit.actors import operator, system
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.meetings import actions as meetings
from oversight.projects import queries
from oversight.projects.actions import balloting, following, settling, tabling
from oversight.projects.models import ProjectYear
from oversight.projects.pages import ballots, years
from oversight.projects.queries import ballots as read
from oversight.projects.queries.candidates import digest_of
from oversight.projects.tests import builders_voting as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FOUR = b.NAMES[:4]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.make_town(12)


@pytest.fixture(autouse=True)
def a_frozen_list_never_changes_and_sums_hold(town: b.Town) -> Iterator[None]:
    """After each of these tests: the list as frozen, every round's rows add up, every candidate in one list."""
    yield
    for year in queries.years_of(town.place):
        found = read.frozen_list(year)
        assert found is not None
        assert digest_of(found) == found.sha256
        names = set(read.names_of(found).values())
        for one in read.ballots_of(year):
            heads = one.figures
            assert heads["issued"] <= heads["present"] <= heads["base"]
            if one.status != "valid":
                assert heads["returned"] > heads["issued"]
                continue
            assert heads["returned"] == heads["valid"] + heads["invalid"]
            for row in heads["rows"]:
                counts = [count for code, count in row.items() if code != "name"]
                assert sum(counts) == heads["valid"]
            whole = one.result["whole"]
            listed = [key for name in read.LISTS for key in whole[name]]
            assert len(listed) == len(set(listed))
            assert set(listed) == names


def rounds(year: ProjectYear) -> list[tuple[int, str, str]]:
    """Round, status, what it was about."""
    return [(one.round, one.status, one.result["held"]["kind"]) for one in read.ballots_of(year)]


def test_the_year_goes_on_when_the_meeting_has_considered_and_adopted(town: b.Town) -> None:
    year = b.make_year(town)
    b.freeze(town, year, FOUR)
    meeting = b.in_session(town)
    measure = b.draft(town, year)
    assert "候选项目4项，应选2项，差额2项" in measure.text
    with pytest.raises(Invalid) as refused:
        tabling.change_measure(
            town.clerk, town.place, measure, title="办法", ballot="rank", places=4,
            ties="fewer", too_few="accept_fewer", reserve=True,
        )  # fmt: skip
    assert refused.value.code == "no_surplus"
    b.adopt(town, measure, meeting)  # adopted first: the year waits for the consideration
    assert b.fresh(year).state == "candidate"
    b.take_up(town, b.table(town, year, meeting))
    year = b.fresh(year)
    assert year.state == "measure_adopted"
    stale = read.measure_by_id(town.place, measure.public_id)
    measure.refresh_from_db()
    assert (measure.state, measure.adopted_on) == ("adopted", registers.today())
    assert stale is not None
    stale.state = "tabled"  # as a second run of the worker would still have it
    following.measure_gone(system(), town.place, stale)
    following.decide_measure(
        system(), town.place, stale, poll="again", passed=False, on=registers.today(), text=""
    )
    measure.refresh_from_db()
    assert (measure.state, measure.poll_id == "again") == ("adopted", False)


def test_a_measure_drafted_before_the_list_is_tabled_only_with_surplus(town: b.Town) -> None:
    year = b.make_year(town, 2045)
    measure = b.draft(town, year, places=4)
    b.freeze(town, year, FOUR)
    meeting = b.in_session(town, 19)
    with pytest.raises(Invalid) as refused:
        tabling.table_measure(town.clerk, town.place, measure, meeting=meeting)
    assert refused.value.code == "no_surplus"


def test_a_measure_without_the_majority_of_all_is_not_adopted(town: b.Town) -> None:
    year = b.make_year(town, 2028)
    b.freeze(town, year, FOUR)
    meeting = b.in_session(town, 2)
    b.take_up(town, b.table(town, year, meeting))
    measure = b.draft(town, b.fresh(year))
    b.adopt(town, measure, meeting, yes=6)  # exactly half of twelve
    measure.refresh_from_db()
    assert measure.state == "not_adopted"
    assert b.fresh(year).state == "considered"
    with pytest.raises(Refused) as refused:
        b.put(town, b.fresh(year))
    assert refused.value.code == "wrong_stage"
    assert b.draft(town, b.fresh(year), title="第二稿").state == "drafted"  # another may be drafted


def test_the_best_of_those_with_a_majority_are_chosen_and_nothing_moves_up_by_itself(
    town: b.Town,
) -> None:
    year, _meeting = b.ready(town, FOUR, year=2029)
    poll = b.put(town, year)
    assert (poll.options, poll.k, poll.kind) == (list(FOUR), 2, "vote")
    assert read.ballots_of(year) == []  # nothing before the announcement
    b.count_all(town, poll, (11, 8, 10, 3))
    year = b.fresh(year)
    assert year.state == "voted"
    assert b.states(year) == {
        FOUR[0]: "chosen", FOUR[2]: "chosen", FOUR[1]: "reserve", FOUR[3]: "not_chosen",
    }  # fmt: skip
    assert rounds(year) == [(1, "valid", "first")]


def vote_steps(year: ProjectYear) -> list[str]:
    """How 票决 stands on the chain of the year and on that of its ballot."""
    year = b.fresh(year)
    chains = (years.chain_of(year), ballots.chain_of(ballots.standing_of(year)))
    return [one.state for chain in chains for one in chain if one.name == "票决"]


def test_tie_at_the_k_th_place_is_voted_again_among_the_tied_with_a_fresh_roll(
    town: b.Town,
) -> None:
    year, meeting = b.ready(town, FOUR, year=2030)
    b.count_all(town, b.put(town, year), (11, 9, 9, 3))
    first = read.ballots_of(year)[0]
    kept = (first.figures, first.result, first.announcement)
    assert b.result(year).tied == (FOUR[1], FOUR[2])
    assert vote_steps(year) == ["current", "current"], "a tie is open"
    b.attend(town, meeting, 9)  # deputies leave before the second round; the quorum is eight
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert (again.present, again.base, again.options) == (9, 12, [FOUR[1], FOUR[2]])
    assert b.fresh(year).state == "measure_adopted"
    b.count_all(town, again, (4, 5))  # no majority of all, yet more votes win among the tied
    year = b.fresh(year)
    assert year.state == "voted"
    assert vote_steps(year) == ["done", "done"]
    assert b.states(year)[FOUR[2]] == "chosen"
    assert b.states(year)[FOUR[1]] == "reserve"
    first.refresh_from_db()
    assert (first.figures, first.result, first.announcement) == kept


def test_a_deputy_replaced_between_the_rounds_votes_on_the_new_roll_alone(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2031)
    first = b.count_all(town, b.put(town, year), (11, 9, 9, 3))
    leaver = town.people[5]
    seat = registers.deputyships_in(town.place).filter(person=leaver).get()
    yesterday = registers.today() - registers.today().resolution
    institutions.end_deputyship(
        operator(), town.place, deputyship=seat, on=yesterday, reason="辞职"
    )
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert again.base == 11
    assert leaver.name not in {row.name for row in again.roll.rows if row.counts_in_base}
    first.refresh_from_db()
    assert first.base == 12
    assert read.ballots_of(year)[0].figures["base"] == 12


def test_returned_more_than_issued_is_void_and_voted_again_on_everything(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2032)
    poll = b.put(town, year)
    b.count_all(town, poll, (), returned=poll.in_hall + 1)
    assert rounds(year) == [(1, "void", "first")]
    assert b.fresh(year).state == "measure_adopted"
    void = read.ballots_of(year)[0]
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert again.options == list(FOUR)
    b.count_all(town, again, (11, 9, 8, 3))
    year = b.fresh(year)
    assert rounds(year) == [(1, "void", "first"), (2, "valid", "first")]
    assert read.ballots_of(year)[0].figures == void.figures
    assert b.states(year)[FOUR[0]] == "chosen"


def test_attendance_just_at_two_thirds_and_one_leaves(town: b.Town) -> None:
    year, meeting = b.ready(town, FOUR, year=2033)
    base = len(registers.deputyships_in(town.place).on(registers.today()))
    least = -(-2 * base // 3)
    b.attend(town, meeting, least - 1)
    with pytest.raises(Refused) as refused:
        b.put(town, year)
    assert refused.value.code == "no_quorum"
    b.attend(town, meeting, least)
    assert b.put(town, year).present == least


def test_too_few_pass_and_the_rest_is_voted_on_again_in_the_same_meeting(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2034)
    b.count_all(town, b.put(town, year), (11, 4, 3, 2))
    assert b.result(year).next == "vote_again"
    with pytest.raises(Refused) as refused:
        b.settled(town, b.fresh(year))
    assert refused.value.code == "vote_again_first"
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert (again.options, again.k) == (list(FOUR[1:]), 1)
    b.count_all(town, again, (9, 1, 1))
    assert b.states(year)[FOUR[1]] == "chosen"


def test_accepting_fewer_is_an_act_of_its_own(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2035, too_few="accept_fewer")
    b.count_all(town, b.put(town, year), (11, 4, 3, 2))
    assert set(b.states(year).values()) == {"candidate"}
    with pytest.raises(Refused) as refused:
        balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert refused.value.code == "nothing_open"
    b.settled(town, b.fresh(year))
    assert b.states(year) == dict.fromkeys(FOUR[1:], "not_chosen") | {FOUR[0]: "chosen"}


def test_places_left_open_wait_for_the_next_meeting(town: b.Town) -> None:
    year, meeting = b.ready(town, FOUR, year=2036, too_few="next_meeting")
    b.count_all(town, b.put(town, year), (11, 4, 3, 2))
    b.settled(town, b.fresh(year))
    assert b.states(year)[FOUR[0]] == "chosen"
    assert b.states(year)[FOUR[1]] == "candidate"
    b.close(town, meeting)
    later = b.in_session(town, 11)
    b.take_up(town, b.table(town, b.fresh(year), later))
    poll = b.put(town, b.fresh(year))
    assert (poll.options, poll.k) == (list(FOUR[1:]), 1)
    b.count_all(town, poll, (3, 10, 2))
    assert b.fresh(year).state == "voted"
    assert b.states(year)[FOUR[2]] == "chosen"
    assert rounds(year)[1] == (2, "valid", "open")


def test_exactly_k_asks_for_a_full_ballot(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2037, ballot="exactly_k")
    poll = b.put(town, year)
    assert (poll.kind, poll.ballot_terms.exact) == ("choose", True)
    whole = poll.in_hall
    with pytest.raises(Refused) as refused:
        b.count_all(town, poll, (whole, whole - 1, 0, 0))
    assert refused.value.code == "sums_do_not_hold"


def test_ranked_ballots_order_the_projects_and_the_meeting_adopts_the_list(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2038, ballot="rank")
    poll = b.put(town, year)
    whole = poll.in_hall
    rows = ((whole, 0), (0, whole - 2), (0, 2), (0, 0))
    cells = {"paper.valid": whole, "paper.invalid": 0}
    for number, (one, two) in enumerate(rows):
        cells |= {f"paper.{number}.p1": one, f"paper.{number}.p2": two}
        cells[f"paper.{number}.silent"] = whole - one - two
    b.count_all(town, poll, (), cells=cells)
    assert b.result(year).next == "confirm"
    assert set(b.states(year).values()) == {"candidate"}
    confirming = settling.table_chosen(town.clerk, town.place, b.fresh(year))
    b.count_all(town, confirming, [whole])
    assert rounds(year)[-1] == (2, "valid", "confirm")
    assert b.states(year)[FOUR[0]] == b.states(year)[FOUR[1]] == "chosen"


def test_a_name_changed_after_the_list_was_fixed_stops_the_ballot(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2039)
    project = queries.projects_of(year).get(title=FOUR[0])
    with act("projects.change_project", actor=operator(), place=town.place.code, permitted=True):
        project.title = "东山村自来水改造"
        project.save()
    with pytest.raises(Refused) as refused:
        b.put(town, year)
    assert refused.value.code == "changed_after_freezing"
    assert FOUR[0] in refused.value.text


def test_whoever_works_at_a_unit_with_a_project_votes_and_scrutinises_nothing(
    town: b.Town,
) -> None:
    year, _meeting = b.ready(town, FOUR, year=2040)
    person = town.people[0]
    institutions.add_post(operator(), town.place, person=person, unit=town.unit, title="站长")
    with pytest.raises(Refused):
        b.put(town, year)
    rows = [
        {"name": one.name, "person": one.public_id, "chief": n == 0}
        for n, one in enumerate(town.people[1:3])
    ]
    poll = b.put(town, year, scrutineers=rows)
    assert person.name in {row.name for row in poll.roll.rows if row.counts_in_base}


def test_the_ballot_is_not_typed_on_the_page_of_the_meeting(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2041)
    found = read.frozen_list(year)
    assert found is not None
    item = read.item_of_list(found)
    assert item is not None
    with pytest.raises(Refused) as refused:
        meetings.put_to_vote(
            town.clerk, town.place, item, kind="choose", k=2, options=["随便写的", "另一项", "三"]
        )
    assert refused.value.code == "ballot_from_the_list"


def test_a_withdrawn_measure_is_a_draft_again(town: b.Town) -> None:
    year = b.make_year(town, 2042)
    b.freeze(town, year, FOUR)
    meeting = b.in_session(town, 16)
    measure = b.draft(town, year)
    item = tabling.table_measure(town.clerk, town.place, measure, meeting=meeting)
    meetings.withdraw_item(town.clerk, town.place, item, reason="再作修改")
    b.react()
    measure.refresh_from_db()
    assert (measure.state, measure.item_id) == ("drafted", "")
