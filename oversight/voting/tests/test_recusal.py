"""回避和保密: nobody counts a vote on their own unit, a name alone opens no count, no handful is counted apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions as institutions
from oversight.institutions import queries as bodies
from oversight.institutions.tests import builders as make
from oversight.rulebooks.tests.builders import make_adopted
from oversight.voting import actions, queries
from oversight.voting.queries.counts import scrutinises
from oversight.voting.tests import builders as b
from oversight.voting.values import Roll, RollRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
ROWS = [(30, 5, 3, 0)]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


def person_of(office: b.Office, role: str):
    """The person who signs in as this role."""
    grant = office.grants[role]
    person = make.make_person(office.place, grant.account.display_name)
    return institutions.link_account(operator(), office.place, person=person, account=grant.account)


def test_nobody_counts_a_vote_on_the_own_unit_or_on_themselves(office: b.Office):
    unit = make.make_unit(office.place)
    clerk, reviewer = person_of(office, "clerk"), person_of(office, "reviewer")
    institutions.add_post(operator(), office.place, person=clerk, unit=unit, title="科长")
    poll = b.collected(
        office, b.make_poll(office, units=[unit.public_id], candidates=[reviewer.public_id])
    )
    for role, code in (("clerk", "teller_of_the_unit"), ("reviewer", "teller_is_candidate")):
        with pytest.raises(Refused) as refused:
            actions.enter_counts(
                office.actor(role), office.place, poll, figures=b.figures(poll, ROWS)
            )
        assert refused.value.code == code
    actions.enter_counts(office.actor("office"), office.place, poll, figures=b.figures(poll, ROWS))


def test_a_name_that_the_register_knows_opens_no_count_without_its_person(office: b.Office):
    poll = b.make_poll(office)
    namesake = replace(office.actor("deputy"), label="秦望川")
    assert scrutinises(namesake, poll), "nobody of this name is in the register"
    make.make_person(office.place, "秦望川")
    assert not scrutinises(namesake, poll)
    assert not queries.may_see_count(namesake, poll)


def test_a_handful_in_the_hall_is_not_counted_apart_in_secret(office: b.Office):
    roll = b.roll(8, 6, 2)
    with pytest.raises(Invalid) as invalid:
        b.make_poll(office, method="mixed", roll=roll)
    assert invalid.value.code == "part_too_small"
    assert b.make_poll(office, method="mixed", roll=roll, secret=False).method == "mixed"


def rated(office: b.Office, **more):
    """A rating of two units by 14, 10 of them present; a deputy head of the first is on the roll."""
    units = [make.make_unit(office.place) for _unit in range(2)]
    people = [make.make_person(office.place) for _person in range(3)]
    institutions.add_post(operator(), office.place, person=people[0], unit=units[0], title="副局长")
    rows = [RollRow(one.public_id, one.name, present=True) for one in people]
    rows += [RollRow("", f"委员{n}", present=n < 9) for n in range(1, 12)]
    rows[1] = replace(rows[1], present=False)
    options = [one.name for one in units]
    poll = b.make_rating(office, options=options, roll=Roll(tuple(rows)), **more)
    return poll, people, options


def test_who_holds_a_post_in_a_rated_unit_leaves_its_base_and_others_declare(office: b.Office):
    poll, people, (first, second) = rated(office)
    clerk = office.actor("clerk")
    form = queries.form_of(poll)
    assert (form.base_of(0), form.base_of(1), form.parts[0].recused) == (13, 14, (1, 0))
    assert [(one.name, one.detail, one.by_rule) for one in queries.recusals_of(poll)] == [
        (people[0].name, "副局长", True)
    ]
    values = {"name": people[1].name, "options": [second, first], "reason": "配偶任该单位处长"}
    with pytest.raises(NotPermitted):
        actions.declare_recusal(office.actor("member"), office.place, poll, **values)
    poll = actions.declare_recusal(clerk, office.place, poll, **values)
    poll = actions.declare_recusal(clerk, office.place, poll, **{**values, "name": "委员1"})
    assert queries.form_of(poll).recused == (3, 2)
    assert queries.form_of(poll).parts[0].recused == (2, 1), "one of them is absent"
    entry = audit.last_entry(office.place.code, "voting.declare_recusal")
    assert (entry.note, entry.facts["name"]) == ("配偶任该单位处长", "委员1")
    for given, code in (
        ({"name": "旁人"}, "not_on_the_roll"),
        ({"options": ["别的"]}, "unknown_option"),
        ({"options": []}, "no_options"),
        ({"reason": " "}, "no_reason"),
        ({}, "recused_already"),
    ):
        with pytest.raises(Refused) as refused:
            actions.declare_recusal(clerk, office.place, poll, **{**values, **given})
        assert refused.value.code == code
    undone = {"option": first, "reason": "登记有误"}
    with pytest.raises(Refused) as refused:
        actions.withdraw_recusal(clerk, office.place, poll, name=people[0].name, **undone)
    assert refused.value.code == "found_by_rule"
    poll = actions.withdraw_recusal(clerk, office.place, poll, name="委员1", **undone)
    assert queries.form_of(poll).recused == (2, 2)
    poll = actions.open_poll(clerk, office.place, poll)
    with pytest.raises(Refused) as refused:
        actions.declare_recusal(clerk, office.place, poll, **{**values, "name": "委员2"})
    assert refused.value.code == "wrong_state"


def test_a_recused_row_is_counted_against_its_own_base_and_takes_no_more_grades(office: b.Office):
    """14 of all, 10 present; one there recuses from the first: 13 are its base, 9 may grade it."""
    poll, _people, (first, second) = rated(office)
    poll = b.collected(office, poll, 10, 10)
    rows = [(7, 3, 0, 0), (7, 3, 0, 0)]
    poll = b.entered(office, poll, b.figures(poll, rows, valid=10, invalid=0))
    with pytest.raises(Refused) as refused:
        actions.lock_sheet(office.actor("clerk"), office.place, poll)
    assert (refused.value.code, refused.value.where) == ("sums_do_not_hold", "recused")
    assert "回避 1 人" in refused.value.text and "多于可以测评的 9 人" in refused.value.text
    change = {"reason": "看原票", "witness": "秦望川", "side": "both"}
    for cell, value in (("paper.0.basically_satisfied", 2), ("paper.0.silent", 1)):
        for made in actions.correct_cell(
            office.actor("clerk"), office.place, poll, cell=cell, value=value, **change
        ):
            if made.state == "proposed":
                actions.confirm_correction(
                    office.actor("reviewer"), office.place, poll, correction=made.public_id
                )
    poll = b.announced(office, b.signed(office, poll))
    outcome = queries.outcome_of(poll)
    assert outcome is not None
    assert outcome.grades == {first: "satisfied", second: "satisfied"}
    assert outcome.figures["bases"] == {first: 13, second: 14}
    assert outcome.figures["recusals"][0]["detail"] == "副局长"
    assert (
        f"“{first}”：回避 1 人（在被测评单位任职），不计入基数，基数 13 人；满意 7 票"
        in outcome.text
    )
    more_than_half = {
        "code": "half_of_all_does_not", "body_kind": "standing_committee", "satisfied_from": 0,
        "basically_from": 0, "least_raters": 0, "basis": "《测评办法》", "text": "超过半数",
    }  # fmt: skip
    make_adopted(office.place, ratings={"rows": [more_than_half]})
    again = b.make_rating(
        office, options=[first, second], roll=poll.roll, rule="half_of_all_does_not"
    )
    counted = b.through(office, again, [(7, 2, 0, 1), (7, 3, 0, 0)], 10)
    result = queries.outcome_of(counted)
    assert result is not None
    assert result.grades == {first: "satisfied", second: "basically_satisfied"}, "7 of 13, 7 of 14"


def test_another_round_keeps_what_was_declared_and_finds_the_rest_anew(office: b.Office):
    poll, people, (first, second) = rated(office)
    clerk = office.actor("clerk")
    actions.declare_recusal(
        clerk, office.place, poll, name="委员3", options=[second], reason="近亲属"
    )
    poll = actions.cancel_poll(clerk, office.place, poll, reason="票印错")
    again = actions.hold_again(clerk, office.place, poll, roll=poll.roll)
    assert [(one.option, one.name, one.by_rule) for one in queries.recusals_of(again)] == [
        (first, people[0].name, True),
        (second, "委员3", False),
    ]
    assert (again.voters, again.quorum) == (poll.voters, "standing_committee")
    gone = Roll(tuple(row for row in poll.roll.rows if row.name != "委员3"))
    actions.cancel_poll(clerk, office.place, again, reason="票又印错")
    third = actions.hold_again(clerk, office.place, b.fresh(again), roll=gone)
    assert [one.name for one in queries.recusals_of(third)] == [people[0].name]


def test_a_majority_of_all_knows_no_recusal(office: b.Office):
    unit = make.make_unit(office.place)
    poll = b.make_poll(office, units=[unit.public_id])
    assert poll.recusals == []
    with pytest.raises(Refused) as refused:
        actions.declare_recusal(
            office.actor("clerk"),
            office.place,
            poll,
            name="委员1",
            options=[b.REPORT],
            reason="亲属",
        )
    assert refused.value.code == "recusal_in_ratings_only"


def test_recusal_by_page_and_its_paper(office: b.Office):
    poll, people, (first, second) = rated(office)
    client = make.signed_in(office.grants["clerk"])
    url = {
        name: reverse(f"voting:{name}", args=[office.place.code, poll.public_id])
        for name in ("poll", "declare_recusal", "withdraw_recusal", "ballot", "count_form")
    }
    data = {"name": people[1].public_id, "options": [second], "reason": "近亲属任局长"}
    assert client.post(url["declare_recusal"], data).status_code == 302
    page = client.get(url["poll"]).content.decode()
    assert f"{people[0].name}（在被测评单位任职：副局长，按名册认定）" in page
    assert f"{people[1].name}（近亲属任局长，本人提出或者办公室登记，未到）" in page
    assert "回避 1 人，基数 13 人" in page
    assert "对某一项回避的人，这一行不填" in client.get(url["ballot"]).content.decode()
    assert f"{first}：回避 1 人，基数 13 人" in client.get(url["count_form"]).content.decode()
    undone = {"one": f"{people[1].public_id}:{second}", "reason": "登记有误"}
    assert f'value="{undone["one"]}"' in client.get(url["withdraw_recusal"]).content.decode()
    assert client.post(url["withdraw_recusal"], undone).status_code == 302
    assert queries.form_of(b.fresh(poll)).recused == (1, 0)
    client.post(url["declare_recusal"], {**data, "name": people[2].public_id})
    stale = client.post(url["withdraw_recusal"], undone)
    assert stale.status_code == 422, "sent from a page that still had the other's"
    assert queries.form_of(b.fresh(poll)).recused == (1, 1)


def test_a_committee_member_with_a_post_that_the_law_allows_recuses_by_the_register(
    office: b.Office,
):
    """地方组织法 art. 47 names state organs alone: an association's secretary may sit on the committee."""
    place, member = office.place, make.make_person(office.place)
    committee = bodies.bodies_of(place).get(kind="standing_committee")
    institutions.add_membership(operator(), place, person=member, body=committee)
    kinds = [
        ("县工商业联合会", "association"),
        ("县热力公司", "enterprise"),
        ("县林业局", "department"),
    ]
    union, heating, bureau = (make.make_unit(place, name, kind=kind) for name, kind in kinds)
    client = make.signed_in(office.grants["clerk"])
    address = reverse("institutions:post_new", args=[place.code, member.public_id])
    for unit in (union, heating):
        assert client.post(address, {"unit": unit.public_id, "title": "副主席"}).status_code == 302
    refused = client.post(address, {"unit": bureau.public_id, "title": "副局长"})
    assert refused.status_code == 422 and "不在此限" in refused.content.decode()
    rows = [RollRow(member.public_id, member.name, present=True)]
    rows += [RollRow("", f"委员{n}", present=True) for n in range(1, 9)]
    options = [union.name, heating.name, bureau.name]
    poll = b.make_rating(office, options=options, roll=Roll(tuple(rows)))
    assert queries.form_of(poll).recused == (1, 1, 0)
    assert {(one.detail, one.by_rule) for one in queries.recusals_of(poll)} == {("副主席", True)}


def test_of_two_namesakes_only_the_one_meant_is_withdrawn(office: b.Office):
    place, clerk = office.place, office.actor("clerk")
    twins = [make.make_person(place, "方知行", namesake=True) for _twin in range(2)]
    rows = [RollRow(one.public_id, one.name, present=True) for one in twins]
    rows += [RollRow("", f"委员{n}", present=True) for n in range(1, 9)]
    poll = b.make_rating(office, options=["方知行", "县水利局"], roll=Roll(tuple(rows)))
    assert queries.form_of(poll).recused == (2, 0), "nobody said which of them is rated"
    poll = b.make_rating(
        office,
        options=["方知行", "县水利局"],
        candidates=[twins[0].public_id],
        roll=Roll(tuple(rows)),
    )
    assert [one.person for one in queries.recusals_of(poll)] == [twins[0].public_id]
    values = {"options": ["县水利局"], "reason": "近亲属"}
    with pytest.raises(Invalid) as invalid:
        actions.declare_recusal(clerk, place, poll, name="方知行", **values)
    assert invalid.value.code == "two_of_this_name"
    assert all(one.public_id in invalid.value.text for one in twins)
    for one in twins:
        values = {"name": one.public_id, "options": ["县水利局"], "reason": "近亲属"}
        poll = actions.declare_recusal(clerk, place, poll, **values)
    undone = {"option": "县水利局", "reason": "登记有误"}
    with pytest.raises(Invalid) as invalid:
        actions.withdraw_recusal(clerk, place, poll, name="方知行", **undone)
    assert invalid.value.code == "two_of_this_name"
    poll = actions.withdraw_recusal(clerk, place, poll, name=twins[1].public_id, **undone)
    left = [one.person for one in queries.recusals_of(poll) if not one.by_rule]
    assert left == [twins[0].public_id]


def test_an_option_that_names_no_unit_is_about_all_units_given(office: b.Office):
    place = office.place
    units, people = [make.make_unit(place) for _ in range(2)], [make.make_person(place)]
    institutions.add_post(operator(), place, person=people[0], unit=units[0], title="副局长")
    rows = [RollRow(people[0].public_id, people[0].name, present=True)]
    rows += [RollRow("", f"委员{n}", present=True) for n in range(1, 9)]
    poll = b.make_rating(
        office,
        options=["整改工作", "服务态度", units[1].name],
        units=[one.public_id for one in units],
        roll=Roll(tuple(rows)),
    )
    assert queries.form_of(poll).recused == (1, 1, 0)
