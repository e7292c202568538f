"""People: mandates, seats, posts; accounts and roles; bodies and terms of a place."""

from __future__ import annotations

from datetime import date

import pytest

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted
from oversight.institutions import actions, queries
from oversight.institutions.models import Body, Jurisdiction, Membership, RoleGrant
from oversight.institutions.queries.records import role_label
from oversight.institutions.tests.builders import (
    make_account,
    make_actor,
    make_bodies,
    make_deputy,
    make_grant,
    make_person,
    make_place,
    make_term,
    make_unit,
)

pytestmark = pytest.mark.django_db


def test_a_namesake_is_another_person_only_when_said() -> None:
    place = make_place()
    make_person(place, "周一", birth_year=1970)
    with pytest.raises(Invalid) as refused:
        make_person(place, " 周一", birth_year=1970)
    assert refused.value.code == "namesake"
    make_person(place, "周一", birth_year=1970, namesake=True)
    assert queries.people_of(place).count() == 2


def test_a_mandate_ends_with_a_reason_and_leaves_the_base_with_a_reason() -> None:
    place, actor = make_place(), operator()
    mandate = make_deputy(place)
    with pytest.raises(Invalid):
        actions.set_counts_in_base(actor, place, deputyship=mandate, counts=False)
    mandate.refresh_from_db()
    actions.set_counts_in_base(actor, place, deputyship=mandate, counts=False, reason="暂停执行")
    with pytest.raises(Invalid) as refused:
        actions.end_deputyship(actor, place, deputyship=mandate, on=date(2026, 6, 30), reason=" ")
    assert refused.value.code == "reason_missing"
    actions.end_deputyship(actor, place, deputyship=mandate, on=date(2026, 6, 30), reason="辞职")
    entry = audit.last_entry(place.code, "institutions.end_deputyship")
    assert entry is not None and "代表法" in entry.basis
    assert entry.changes[0]["after"] == {"valid_to": "2026-06-30", "end_reason": "辞职"}
    assert not queries.deputyships_in(place).on(date(2026, 7, 1)).exists()


def test_one_mandate_a_term_and_the_constituency_is_of_that_term() -> None:
    place, actor = make_place(), operator()
    mandate = make_deputy(place)
    old = make_term_before(place)
    elsewhere = actions.create_constituency(actor, place, term=old, name="一选区")
    with pytest.raises(Invalid) as refused:
        actions.add_deputyship(actor, place, person=mandate.person, term=mandate.term)
    assert refused.value.code == "mandate_exists"
    with pytest.raises(Invalid) as refused:
        actions.change_deputyship(actor, place, deputyship=mandate, constituency=elsewhere)
    assert refused.value.code == "other_term"


def make_term_before(place):
    return actions.create_term(
        operator(), place, term_no=17, valid_from=date(2017, 1, 1), valid_to=date(2022, 1, 9)
    )


def test_a_committee_member_gives_up_a_supervised_office_first() -> None:
    place, actor = make_place(), operator()
    person, unit = make_person(place), make_unit(place)
    committee = make_bodies(place)["standing_committee"]
    post = actions.add_post(actor, place, person=person, unit=unit, title="局长")
    with pytest.raises(Invalid) as refused:
        actions.add_membership(
            actor, place, person=person, body=committee, valid_from=date(2026, 7, 1)
        )
    assert refused.value.code == "incompatible" and "第四十七条" in refused.value.basis
    actions.end_post(actor, place, post=post, on=date(2026, 6, 30), reason="转任")
    seat = actions.add_membership(
        actor, place, person=person, body=committee, valid_from=date(2026, 7, 1)
    )
    with pytest.raises(Invalid):
        actions.add_post(
            actor, place, person=person, unit=unit, title="局长", valid_from=date(2026, 8, 1)
        )
    assert seat.pk


def test_a_unit_has_one_head_at_a_time() -> None:
    place, actor = make_place(), operator()
    unit = make_unit(place)
    head = {"unit": unit, "title": "局长", "is_head": True}
    actions.add_post(actor, place, person=make_person(place), **head)
    with pytest.raises(Invalid) as refused:
        actions.add_post(actor, place, person=make_person(place), **head)
    assert refused.value.code == "head_taken"


@pytest.mark.parametrize(
    ("kind", "has", "lacks"),
    [
        ("county", "standing_committee", "street_committee"),
        ("town", "presidium", "standing_committee"),
        ("subdistrict", "street_committee", "congress"),
    ],
)
def test_standard_bodies_follow_the_level(kind: str, has: str, lacks: str) -> None:
    place = make_place(kind=kind)
    bodies = make_bodies(place)
    assert has in bodies and lacks not in bodies
    with pytest.raises(Invalid) as refused:
        actions.create_body(operator(), place, kind=lacks, name="不该有的机构")
    assert refused.value.code == "body_not_allowed" and refused.value.basis


def test_a_street_committee_adopts_nothing_and_counts_no_meetings() -> None:
    place = make_place(kind="subdistrict")
    committee = make_bodies(place)["street_committee"]
    assert not committee.adopts_by_vote
    with pytest.raises(Invalid) as refused:
        make_term(place)
    assert refused.value.code == "no_congress"
    assert make_bodies(make_place(kind="village")) == {}


def test_meeting_numbers_belong_to_body_and_term() -> None:
    place, actor = make_place(), operator()
    bodies, term = make_bodies(place), make_term(place)
    committee = bodies["standing_committee"]
    counter = {"body": committee, "term": term}
    actions.set_meeting_counter(actor, place, **counter, next_meeting_no=36)
    actions.set_meeting_counter(actor, place, **counter, next_meeting_no=37)
    assert queries.counters_of(place).get().next_meeting_no == 37
    with pytest.raises(Invalid) as refused:
        actions.set_meeting_counter(
            actor, place, body=bodies["general_office"], term=term, next_meeting_no=1
        )
    assert refused.value.code == "no_meetings"
    with pytest.raises(Invalid) as refused:
        actions.create_term(actor, place, term_no=19, valid_from=date(2023, 1, 1))
    assert refused.value.code == "terms_overlap"


def test_roles_are_given_and_taken_by_another_and_end_at_once() -> None:
    place = make_place()
    admin, account = make_actor(place, "admin"), make_account()
    grant = actions.grant_role(admin, place, account=account, role="clerk")
    with pytest.raises(Invalid):
        actions.grant_role(admin, place, account=account, role="clerk")
    with pytest.raises(Invalid) as refused:
        actions.grant_role(admin, place, account=account, role="liaison")
    assert refused.value.code == "role_without_unit"
    clerk = queries.actor_for(grant)
    with pytest.raises(Invalid) as refused:
        actions.grant_role(clerk, place, account=account, role="chair")
    assert refused.value.code == "own_role"
    with pytest.raises(Invalid):
        actions.revoke_role(clerk, place, grant=grant, reason="调离")
    actions.revoke_role(admin, place, grant=grant, reason="调离")
    assert queries.grants_of(account) == []
    with pytest.raises(NotPermitted):
        actions.grant_role(make_actor(place, "chair"), place, account=account, role="clerk")


@pytest.mark.parametrize("role", ["clerk", "reviewer", "chair", "auditor", "admin"])
def test_a_printed_code_opens_no_office(role: str) -> None:
    place = make_place()
    admin, account = make_actor(place, "admin"), make_account(kind="deputy")
    with pytest.raises(Invalid) as refused:
        actions.grant_role(admin, place, account=account, role=role)
    assert refused.value.code == "deputy_account"
    assert queries.grants_of(account) == []
    assert actions.grant_role(admin, place, account=account, role="member").role == "member"


def test_opening_an_account_links_the_person_and_gives_the_role() -> None:
    place = make_place()
    person, admin = make_person(place, "周一"), make_actor(place, "admin")
    account, password = actions.open_account(
        admin, place, person=person, role="clerk", username="zhou1"
    )
    person.refresh_from_db()
    assert (person.account_id, bool(password)) == (account.pk, True)
    assert [grant.role for grant in queries.grants_of(account)] == ["clerk"]
    entry = audit.last_entry(place.code, "institutions.open_account")
    assert entry is not None and password not in str(entry.facts)
    with pytest.raises(Invalid) as refused:
        actions.open_account(admin, place, person=person, role="chair", username="zhou2")
    assert refused.value.code == "has_account"


def test_a_deputys_card_opens_the_account_and_replaces_the_last_card() -> None:
    place = make_place()
    mandate, admin = make_deputy(place), make_actor(place, "admin")
    first, plain = actions.issue_deputy_code(admin, place, mandate=mandate)
    mandate.person.refresh_from_db()
    assert mandate.person.account.kind == "deputy"
    _second, other = actions.issue_deputy_code(admin, place, mandate=mandate)
    first.refresh_from_db()
    assert first.revoked_at is not None and plain != other
    assert plain not in str(list(audit.entries_of(place.code).values("facts", "changes")))


def test_every_act_of_the_demonstration_leaves_a_chain_that_holds() -> None:
    place = make_place()
    make_deputy(place)
    make_grant(place)
    assert all(chain.valid for chain in audit.verify_chains())


@pytest.mark.parametrize("role", ["reviewer", "chair", "admin"])
def test_a_clerk_appoints_nobody_who_checks_the_clerk(role: str) -> None:
    place = make_place()
    with pytest.raises(Invalid) as refused:
        actions.grant_role(make_actor(place, "clerk"), place, account=make_account(), role=role)
    assert refused.value.code == "not_by_clerk"


@pytest.mark.parametrize(
    ("kind", "words"),
    [("presidium", ["主席", "副主席", "委员"]), ("standing_committee", ["主任", "副主任", "委员"])],
)
def test_who_leads_is_called_as_the_body_calls_it(kind: str, words: list[str]):
    roles = ("chair", "vice_chair", "member")
    assert [Membership(body=Body(kind=kind), role=role).title for role in roles] == words


@pytest.mark.parametrize(
    ("kind", "level", "word"),
    [("county", "county", "主任"), ("town", "town", "主席"), ("subdistrict", "town", "主任")],
)
def test_who_leads_a_place_is_called_as_its_office_does(kind: str, level: str, word: str):
    place = Jurisdiction(kind=kind, level=level)
    assert place.leader == word
    assert RoleGrant(jurisdiction=place, role="chair").title == word
    assert role_label("chair", place) == word


def test_lists_of_delegations_are_in_natural_order() -> None:
    place = make_place()
    term = make_term(place)
    for name in ("第十代表团", "第二代表团", "第一代表团"):
        actions.create_delegation(operator(), place, term=term, name=name)
    rows = queries.in_order(queries.delegations_of(place))
    assert [one.name for one in rows] == ["第一代表团", "第二代表团", "第十代表团"]
