"""票箱与持钥人: what holders' tools fetch, hand over and give back, by ceremony code, from the first ballot to the result."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from secret_ballot.v1.contents import read_contents
from secret_ballot.v1.sharing import open_share
from secret_ballot.v1.suites import suite_of

from oversight.audit.errors import Refused
from oversight.voting.secret import archives, governing, journal, keys_actions
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]
BASE = "/api/v1/key-ceremony/boxes"
CHOICES = [[[1, 1, 0]]] * 7 + [[[0, 1, 1]]] * 5


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A booth page as if it were built."""
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


class Tools:
    """The holders' tools of a hall."""

    def __init__(self, hall: s.Hall) -> None:
        self.hall, clerk, place = hall, hall.office.actor("clerk"), hall.office.place
        self.codes = [
            keys_actions.issue_ceremony_code(clerk, place, hall.keys, number=number)[1]
            for number in (1, 2, 3)
        ]

    def ask(self, number: int, path: str = "", **headers: str) -> Any:
        code = {"Authorization": f"Bearer {self.codes[number - 1]}"}
        return Client().get(BASE + path, headers={**code, **headers})

    def tell(self, number: int, path: str, body: bytes) -> Any:
        code = {"Authorization": f"Bearer {self.codes[number - 1]}"}
        return Client().post(BASE + path, body, "application/json", headers=code)

    def state(self) -> tuple[str, int]:
        (box,) = [box for box in self.ask(1).json()["boxes"] if not box["trial"]]
        assert box["uuid"] == self.hall.box.uuid
        return box["state"], box["ballots"]


def test_boxes_from_the_first_ballot_to_the_result(office: b.Office):
    hall = s.make_hall(office, s.make_keys(office))
    tools, box = Tools(hall), f"/{hall.box.uuid}"
    assert tools.state() == ("waiting", 0)
    early = tools.ask(1, f"{box}/archive")
    assert (early.status_code, early.json()["code"]) == (409, "not_now")
    hall.fix_cards()
    hall.open()
    assert tools.state()[0] == "open"
    for voter, chosen in enumerate(CHOICES):
        cast(hall.box.uuid, hall.ballot(voter, chosen))
    before = b"".join(tools.ask(1, f"{box}/archive").streaming_content)
    assert read_contents(before, partial=True).ballots == []
    hall.close()
    hall.work()
    assert tools.state() == ("closing", 12)
    refused = tools.tell(1, f"{box}/decryption", hall.decryption(1))
    assert (refused.status_code, refused.json()["code"]) == (409, "not_declared")
    hall.declare()
    assert tools.state() == ("tallied", 12)
    rest = tools.ask(2, f"{box}/archive", Range=f"bytes={len(before)}-")
    assert rest.status_code == 206
    whole = before + b"".join(rest.streaming_content)
    assert whole == archives.archive_bytes(hall.box)
    bad = tools.tell(1, f"{box}/decryption", b"{}")
    assert (bad.status_code, bad.json()["code"]) == (422, "bad_decryption")
    swapped = tools.tell(1, f"{box}/decryption", hall.decryption(2))
    assert swapped.status_code == 422
    assert tools.tell(1, f"{box}/decryption", hall.decryption(1)).json() == {"missing": 1}
    assert tools.tell(1, f"{box}/decryption", hall.decryption(1)).json() == {"missing": 1}
    assert tools.tell(3, f"{box}/decryption", hall.decryption(3)).json() == {"missing": 0}
    assert tools.state() == ("opened", 12)
    assert hall.box.result == [[7, 12, 5]]


def test_keys_are_not_ended_while_a_box_waits_and_open_nothing_else(office: b.Office):
    hall = s.make_hall(office, s.make_keys(office))
    other = s.make_hall(office, s.make_keys(office))
    hall.fix_cards()
    hall.open()
    with pytest.raises(Refused) as caught:
        keys_actions.end_keys(office.actor("clerk"), office.place, hall.keys, reason="会议结束")
    assert caught.value.code == "boxes_open"
    assert Tools(other).ask(1, f"/{hall.box.uuid}/archive").status_code == 404


def test_shares_are_asked_for_only_after_the_memory_was_lost(office: b.Office):
    hall = s.make_hall(office, s.make_keys(office))
    tools, box = Tools(hall), f"/{hall.box.uuid}/recovery"
    hall.fix_cards()
    hall.open()
    cast(hall.box.uuid, hall.ballot(0, CHOICES[0]))
    assert tools.ask(1, box).json() == {"sealed": None}
    journal.forget_key(hall.box.uuid)
    certificates = [json.loads(hall.holder(number).certificate) for number in (1, 2, 3)]
    done = []
    for number in (1, 3):
        sealed = tools.ask(number, box).json()["sealed"]
        seed = s.seeds()[number - 1]
        suite = suite_of(s.GROUP)
        share = open_share(suite, seed, certificates, sealed, box=hall.box.uuid)
        told = tools.tell(number, box, json.dumps({"share": share}).encode())
        done.append(told.json()["recovered"])
    assert done == [False, True]
    assert tools.ask(2, box).json() == {"sealed": None}


def test_a_holder_by_files_fetches_the_archive_and_hands_over(office: b.Office):
    hall = s.voted(s.make_hall(office, s.make_keys(office)), CHOICES)
    hall.declare()
    browser, place = Client(), office.place.code
    clerk = office.actor("clerk")
    code = keys_actions.issue_ceremony_code(clerk, office.place, hall.keys, number=2)[1]
    own = reverse("voting:own_key", args=[place])
    browser.post(own, {"code": code})
    shown = browser.get(own).content.decode()
    assert "sealed-2.json" in shown and f"{hall.box.uuid}.bel" in shown
    name = reverse("voting:own_key_file", args=[place, f"{hall.box.uuid}.bel"])
    fetched = b"".join(browser.get(name).streaming_content)
    assert fetched == archives.archive_bytes(hall.box)
    file = SimpleUploadedFile("decryption.json", hall.decryption(2) + b"\n")
    browser.post(own, {"uuid": hall.box.uuid, "file": file})
    assert [one.holder.number for one in hall.box.decryptions.all()] == [2]
    assert "已交开启的文件" in browser.get(own).content.decode()


def test_the_rulebook_says_for_which_matters_cards_are_used(office: b.Office):
    place = office.place

    def of(*asked: str, **more: bool) -> governing.Governing:
        return governing.governing(place, governing.matters_of(*asked, **more))

    assert [of("choose", "project_choice").archive, of("satisfaction").archive] == ["public"] * 2
    assert (of("vote").allowed, of("vote").archive) == (True, "on_request")
    for matter in ("election", "appointment", "dismissal"):
        assert of("vote", matter).archive == "hash_only"
        with pytest.raises(Refused) as caught:
            of("vote", matter).check()
        assert caught.value.code == "matter_by_paper" and caught.value.basis
    unknown = of("vote", persons=True)
    assert not unknown.allowed and unknown.archive == "hash_only"
