"""计票的行为: blind entries, corrections, locking, signatures, announcement, a recount; nothing of a result too early."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.voting import actions, linking, queries, searching
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


def test_the_others_figure_changes_only_once_that_teller_or_a_scrutineer_confirms_it(office):
    clerk, reviewer, place = office.actor("clerk"), office.actor("reviewer"), office.place
    watching = make.make_grant(place, "member")
    person = make.make_person(place, "监票委员")
    institutions.link_account(operator(), place, person=person, account=watching.account)
    rows = [{"name": person.name, "person": person.public_id, "chief": True}]
    poll = b.collected(office, b.make_poll(office, scrutineers=rows))
    cells = b.figures(poll, [(22, 10, 4, 2)])
    poll = b.entered(office, poll, cells, {**cells, "keypad.0.yes": 21})
    change = {"cell": "keypad.0.yes", "value": 22, "reason": "看原票", "witness": person.name}
    (made,) = actions.correct_cell(clerk, place, poll, side="second", **change)
    assert made.state == "proposed" and queries.entries_of(poll)[1].figures["keypad.0.yes"] == 21
    with pytest.raises(Refused) as error:
        actions.lock_sheet(clerk, place, poll)
    assert refused("cells_differ", error)
    with pytest.raises(Refused) as error:
        actions.correct_cell(clerk, place, poll, side="second", **change)
    assert refused("correction_waits", error)
    with pytest.raises(NotPermitted):
        actions.confirm_correction(clerk, place, poll, correction=made.public_id)
    with pytest.raises(Invalid):
        actions.refuse_correction(reviewer, place, poll, correction=made.public_id, reason=" ")
    actions.refuse_correction(reviewer, place, poll, correction=made.public_id, reason="没看到票")
    with pytest.raises(Refused) as error:
        actions.confirm_correction(reviewer, place, poll, correction=made.public_id)
    assert refused("nothing_waits", error)
    (again,) = actions.correct_cell(clerk, place, poll, side="second", **change)
    client = make.signed_in(watching)
    page = client.get(reverse("voting:count", args=[place.code, poll.public_id]))
    assert "等待确认的改动" in page.content.decode() and "没看到票" in page.content.decode()
    url = reverse("voting:confirm_correction", args=[place.code, poll.public_id, again.public_id])
    assert client.get(url).status_code == 200 and client.post(url).status_code == 302
    sheet = actions.lock_sheet(clerk, place, b.fresh(poll))
    assert [one["confirmed_by"] for one in sheet.content["corrections"]] == [str(watching.account)]


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
    assert [one.state for one in made] == ["proposed", "made"]
    actions.confirm_correction(
        office.actor("clerk"), office.place, poll, correction=made[0].public_id
    )
    assert actions.lock_sheet(office.actor("clerk"), office.place, poll).content["result"]


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
    actions.correct_cell(office.actor("reviewer"), office.place, poll, side="second", **change)
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
