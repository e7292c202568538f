"""监票密钥: the ceremony through the API, lies and repetitions, when keys are in force, what production refuses."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from django.test import Client
from secret_ballot.v1 import threshold as protocol
from secret_ballot.v1.trustees import read_trustees

from oversight.audit import queries as audit
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.voting.models import KeySet
from oversight.voting.rules import key_stages as rules
from oversight.voting.secret import keys, keys_actions, keys_refusals
from oversight.voting.tests import builders as b
from oversight.voting.tests.ceremonies import (
    NAMES,
    SUITE,
    Holders,
    active,
    assembled,
    fresh,
    make_key_set,
    told_by_acts,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
BASE = "/api/v1/key-ceremony"


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


class Tools:
    """The tool of each holder over the network."""

    def __init__(self, office: b.Office, key_set: KeySet) -> None:
        clerk = office.actor("clerk")
        self.codes = [
            keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=one.number)[1]
            for one in keys.holders_of(key_set)
        ]

    def ask(self, number: int, path: str = "") -> Any:
        return Client().get(BASE + path, headers=self.header(number))

    def tell(self, number: int, part: str, value: Any) -> Any:
        sent = {"data": json.dumps(value), "content_type": "application/json"}
        return Client().post(f"{BASE}/{part}", headers=self.header(number), **sent)

    def header(self, number: int) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.codes[number - 1]}"}


def code_of(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def test_a_whole_ceremony_through_the_api(office: b.Office):
    key_set = make_key_set(office)
    tools, holders = Tools(office, key_set), Holders(3)
    first = tools.ask(1).json()
    assert (first["stage"], first["threshold"], first["number"], first["name"]) == (
        "certificates", 2, 1, "秦望川",
    )  # fmt: skip
    assert first["certificates"] is None and first["received"] is None
    for part, values in holders.parts():
        for place, value in enumerate(values):
            assert tools.ask(1).json()["stage"] == f"{part}s"
            assert tools.tell(place + 1, part, value).status_code == 200
            flags = tools.ask(3).json()["members"][place]
            assert flags[part] is True
    done = tools.ask(2).json()
    assert done["stage"] == "assembled"
    assert done["certificates"] == holders.certificates
    trustees = read_trustees(SUITE, done["trustees"].encode())
    assert trustees.independent_keys == 2
    assert done["fingerprint"] == SUITE.digest(done["trustees"].encode()).hex()
    key = protocol.open_key(SUITE, holders.seeds[1], done["sealed"])
    assert SUITE.power(SUITE.generator, key) == trustees.keys[1].public_key
    told = audit.entries_of(office.place.code).filter(code="voting.tell_key_part")
    assert told.count() == 12
    assert {entry.actor_label for entry in told} == set(NAMES)
    secret = done["sealed"]
    assert not any(secret in json.dumps(entry.changes) for entry in told)
    assert keys.elapsed(fresh(office, key_set)) is not None


def test_what_is_told_again_changes_nothing_and_another_value_is_refused(office: b.Office):
    key_set = make_key_set(office)
    tools, holders = Tools(office, key_set), Holders(3)
    assert tools.tell(1, "certificate", holders.certificates[0]).status_code == 200
    before = audit.entries_of(office.place.code).count()
    assert tools.tell(1, "certificate", holders.certificates[0]).status_code == 200
    assert audit.entries_of(office.place.code).count() == before
    other = protocol.make_certificate(SUITE, protocol.new_seed())
    assert code_of(tools.tell(1, "certificate", other)) == (409, "told_already")
    assert code_of(tools.tell(2, "commitment", holders.commitments[1])) == (409, "not_now")
    assert code_of(tools.tell(2, "certificate", holders.certificates[0])) == (
        400,
        "certificate_twice",
    )
    for place in (1, 2):
        tools.tell(place + 1, "certificate", holders.certificates[place])
    assert tools.tell(1, "certificate", holders.certificates[0]).status_code == 200
    assert tools.ask(1).json()["stage"] == "commitments"


def test_every_lie_is_seen_when_it_is_told(office: b.Office):
    key_set = make_key_set(office)
    tools, holders = Tools(office, key_set), Holders(3)
    broken = copy.deepcopy(holders.certificates[0])
    broken["signature"]["response"] = "1"
    assert code_of(tools.tell(1, "certificate", broken)) == (400, "certificate")
    assert code_of(tools.tell(1, "certificate", {"message": 1})) == (400, "shape")
    for place in range(3):
        tools.tell(place + 1, "certificate", holders.certificates[place])
    assert code_of(tools.tell(1, "commitment", "abc")) == (400, "shape")
    for place in range(3):
        tools.tell(place + 1, "commitment", holders.commitments[place])
    certs, seed = holders.certificates, holders.seeds[0]
    another = protocol.make_polynomial(SUITE, seed, certs, 2)
    assert code_of(tools.tell(1, "polynomial", another)) == (400, "coefficients")
    short = {**holders.polynomials[0], "secrets": holders.polynomials[0]["secrets"][:2]}
    assert code_of(tools.tell(1, "polynomial", short)) == (400, "shape")
    for place in range(3):
        assert tools.tell(place + 1, "polynomial", holders.polynomials[place]).status_code == 200
    shares = holders.shares
    assert code_of(tools.tell(1, "share", shares[1])) == (400, "verification_key")
    swapped = {**shares[0], "public_key": {**shares[0]["public_key"], "pok": {}}}
    assert tools.tell(1, "share", swapped).status_code == 400
    assert keys.told_by(keys.holders_of(key_set)[0]) == ["certificate", "commitment", "polynomial"]


def test_a_polynomial_of_another_degree_is_refused(office: b.Office):
    key_set, holders = make_key_set(office), Holders(3, threshold=3)
    tell = told_by_acts(office, key_set)
    for part, values in holders.parts()[:2]:
        for place, value in enumerate(values):
            tell(place + 1, part, value)
    with pytest.raises(keys_refusals.BadProof) as caught:
        tell(1, "polynomial", holders.polynomials[0])
    assert (caught.value.code, caught.value.status) == ("threshold", 400)


def test_a_code_is_shown_once_ends_the_one_before_and_is_not_guessed(office: b.Office):
    key_set = make_key_set(office)
    tools = Tools(office, key_set)
    old = tools.codes[0]
    clerk = office.actor("clerk")
    _holder, new = keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=1)
    assert code_of(tools.ask(1)) == (401, "unknown_code")
    tools.codes[0] = new.lower()
    assert tools.ask(1).json()["number"] == 1
    kept = json.dumps([entry.changes for entry in audit.entries_of(office.place.code)])
    assert new not in kept and old not in kept
    assert Client().get(BASE).status_code == 401
    tools.codes[0] = "0000-0000-0000"
    answers = [code_of(tools.ask(1)) for _ in range(30)]
    assert answers[0] == (401, "unknown_code") and answers[-1] == (429, "rate_limited")
    with pytest.raises(Invalid, match="没有这个持钥人"):
        keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=4)


def test_production_refuses_one_alone_and_all_together(office: b.Office, settings: Any):
    for names, threshold, code in (
        (NAMES, 1, "threshold_alone"),
        (NAMES, 3, "threshold_all"),
        (NAMES[:2], 2, "threshold_all"),
        (NAMES[:1], 1, "holders_number"),
        (NAMES, 4, "threshold_range"),
        ((NAMES[0], NAMES[0], NAMES[1]), 2, "holder_twice"),
    ):
        with pytest.raises(Refused) as caught:
            make_key_set(office, names, threshold)
        assert caught.value.code == code
    settings.VOTING_ANY_THRESHOLD = True
    assert make_key_set(office, NAMES, 3).threshold == 3
    assert make_key_set(office, NAMES[:2], 1).threshold == 1
    with pytest.raises(NotPermitted):
        keys_actions.make_key_set(
            office.actor("deputy"), office.place, title="x", holders=[], threshold=2
        )


def test_keys_are_in_force_only_when_exactly_these_holders_were_elected(
    office: b.Office, monkeypatch: pytest.MonkeyPatch
):
    clerk, place = office.actor("clerk"), office.place
    early = make_key_set(office)
    key_set, _holders = assembled(office)
    said = {"elected_by": "第二次会议举手表决通过"}
    for found, present, code in (
        (early, [1, 2, 3], "not_assembled"),
        (key_set, [1, 2], "holders_differ"),
        (key_set, [], "holders_differ"),
    ):
        with pytest.raises(Refused) as caught:
            keys_actions.activate_keys(clerk, place, found, present=present, **said)
        assert caught.value.code == code
    with pytest.raises(Refused) as caught:
        keys_refusals.require_active(key_set)
    assert caught.value.code == "keys_not_active"
    with pytest.raises(Invalid):
        keys_actions.activate_keys(clerk, place, key_set, present=[1, 2, 3], elected_by=" ")
    for states in ({"convened"}, {"planned", "notified"}):  # elected by a meeting, so it sits
        monkeypatch.setattr(keys, "meetings_running", lambda place, found=states: found)
        with pytest.raises(Refused) as caught:
            keys_actions.activate_keys(clerk, place, key_set, present=[1, 2, 3], **said)
        assert caught.value.code == "not_in_session"
    monkeypatch.setattr(keys, "meetings_running", lambda place: {"convened", "in_session"})
    found = keys_actions.activate_keys(clerk, place, key_set, present=[3, 2, 1], **said)
    assert (found.stage, found.elected_by) == ("active", said["elected_by"])
    keys_refusals.require_active(found)
    assert key_set.public_id in {one.public_id for one in keys.active_sets(place)}
    with pytest.raises(Refused) as caught:
        keys_actions.activate_keys(clerk, place, found, present=[1, 2, 3], **said)
    assert caught.value.code == "active_already"


def test_keys_that_were_altered_in_the_store_are_not_put_into_force(office: b.Office):
    key_set, _holders = assembled(office)
    other, _others = assembled(office)
    with act("voting.end_keys", actor=office.actor("clerk"), place="", permitted=True):
        key_set.trustees = other.trustees
        key_set.save()
    with pytest.raises(Refused) as caught:
        keys_actions.activate_keys(
            office.actor("clerk"), office.place, key_set, present=[1, 2, 3], elected_by="会议"
        )
    assert caught.value.code == "fingerprint_differs"


def test_ended_keys_are_used_for_nothing(office: b.Office):
    clerk, place = office.actor("clerk"), office.place
    key_set, holders = active(office)
    tools = Tools(office, key_set)
    with pytest.raises(Invalid):
        keys_actions.end_keys(clerk, place, key_set, reason="")
    ended = keys_actions.end_keys(clerk, place, key_set, reason="会议结束")
    assert (ended.stage, ended.end_reason) == ("ended", "会议结束")
    assert tools.ask(1).json()["stage"] == "ended"
    other = protocol.make_certificate(SUITE, protocol.new_seed())
    assert code_of(tools.tell(1, "certificate", other)) == (409, "told_already")
    for refused in (
        lambda: keys_refusals.require_active(ended),
        lambda: keys_actions.issue_ceremony_code(clerk, place, ended, number=1),
        lambda: keys_actions.end_keys(clerk, place, ended, reason="再一次"),
        lambda: keys_actions.activate_keys(clerk, place, ended, present=[1, 2, 3], elected_by="x"),
    ):
        with pytest.raises(Refused) as caught:
            refused()
        assert caught.value.code == "ended"
    assert holders.seeds


def test_the_order_of_stages():
    for number, (part, stage) in enumerate(rules.STAGE_OF.items()):
        assert rules.may_tell(part, stage).allowed
        assert rules.next_stage(stage, 1) == stage
        assert rules.next_stage(stage, 0) == rules.ORDER[number + 1]
        for other in set(rules.ORDER) - {stage}:
            assert not rules.may_tell(part, other).allowed
    for state in ("opened", "closed", "tallied"):
        assert rules.may_end("active", ["decrypted", state]).code == "boxes_open"
    assert rules.may_end("active", ["decrypted", "sealed", "prepared"]).allowed
