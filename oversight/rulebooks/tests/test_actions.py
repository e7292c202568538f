"""规则簿的行为: change, entry in the record, refusal."""

from __future__ import annotations

import json
from datetime import date

import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import Actor, operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions.models import Jurisdiction
from oversight.institutions.tests import builders as make
from oversight.rulebooks import actions, queries, shipped
from oversight.rulebooks.actions.drafting import fix_content, refuse_contradicting
from oversight.rulebooks.tests.builders import (
    adopt,
    change,
    deciding_body,
    make_adopted,
    make_draft,
)

pytestmark = pytest.mark.django_db(transaction=True)
CLERK = Actor(1, "周砚清", "clerk", place="linxi")
CHAIR = Actor(2, "陆景行", "chair", place="linxi")
REVIEWER = Actor(3, "沈知微", "reviewer", place="linxi")
OFFICE = Actor(4, "许望舒", "office", place="linxi")
DAY = date(2026, 1, 8)


def make_place(code: str = "linxi", kind: str = "county", **more) -> Jurisdiction:
    return make.make_place(code, kind, **more)


def test_without_an_adopted_version_the_template_is_in_force():
    place = make_place()
    found = queries.in_force(place)
    assert (found.template, found.number, found.reference) == (
        True,
        None,
        shipped.template().reference,
    )
    assert found.stored == {"rulebook": found.reference, "rulebook_sha256": found.sha256}
    assert queries.at(found.reference, place).content == found.content
    assert queries.methods(place).basis_of("interpellation", "standing_committee").signatures == 3
    assert queries.lead_times(place).days("draft") == 20


def test_a_draft_begins_with_what_is_in_force_and_binds_nobody():
    place = make_place()
    draft = make_draft(place, CLERK, note="按新决议修改")
    assert (draft.state, draft.number, draft.based_on) == (
        "draft",
        None,
        shipped.template().reference,
    )
    assert draft.sha256 == shipped.template().sha256
    assert queries.in_force(place).template
    entry = audit.last_entry("linxi", "rulebooks.draft_version")
    assert entry is not None and entry.facts["based_on"] == draft.based_on


def test_a_change_of_a_draft_leaves_what_was_and_what_is():
    place = make_place()
    draft = change(make_draft(place, CLERK), "double_rise", CLERK, min_count=20)
    assert json.loads(draft.content)["double_rise"]["min_count"] == 20
    assert shipped.sha256_of(draft.content) == draft.sha256 != shipped.template().sha256
    entry = audit.last_entry("linxi", "rulebooks.change_draft")
    assert entry is not None
    assert entry.facts["changes"] == [
        {"item": "min_count", "row": None, "column": "", "before": 10, "after": 20}
    ]


def test_a_change_that_the_law_forbids_writes_nothing():
    place = make_place()
    draft = make_draft(place, CLERK)
    steps = json.loads(draft.content)["lead_times"]["steps"]
    steps[0]["days"] = 15
    with pytest.raises(Invalid) as error:
        change(draft, "lead_times", CLERK, steps=steps)
    assert (error.value.code, error.value.where) == ("below_law", "steps.0.days")
    assert "第十五条" in error.value.basis
    draft.refresh_from_db()
    assert draft.sha256 == shipped.template().sha256


def test_both_rules_of_half_of_all_are_neither_written_nor_adopted():
    place = make_place()
    draft = make_draft(place)
    both = shipped.template("v3").content["ratings"]["rows"]
    with pytest.raises(Invalid) as error:
        change(draft, "ratings", rows=both)
    assert (error.value.code, error.value.where) == ("both_halves", "rows.1.code")
    fix_content(draft, {**json.loads(draft.content), "ratings": {"rows": both}})
    with pytest.raises(Invalid) as error:
        refuse_contradicting(draft)
    assert error.value.code == "both_halves"


def test_two_who_change_the_same_draft_do_not_overwrite_each_other():
    place = make_place()
    draft = make_draft(place, CLERK)
    seen = draft.sha256
    change(draft, "overdue", CLERK, due_soon_days=7)
    values = json.loads(shipped.template().canonical)["overdue"]
    with pytest.raises(Refused) as error:
        actions.change_draft(
            CLERK, place, version=draft, section="overdue", values=values, seen=seen
        )
    assert error.value.code == "written_meanwhile"


def test_one_draft_at_a_time_and_a_withdrawn_one_stays():
    place = make_place()
    draft = make_draft(place, CLERK)
    with pytest.raises(Refused) as error:
        make_draft(place, CLERK)
    assert error.value.code == "draft_open"
    actions.withdraw_draft(CLERK, place, version=draft, reason="会议改期")
    assert draft.state == "withdrawn" and make_draft(place, CLERK).state == "draft"
    with pytest.raises(Refused) as error:
        adopt(draft, CHAIR)
    assert error.value.code == "not_a_draft"


def test_adoption_puts_a_version_in_force_from_its_day_and_the_next_ends_it():
    place = make_place()
    first = adopt(change(make_draft(place, CLERK), "double_rise", CLERK, min_count=20), CHAIR)
    assert (first.state, first.label, first.recorded_label) == ("in_force", "2026年第1版", "陆景行")
    assert queries.in_force(place, date(2026, 1, 7)).template
    found = queries.in_force(place, DAY)
    assert (found.reference, found.label) == (f"{first.public_id}@1", "2026年第1版")
    assert queries.double_rise(place, DAY).min_count == 20
    entry = audit.last_entry("linxi", "rulebooks.adopt_version")
    assert entry is not None
    assert (entry.basis, entry.rule) == ("示人常发〔2026〕3号", "rulebook_adoption@1")

    more = {"on": date(2026, 3, 1), "valid_from": date(2026, 4, 1), "meeting_no": 37}
    second = adopt(
        change(make_draft(place, CLERK), "double_rise", CLERK, min_count=30), CHAIR, **more
    )
    first.refresh_from_db()
    assert (first.state, first.valid_to, second.number) == ("superseded", date(2026, 3, 31), 2)
    assert queries.double_rise(place, date(2026, 3, 31)).min_count == 20
    assert queries.double_rise(place, date(2026, 4, 1)).min_count == 30


def test_a_decision_reads_again_what_held_then():
    place = make_place()
    first = make_adopted(place, double_rise={"min_count": 20})
    kept = queries.in_force(place, DAY).stored
    make_adopted(place, date(2026, 2, 1), double_rise={"min_count": 30})
    again = queries.at(kept["rulebook"])
    assert (again.sha256, again.version) == (kept["rulebook_sha256"], first)
    assert again.section("double_rise").min_count == 20
    for unknown in ("abcdefghjkmn@1", f"{first.public_id}@7", "template@00000000", "x"):
        with pytest.raises(queries.UnknownReference):
            queries.at(unknown)


def test_nobody_records_the_adoption_of_an_own_draft_but_the_chair_of_a_small_office():
    place = make_place(small_office=True)
    draft = make_draft(place)
    draft.drafted_by = 2
    with pytest.raises(Refused) as error:
        adopt_as_drafted_by(draft, REVIEWER, 3)
    assert error.value.code == "own_draft"
    done = adopt_as_drafted_by(draft, CHAIR, 2)
    assert done.state == "in_force" and done.confirmed_by_chair
    entry = audit.last_entry("linxi", "rulebooks.adopt_version")
    assert entry is not None and entry.facts["chair_confirms_in_small_office"] is True


def adopt_as_drafted_by(draft, actor, account):
    """The adoption of a draft that somebody with two roles once wrote."""
    from oversight.audit.acts import act

    with act("rulebooks.change_draft", actor=operator(), place="linxi", permitted=True):
        draft.drafted_by = account
        draft.save()
    return adopt(draft, actor)


def test_the_term_runs_on_the_day():
    place = make_place()
    make.make_term(place, 18, date(2027, 1, 10))
    draft = make_draft(place, CLERK)
    with pytest.raises(Invalid) as error:
        adopt(draft, CHAIR)
    assert (error.value.code, error.value.where) == ("outside_term", "term_no")


def test_after_the_end_the_template_holds_again():
    place = make_place()
    version = make_adopted(place)
    with pytest.raises(Invalid) as error:
        actions.end_version(CHAIR, place, version=version, on=date(2026, 1, 7), basis="决定")
    assert error.value.code == "before_it_began"
    actions.end_version(
        CHAIR, place, version=version, on=date(2026, 5, 31), basis="云人常发〔2026〕9号"
    )
    assert not queries.in_force(place, date(2026, 5, 31)).template
    assert queries.in_force(place, date(2026, 6, 1)).template
    with pytest.raises(Refused):
        actions.end_version(CHAIR, place, version=version, on=date(2026, 6, 1), basis="决定")


def test_lower_places_copy_and_are_not_changed_from_above():
    city = make_place("yunchuan", "city")
    county = make_place("linxi", "county", parent=city)
    above = make_adopted(city, double_rise={"min_count": 20}, overdue={"long_overdue_days": 60})
    draft = actions.copy_version(
        CLERK, county, body=deciding_body(county), source=above, sections=["double_rise"]
    )
    content = json.loads(draft.content)
    assert content["double_rise"]["min_count"] == 20
    assert content["overdue"]["long_overdue_days"] == 90
    assert draft.copied_from == above.reference
    town = make_place("qingshi", "town", parent=county)
    own = adopt(draft, CHAIR)
    later = make_adopted(city, date(2026, 2, 1), double_rise={"min_count": 40})
    assert queries.double_rise(county, date(2026, 3, 1)).min_count == 20
    nearest_first = [one.pk for one in queries.adopted_above(town)]
    assert nearest_first == [own.pk, later.pk, above.pk]


def test_only_an_adopted_version_from_above_is_copied():
    city = make_place("yunchuan", "city")
    county = make_place("linxi", "county", parent=city)
    sibling = make_place("other", "county", parent=city)
    body = deciding_body(county)
    for source in (make_draft(city), make_adopted(sibling)):
        with pytest.raises(Invalid) as error:
            actions.copy_version(CLERK, county, body=body, source=source)
        assert error.value.code == "not_from_above"


def test_a_street_committee_adopts_nothing():
    street = make_place("street", "subdistrict")
    body = make.make_bodies(street)["street_committee"]
    with pytest.raises(Invalid) as error:
        make_draft(street, body=body)
    assert error.value.code == "not_deciding" and "五十九" in error.value.basis


def test_each_act_asks_for_its_role():
    place = make_place()
    draft = make_draft(place)
    for actor in (REVIEWER, CHAIR, OFFICE, Actor(9, "外人", "clerk", place="elsewhere")):
        with pytest.raises(NotPermitted):
            change(draft, "overdue", actor, due_soon_days=7)
    for actor in (CLERK, OFFICE, Actor(9, "外人", "chair", place="elsewhere")):
        with pytest.raises(NotPermitted):
            adopt(draft, actor)
