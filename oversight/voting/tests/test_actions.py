"""表决的行为: every act with its change, its entry in the record and its refusal; nothing of a result too early."""

from __future__ import annotations

import json
from io import BytesIO

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.documents.tests.builders import PDF
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.voting import actions, linking, queries, rolls, searching
from oversight.voting.models import Poll
from oversight.voting.tests import builders as b
from oversight.voting.values import Roll, RollRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


def refused(code: str, error: pytest.ExceptionInfo[Refused]) -> bool:
    return error.value.code == code


def last(office: b.Office, code: str):
    entry = audit.last_entry(office.place.code, code)
    assert entry is not None
    return entry


def test_preparing_freezes_the_roll_and_keeps_the_rulebook(office: b.Office):
    poll = b.make_poll(office, about=("agenda_item", "abc"))
    assert (poll.state, poll.base, poll.present) == ("prepared", 45, 38)
    assert (poll.rule_version, len(poll.roll.rows)) == ("committee_more_than_half_of_all@1", 45)
    assert poll.rulebook and poll.rulebook_sha256
    facts = last(office, "voting.prepare_poll").facts
    assert (facts["about_kind"], facts["base"]) == ("agenda_item", 45)
    assert queries.polls_about(office.place, "agenda_item", "abc") == [poll]
    with pytest.raises(NotPermitted):
        actions.name_scrutineers(office.actor("member"), office.place, poll, scrutineers=[])


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "election"}, "unknown_kind"),
        ({"rule": "points"}, "rule_does_not_fit"),
        ({"options": []}, "no_options"),
        ({"options": ["甲", "甲"]}, "option_twice"),
        ({"k": 1}, "no_places_here"),
        ({"kind": "choose", "options": ["甲", "乙"], "k": 3}, "bad_places"),
        ({"method": "keypad", "roll": b.roll(45, 38, 2)}, "video_needs_hands"),
        ({"method": "mixed"}, "nothing_to_mix"),
        ({"roll": Roll(())}, "empty_roll"),
        ({"roll": Roll((RollRow("", "甲", counts_in_base=False), RollRow("", "乙")))}, "no_base_reason"),
        ({"roll": Roll((RollRow("", "甲"), RollRow("", "甲")))}, "on_the_roll_twice"),
        ({"scrutineers": [{"name": b.REPORT, "chief": True}]}, "scrutineer_is_candidate"),
        ({"kind": "satisfaction", "rule": "rates_only"}, "no_such_key"),
    ],
)  # fmt: skip
def test_what_cannot_be_prepared_says_why(office: b.Office, more, code: str):
    with pytest.raises(Refused) as error:
        b.make_poll(office, **more)
    assert refused(code, error)


def test_whoever_holds_a_post_in_the_unit_does_not_scrutinise(office: b.Office):
    unit = make.make_unit(office.place, "市水利局")
    person = make.make_person(office.place, "程予安")
    institutions.add_post(operator(), office.place, person=person, unit=unit, title="局长")
    rows = rolls.scrutineers_of(office.place, ["程予安"])
    assert rows[0]["person"] == person.public_id
    with pytest.raises(Refused) as error:
        b.make_poll(office, units=[unit.public_id], scrutineers=rows)
    assert refused("scrutineer_of_the_unit", error)
    with pytest.raises(Refused) as error:
        b.make_poll(office, options=["市水利局"], scrutineers=rows)
    assert refused("scrutineer_of_the_unit", error)


def test_no_quorum_no_vote(office: b.Office):
    few = b.make_poll(office, roll=b.roll(45, 22))
    with pytest.raises(Refused) as error:
        actions.open_poll(office.actor("clerk"), office.place, few)
    assert refused("not_quorate", error) and "五十一" in error.value.basis
    town = {"rule": "congress_more_than_half_of_all"}
    actions.open_poll(
        office.actor("clerk"), office.place, b.make_poll(office, roll=b.roll(60, 40), **town)
    )
    with pytest.raises(Refused):
        actions.open_poll(
            office.actor("clerk"), office.place, b.make_poll(office, roll=b.roll(60, 39), **town)
        )


def test_paper_needs_scrutineers(office: b.Office):
    poll = b.make_poll(office, method="paper", scrutineers=[])
    clerk = office.actor("clerk")
    with pytest.raises(Refused) as error:
        actions.open_poll(clerk, office.place, poll)
    assert refused("no_scrutineers", error)
    actions.name_scrutineers(clerk, office.place, poll, scrutineers=b.SCRUTINEERS, chair="陆景行")
    assert last(office, "voting.name_scrutineers").facts["names"] == ["秦望川", "沈清和"]
    poll = actions.open_poll(clerk, office.place, poll)
    assert poll.state == "opened" and last(office, "voting.open_poll").facts["poll"]
    with pytest.raises(Refused) as error:
        actions.name_scrutineers(clerk, office.place, poll, scrutineers=[])
    assert refused("wrong_state", error)


def test_a_closed_poll_never_reopens(office: b.Office):
    poll = b.at_state(office, "closed")
    assert poll.closed_at and last(office, "voting.close_poll").facts["poll"] == poll.public_id
    with pytest.raises(Refused) as error:
        actions.open_poll(office.actor("clerk"), office.place, poll)
    assert refused("wrong_state", error)


@pytest.mark.parametrize(
    ("returned", "state"), [(39, "collected"), (40, "collected"), (41, "void")]
)
def test_more_returned_than_issued_is_void(office: b.Office, returned: int, state: str):
    poll = b.at_state(office, "closed")
    chair = office.actor("chair")
    poll = actions.declare_collected(chair, office.place, poll, issued=40, returned=returned)
    assert poll.state == state
    assert last(office, "voting.declare_collected").facts["valid"] is (state == "collected")
    closed = b.at_state(office, "closed")
    for role in ("member", "office"):
        with pytest.raises(NotPermitted):
            actions.declare_collected(
                office.actor(role), office.place, closed, issued=40, returned=40
            )


def test_no_ballot_for_who_is_not_in_the_hall(office: b.Office):
    poll = b.make_poll(office, method="paper", roll=b.roll(45, 38, 2))
    actions.open_poll(office.actor("clerk"), office.place, poll)
    actions.close_poll(office.actor("clerk"), office.place, poll)
    with pytest.raises(Invalid) as error:
        actions.declare_collected(office.actor("chair"), office.place, poll, issued=37, returned=37)
    assert refused("issued_above_present", error)


def test_the_same_person_never_enters_twice_and_nobody_counts_what_they_watch(office: b.Office):
    poll = b.collected(office, b.make_poll(office))
    cells = b.figures(poll, [(22, 10, 4, 2)])
    actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    assert "figures" not in json.dumps(last(office, "voting.enter_counts").changes)
    with pytest.raises(Refused) as error:
        actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    assert refused("entered_already", error)
    label = office.actor("reviewer").label
    watched = b.make_poll(office, scrutineers=[{"name": label, "chief": True}])
    watched = b.collected(office, watched)
    with pytest.raises(Refused) as error:
        actions.enter_counts(office.actor("reviewer"), office.place, watched, figures=cells)
    assert refused("scrutineer_counts", error)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"keypad.0.yes": None}, "missing_figure"),
        ({"keypad.0.yes": -1}, "bad_figure"),
        ({"keypad.9.yes": 1}, "unknown_cell"),
    ],
)
def test_an_entry_has_every_cell_and_no_other(office: b.Office, change, code: str):
    poll = b.collected(office, b.make_poll(office))
    cells = {**b.figures(poll, [(22, 10, 4, 2)]), **change}
    with pytest.raises(Invalid) as error:
        actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    assert refused(code, error)


def test_the_second_sees_nothing_of_the_first(office: b.Office):
    poll = b.collected(office, b.make_poll(office))
    cells = b.figures(poll, [(22, 10, 4, 2)])
    actions.enter_counts(office.actor("clerk"), office.place, poll, figures=cells)
    poll = b.fresh(poll)
    assert queries.count_of(poll) is None
    for role in ("clerk", "reviewer", "chair"):
        assert not queries.may_see_count(office.actor(role), poll)


def test_differing_cells_are_corrected_before_a_witness_and_the_first_figure_stays(
    office: b.Office,
):
    poll = b.collected(office, b.make_poll(office))
    cells = b.figures(poll, [(23, 9, 4, 2)])
    poll = b.entered(office, poll, cells, {**cells, "keypad.0.yes": 22, "keypad.0.no": 10})
    clerk, place = office.actor("clerk"), office.place
    with pytest.raises(Refused) as error:
        actions.lock_sheet(clerk, place, poll)
    assert refused("cells_differ", error)
    change = {"side": "first", "reason": "看原票", "witness": "秦望川"}
    with pytest.raises(NotPermitted):
        actions.correct_cell(
            office.actor("office"), place, poll, cell="keypad.0.yes", value=22, **change
        )
    with pytest.raises(Invalid) as error:
        actions.correct_cell(
            clerk, place, poll, cell="keypad.0.yes", value=22, **{**change, "witness": "旁人"}
        )
    assert refused("not_a_scrutineer", error)
    actions.correct_cell(clerk, place, poll, cell="keypad.0.yes", value=22, **change)
    (made,) = actions.correct_cell(clerk, place, poll, cell="keypad.0.no", value=10, **change)
    assert (made.old, made.new, made.witness) == (9, 10, "秦望川")
    entry = last(office, "voting.correct_cell")
    assert entry.facts["cell"] == "keypad.0.no"
    kept = {name for each in entry.changes for name in each["after"]}
    assert not kept & {"old", "new", "reason"}
    with pytest.raises(Invalid) as error:
        actions.correct_cell(clerk, place, poll, cell="keypad.0.no", value=10, **change)
    assert refused("nothing_to_correct", error)
    sheet = actions.lock_sheet(clerk, place, poll)
    assert [one["old"] for one in sheet.content["corrections"]] == [23, 9]
    assert queries.entries_of(poll)[0].figures["keypad.0.yes"] == 23


def test_the_row_of_ninghai_2021_refuses_to_lock(office: b.Office):
    more = {"options": ["一", "二"], "method": "paper"}
    poll = b.collected(office, b.make_poll(office, roll=b.roll(300, 222), **more), 222, 222)
    cells = b.figures(poll, [(200, 22, 0, 0), (95, 27, 0, 0)], valid=222, invalid=0)
    poll = b.entered(office, poll, cells)
    with pytest.raises(Refused) as error:
        actions.lock_sheet(office.actor("clerk"), office.place, poll)
    assert refused("row_does_not_add_up", error) and "100" in error.value.text
    change = {"cell": "paper.1.yes", "value": 195, "reason": "看原票", "witness": "沈清和"}
    made = actions.correct_cell(office.actor("reviewer"), office.place, poll, side="both", **change)
    assert len(made) == 2
    assert actions.lock_sheet(office.actor("clerk"), office.place, poll).content["result"]


def test_everybody_signs_and_how_is_kept_honestly(office: b.Office):
    poll = b.at_state(office, "locked")
    clerk, reviewer, place = office.actor("clerk"), office.actor("reviewer"), office.place
    with pytest.raises(Invalid) as error:
        actions.sign_sheet(clerk, place, poll, capacity="scrutineer", name="秦望川")
    assert refused("not_a_signer", error)
    with pytest.raises(NotPermitted):
        actions.sign_sheet(clerk, place, poll, capacity="teller", name=reviewer.label)
    with pytest.raises(NotPermitted):
        actions.sign_sheet(
            office.actor("member"), place, poll, capacity="scrutineer", name="沈清和"
        )
    upload = ("签字.pdf", BytesIO(PDF))
    for drawing in (None, [], [[[1, 1]]], [[[1, 1], [90, 1]]]):
        with pytest.raises(Invalid):
            actions.sign_sheet(
                clerk, place, poll, capacity="scrutineer", name="沈清和", drawing=drawing
            )
    with pytest.raises(NotPermitted):
        actions.sign_sheet(
            clerk, place, poll, capacity="teller", name=reviewer.label, drawing=b.DRAWING
        )
    signed = [
        actions.sign_sheet(
            clerk, place, poll, capacity="chief_scrutineer", name="秦望川", upload=upload
        ),
        actions.sign_sheet(
            clerk, place, poll, capacity="scrutineer", name="沈清和", drawing=b.DRAWING
        ),
    ]
    entry = last(office, "voting.sign_sheet")
    assert entry.facts["device_held_by"] == clerk.label and len(entry.facts["drawing"]) == 64
    assert "drawing" not in {name for each in entry.changes for name in each["after"]}
    signed.append(actions.sign_sheet(clerk, place, poll, capacity="teller", name=clerk.label))
    assert [one.way for one in signed] == ["scan", "drawn", "own"]
    assert signed[1].drawing == b.DRAWING
    assert signed[0].scan.confined
    with pytest.raises(Invalid) as error:
        actions.sign_sheet(clerk, place, poll, capacity="teller", name=clerk.label)
    assert refused("signed_already", error)
    assert b.fresh(poll).state == "locked"
    actions.sign_sheet(reviewer, place, poll, capacity="teller", name=reviewer.label)
    assert b.fresh(poll).state == "signed"
    assert last(office, "voting.sign_sheet").facts["way"] == "own"


def test_a_scrutineer_signs_with_the_own_account(office: b.Office):
    grant = office.grants["member"]
    person = make.make_person(office.place, grant.account.display_name)
    institutions.link_account(operator(), office.place, person=person, account=grant.account)
    rows = rolls.scrutineers_of(office.place, [person.name])
    poll = b.make_poll(office, scrutineers=rows)
    poll = b.collected(office, poll)
    b.entered(office, poll, b.figures(poll, [(22, 10, 4, 2)]))
    actions.lock_sheet(office.actor("clerk"), office.place, poll)
    poll = b.fresh(poll)
    member = office.actor("member")
    told = Notice.rows.filter(key=f"voting:{poll.public_id}:sign:1", account=member.account_id)
    assert told.exists() and queries.may_see_count(member, poll)
    signer = {"capacity": "chief_scrutineer", "name": person.name}
    with pytest.raises(NotPermitted):
        actions.sign_sheet(office.actor("clerk"), office.place, poll, drawing=b.DRAWING, **signer)
    url = reverse("voting:sign_sheet", args=[office.place.code, poll.public_id])
    asked = {"signer": f"chief_scrutineer:{person.name}"}
    page = make.signed_in(office.grants["clerk"]).get(url, asked)
    assert page.context["ways"] == {"scan"}
    one = actions.sign_sheet(
        member, office.place, poll, capacity="chief_scrutineer", name=person.name
    )
    assert one.way == "own"


def test_the_chair_announces_with_the_rule_cited(office: b.Office):
    poll = b.at_state(office, "signed")
    assert queries.outcome_of(poll) is None
    with pytest.raises(NotPermitted):
        actions.announce(office.actor("clerk"), office.place, poll)
    poll = actions.announce(office.actor("chair"), office.place, poll)
    entry = last(office, "voting.announce")
    assert entry.facts["poll"] == poll.public_id and entry.facts["passed"] == ["示例路改造"]
    assert entry.facts["tied"] == ["社区食堂", "公交候车亭"]
    outcome = queries.outcome_of(poll)
    assert outcome is not None and outcome.open_places == 1
    assert (poll.announced_label, poll.announced_entered_by) == (
        "陆景行", office.actor("chair").label
    )  # fmt: skip
    assert entry.facts["presided_by"] == "陆景行" and entry.facts["entered_on_behalf"]
    assert "《地方组织法》第五十一条" in poll.announcement
    assert "应到 45 人，实到 40 人" in poll.announcement
    with pytest.raises(Refused):
        actions.announce(office.actor("chair"), office.place, poll)


def test_only_the_tied_are_voted_on_again_with_a_fresh_roll(office: b.Office):
    first = b.at_state(office, "announced")
    before = Poll.objects.in_scope(registers.ALL_PLACES).filter(pk=first.pk).values().get()
    replaced = Roll(
        tuple(
            RollRow("", "新代表" if row.name == "委员1" else row.name, present=row.present)
            for row in first.roll.rows
        )
    )
    clerk = office.actor("clerk")
    again = actions.hold_again(clerk, office.place, first, roll=replaced)
    assert (again.round, again.options, again.k) == (2, ["社区食堂", "公交候车亭"], 1)
    assert again.roll.rows[0].name == "新代表"
    assert Poll.objects.in_scope(registers.ALL_PLACES).filter(pk=first.pk).values().get() == before
    assert queries.rounds_of(first) == queries.rounds_of(again) == [first, again]
    assert last(office, "voting.hold_again").facts["previous"] == first.public_id
    with pytest.raises(Refused) as error:
        actions.hold_again(clerk, office.place, first, roll=replaced)
    assert refused("held_again_already", error)


def test_a_void_vote_is_held_again_on_everything(office: b.Office):
    void = b.at_state(office, "void")
    again = actions.hold_again(office.actor("clerk"), office.place, void, roll=b.roll(45, 41))
    assert (again.options, again.k, again.present) == (void.options, 2, 41)
    assert b.fresh(void).state == "void"


def test_what_passed_is_not_voted_on_again(office: b.Office):
    poll = b.through(office, b.make_poll(office), [(23, 9, 4, 2)])
    with pytest.raises(Refused) as error:
        actions.hold_again(office.actor("clerk"), office.place, poll, roll=b.roll())
    assert refused("nothing_open", error)


def test_cancelling_keeps_the_record_with_its_reason(office: b.Office):
    poll = b.at_state(office, "opened")
    with pytest.raises(Invalid):
        actions.cancel_poll(office.actor("clerk"), office.place, poll, reason=" ")
    poll = actions.cancel_poll(office.actor("clerk"), office.place, poll, reason="表决器故障")
    assert (poll.state, poll.end_reason) == ("cancelled", "表决器故障")
    assert last(office, "voting.cancel_poll").note == "表决器故障"
    with pytest.raises(Refused):
        actions.cancel_poll(
            office.actor("clerk"), office.place, b.at_state(office, "collected"), reason="晚了"
        )


def test_a_recount_keeps_the_first_sheet(office: b.Office):
    poll = b.at_state(office, "locked")
    sheet = queries.sheet_of(poll)
    clerk, place = office.actor("clerk"), office.place
    with pytest.raises(Invalid) as error:
        actions.order_recount(clerk, place, poll, reason="错行", ordered_by="旁人")
    assert refused("not_the_chief", error)
    poll = actions.order_recount(clerk, place, poll, reason="录错行", ordered_by="秦望川")
    assert (poll.state, poll.count_no) == ("collected", 2)
    assert last(office, "voting.order_recount").facts["count"] == 2
    assert "录错行" not in str(list(vars(last(office, "voting.order_recount")).values()))
    assert [(each["count"], each["reason"]) for each in poll.recounts] == [(1, "录错行")]
    kept = poll.sheets.get(count_no=1)
    assert (kept.sha256, kept.set_aside_reason) == (sheet.sha256, "录错行")
    rows = [(28, 7, 3, 1), (24, 11, 3, 1), (26, 10, 2, 1)]
    poll = b.entered(office, poll, b.figures(poll, rows, valid=39, invalid=1))
    outcome = queries.outcome_of(b.announced(office, b.signed(office, poll)))
    assert outcome is not None and outcome.passed == ("示例路改造", "公交候车亭")


def test_a_show_of_hands_is_not_secret(office: b.Office):
    poll = b.make_poll(office, method="hands")
    assert poll.secret is False
    outcome = queries.outcome_of(b.through(office, poll, [(23, 9, 4, 2)]))
    assert outcome is not None and outcome.passed == (b.REPORT,)
    assert outcome.figures["cast"] == [36]


def test_two_methods_make_two_records_and_one_total(office: b.Office):
    poll = b.make_poll(office, method="mixed", roll=b.roll(45, 38, 2))
    outcome = queries.outcome_of(b.through(office, poll, [(22, 8, 5, 1), (1, 1, 0, 0)]))
    assert outcome is not None and outcome.passed == (b.REPORT,)
    assert [part["method"] for part in outcome.figures["parts"]] == ["keypad", "hands"]
    assert outcome.figures["rows"][0]["yes"] == 23
    assert "视频参加的 2 人举手" in outcome.text


def test_nothing_of_a_result_is_kept_where_it_could_be_read(office: b.Office):
    """The chain of acts, the index and the links of a vote before its announcement hold no figure of it."""
    clerk = office.actor("clerk")
    rows = (RollRow("", chr(0x4E00 + n), present=n < 2800) for n in range(3000))
    poll = b.make_poll(office, roll=Roll(tuple(rows)), rule="more_than_half_of_all")
    poll = b.collected(office, poll)
    cells = b.figures(poll, [(2531, 211, 40, 18)])
    poll = b.entered(office, poll, cells, {**cells, "keypad.0.yes": 2532})
    change = {"cell": "keypad.0.yes", "value": 2531, "reason": "看屏幕，2531", "witness": "秦望川"}
    actions.correct_cell(clerk, office.place, poll, side="second", **change)
    poll = b.signed(office, poll)
    kept = [
        json.dumps([one.note, one.facts, one.changes], default=str)
        for one in audit.entries_of(office.place.code)
        if one.code not in {"voting.prepare_poll", "voting.announce"}
    ]
    assert not any("2531" in text or "2532" in text for text in kept)
    assert searching.entry(office.place, poll.public_id) is None
    assert not searching.among(clerk, office.place, [poll.public_id])
    found = linking.linked(clerk, office.place, poll.public_id)
    assert found is not None and found.note == "待宣布"
    poll = b.announced(office, poll)
    entry = searching.entry(office.place, poll.public_id)
    assert entry is not None and "2531" in entry.text


def test_the_check_value_does_not_give_the_figures_away(office: b.Office):
    sheets = []
    for _again in range(2):
        poll = b.collected(office, b.make_poll(office))
        b.entered(office, poll, b.figures(poll, [(22, 10, 4, 2)]))
        sheets.append(actions.lock_sheet(office.actor("clerk"), office.place, poll))
    assert sheets[0].content["nonce"] != sheets[1].content["nonce"]


def test_the_roll_of_a_body_is_its_members_of_today(office: b.Office):
    body = registers.body_of_kind(office.place, "standing_committee")
    people = [make.make_person(office.place, name) for name in ("宋知行", "顾怀远", "葛青禾")]
    for person in people:
        institutions.add_membership(operator(), office.place, person=person, body=body)
    roll = rolls.attended(rolls.roll_of(office.place, body), ["顾怀远"], ["葛青禾"])
    assert (roll.base, roll.present, roll.present_by_video) == (3, 2, 1)
    with pytest.raises(Invalid):
        rolls.attended(roll, ["不在册"], [])
