"""用投票卡票决: the frozen list becomes an electronic secret ballot; what follows from it is as from paper."""

from __future__ import annotations

import pytest
from secret_ballot.v1.credentials import new_private_credential

from oversight.audit.errors import Refused
from oversight.projects.queries import ballots as read
from oversight.projects.tests import builders_voting as b
from oversight.voting import actions as voting
from oversight.voting.queries import form_of
from oversight.voting.rules.card_questions import questions_of
from oversight.voting.secret import actions as secret
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import secret_builders as s

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(autouse=True)
def built(monkeypatch):
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)


@pytest.fixture(scope="module")
def town(module_db) -> b.Town:
    return b.make_town(14)


@pytest.fixture(scope="module")
def year(town):
    return b.ready(town, b.NAMES[:4], ballot="exactly_k")[0]


@pytest.fixture(scope="module")
def keys(town):
    return s.make_keys(town)


def test_just_k_by_card_and_a_blank_ballot_is_invalid_as_on_paper(town, year, keys):
    poll = b.put(town, year, method="cards")
    assert (poll.method, poll.matter, poll.measure != "") == ("cards", "project_choice", True)
    assert questions_of(form_of(poll), poll.title)[0].blank
    secret.freeze_ballot(town.clerk, town.place, poll, key_set=keys, trial=False)
    hall = s.Hall(town, keys, poll, [new_private_credential() for _ in range(14)])
    sheet = hall.box.sheets[0]
    assert sheet["kind"] == "choose"
    assert sheet["answers"][0]["name"] == b.NAMES[0]
    assert "年底前建成使用" in sheet["answers"][0]["note"] and "10" in sheet["answers"][0]["note"]
    hall.fix_cards()
    hall.open()
    first_two, last_two, blank = [[0, 1, 1, 0, 0]], [[0, 0, 0, 1, 1]], [[1, 0, 0, 0, 0]]
    for voter, chosen in enumerate([first_two] * 9 + [last_two] * 4 + [blank]):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    hall.close()
    hall.work()
    hall.declare()
    hall.decrypt(1, 2)
    b.sign_all(town, hall.fresh())
    voting.announce(town.actor("chair"), town.place, hall.fresh())
    b.react()
    made = read.ballots_of(year)[0]
    assert [made.figures[key] for key in ("issued", "returned", "valid", "invalid")] == [
        14,
        14,
        13,
        1,
    ]
    assert made.status == "valid"
    states = b.states(b.fresh(year))
    assert [states[name] for name in b.NAMES[:2]] == ["chosen", "chosen"]


def test_a_measure_of_ranking_is_voted_on_paper(town):
    year, _meeting = b.ready(town, b.NAMES[:4], year=2028, ballot="rank")
    with pytest.raises(Refused) as error:
        b.put(town, year, method="cards")
    assert error.value.code in {"not_by_cards", "ranking_needs_paper"}
