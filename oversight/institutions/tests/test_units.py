"""Units: registering, renaming in law, merging, splitting, abolishing; each with its entry and refusals."""

from __future__ import annotations

from datetime import date

import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions, queries
from oversight.institutions.tests.builders import (
    make_actor,
    make_bodies,
    make_grant,
    make_person,
    make_place,
    make_unit,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 7, 1)


def test_a_renaming_keeps_the_old_name_and_carries_everybody_over() -> None:
    place = make_place()
    bodies, unit = make_bodies(place), make_unit(place, "城管局", valid_from=date(2019, 1, 1))
    head, officer = make_person(place), make_person(place)
    actor = make_actor(place)
    actions.add_post(actor, place, person=head, unit=unit, title="局长", is_head=True)
    actions.appoint_liaison(actor, place, person=officer, unit=unit)
    actions.set_correspondence(actor, place, office=bodies["general_office"], unit=unit)
    grant = make_grant(place, "liaison", unit=unit)
    renamed = actions.rename_unit(
        actor, place, unit=unit, name="综合执法局", on=DAY, basis="编〔2026〕1号"
    )
    unit.refresh_from_db()
    assert (unit.name, unit.valid_to) == ("城管局", date(2026, 6, 30))
    assert [post.person for post in queries.posts_of(renamed, DAY)] == [head]
    assert queries.liaisons_in(place).filter(unit=renamed).on(DAY).count() == 1
    assert queries.liaisons_in(place).filter(unit=unit).on(DAY).count() == 0
    assert queries.correspondence_in(place).filter(unit=renamed).on(DAY).count() == 1
    held = queries.grants_in(place).filter(account=grant.account).on(queries.today())
    assert [grant.unit for grant in held] == [renamed]
    entry = audit.last_entry(place.code, "institutions.rename_unit")
    assert entry is not None and entry.basis == "编〔2026〕1号"
    assert queries.successors_on(place, 2026 * 12 + 6) == {"城管局": "综合执法局"}
    assert queries.successors_on(place, 2026 * 12 + 5) == {}
    assert queries.unit_periods(place)["城管局"] == (date(2019, 1, 1), date(2026, 6, 30))


def test_a_merger_ends_posts_unless_they_are_carried() -> None:
    place = make_place()
    first, second = make_unit(place, "甲局"), make_unit(place, "乙局")
    actor, person = make_actor(place), make_person(place)
    post = actions.add_post(actor, place, person=person, unit=first, title="局长", is_head=True)
    target = actions.merge_units(
        actor, place, units=[first, second], name="甲乙局", on=DAY, basis="方案"
    )
    post.refresh_from_db()
    assert post.valid_to == date(2026, 6, 30) and post.end_reason
    assert queries.posts_of(target, DAY).count() == 0
    assert queries.successors_on(place, DAY) == {"甲局": "甲乙局", "乙局": "甲乙局"}


def test_a_split_leaves_past_figures_under_the_old_name() -> None:
    place = make_place()
    unit = make_unit(place, "甲局")
    parts = actions.split_unit(
        make_actor(place), place, unit=unit, names=["乙局", "丙局"], on=DAY, basis="方案"
    )
    assert [part.name for part in parts] == ["乙局", "丙局"]
    assert queries.successors_on(place, DAY) == {"甲局": None}


def test_an_abolished_unit_lasts_through_its_last_day() -> None:
    place = make_place()
    unit = make_unit(place, "甲局")
    actions.abolish_unit(make_actor(place), place, unit=unit, on=DAY, basis="方案")
    assert queries.units_of(place).on(DAY).count() == 1
    assert queries.units_of(place).on(date(2026, 7, 2)).count() == 0


def test_successions_never_circle_nor_precede_the_unit() -> None:
    place, actor = make_place(), operator()
    first, second = make_unit(place, "甲局"), make_unit(place, "乙局")
    pair = {"predecessor": first, "successor": second}
    actions.record_succession(actor, place, **pair, on=DAY, kind="moved")
    with pytest.raises(Invalid, match="前身") as refused:
        actions.record_succession(
            actor, place, predecessor=second, successor=first, on=DAY, kind="moved"
        )
    assert refused.value.code == "circle"
    late = make_unit(place, "丙局", valid_from=date(2027, 1, 1))
    with pytest.raises(Refused) as refused:
        actions.rename_unit(actor, place, unit=late, name="丁局", on=DAY, basis="方案")
    assert refused.value.code == "before_unit"
    assert not queries.units_of(place).filter(name="丁局").exists()


def test_a_short_name_is_its_unit_unless_two_living_units_share_it() -> None:
    place = make_place()
    unit = make_unit(place, "住房和城乡建设局", short_name="住建局", aliases=["建设局"])
    make_unit(place, "建设局")
    assert queries.unit_names(place)["住建局"] == "住房和城乡建设局"
    assert queries.unit_names(place)["建设局"] == "建设局"
    renamed = actions.rename_unit(
        make_actor(place), place, unit=unit, name="住房建设局", on=DAY, basis="编〔2026〕1号"
    )
    assert queries.unit_names(place)["住建局"] == "住房和城乡建设局"
    actions.correct_unit(operator(), place, unit=renamed, short_name="住建局")
    assert queries.unit_names(place)["住建局"] == "住房建设局"
    make_unit(place, "住宅局", short_name="住建局")
    assert "住建局" not in queries.unit_names(place)


def test_names_are_unique_and_aliases_trimmed() -> None:
    place = make_place()
    unit = make_unit(place, "甲局", aliases=[" 甲 ", "甲", "", "甲局"])
    assert unit.aliases == ["甲"]
    with pytest.raises(Invalid) as refused:
        make_unit(place, " 甲局 ")
    assert refused.value.code == "unit_exists"
    with pytest.raises(Invalid) as refused:
        make_unit(place, "乙局", valid_from=DAY, valid_to=date(2025, 1, 1))
    assert refused.value.code == "period_reversed"
    with pytest.raises(Invalid) as refused:
        make_unit(place, "长" * 101)
    assert (refused.value.code, refused.value.where) == ("bad_value", "name")


def test_only_the_clerk_of_the_place_changes_units() -> None:
    place, parent = make_place(), make_place()
    unit = make_unit(place)
    for actor in (make_actor(place, "member"), make_actor(place, "admin"), make_actor(parent)):
        with pytest.raises(NotPermitted):
            actions.correct_unit(actor, place, unit=unit, short_name="甲")
    with pytest.raises(Invalid) as refused:
        actions.correct_unit(make_actor(parent), parent, unit=unit, short_name="甲")
    assert refused.value.code == "other_place"


def test_a_liaison_is_handed_over_with_a_note_and_both_ranks_are_two_people() -> None:
    place, actor = make_place(), operator()
    unit, first, second = make_unit(place), make_person(place), make_person(place)
    officer = actions.appoint_liaison(
        actor, place, person=first, unit=unit, valid_from=date(2026, 1, 1)
    )
    with pytest.raises(Invalid) as refused:
        actions.appoint_liaison(actor, place, person=second, unit=unit)
    assert refused.value.code == "rank_taken"
    with pytest.raises(Invalid) as refused:
        actions.appoint_liaison(actor, place, person=first, unit=unit, rank="B")
    assert refused.value.code == "liaison_exists"
    after = actions.hand_over_liaison(
        actor, place, liaison=officer, person=second, on=DAY, note="台账在共享柜"
    )
    officer.refresh_from_db()
    assert officer.valid_to == date(2026, 6, 30)
    assert (after.rank, after.handover_note) == ("A", "台账在共享柜")
