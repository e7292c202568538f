"""监票密钥的页面: the office guides the ceremony, a holder without network works by files, boxes by ranges."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from secret_ballot.v1.canonical import dumps

from oversight.accounts import codes
from oversight.institutions.tests.builders import signed_in
from oversight.voting.models import KeySet
from oversight.voting.secret import ceremony_boxes, keys, keys_actions, keys_pages
from oversight.voting.tests import builders as b
from oversight.voting.tests.ceremonies import (
    NAMES,
    SUITE,
    Holders,
    assembled,
    fresh,
    make_key_set,
    told_by_acts,
)
from oversight.voting.tests.test_api import Program

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


@pytest.fixture
def clerk(office: b.Office) -> Client:
    return signed_in(office.grants["clerk"])


def page(client: Client, office: b.Office, name: str, *keys_: str, **data: Any) -> Any:
    address = reverse(f"voting:{name}", args=[office.place.code, *keys_])
    return client.post(address, data, follow=True) if data else client.get(address)


def test_the_office_guides_a_ceremony_from_nothing_to_keys_in_force(
    office: b.Office, clerk: Client
):
    assert "还没有监票密钥" in page(clerk, office, "key_sets").content.decode()
    form = {"title": "第二次会议监票密钥", "names": "\n".join(NAMES), "group": "Ed25519"}
    refused = page(clerk, office, "make_key_set", **form, threshold="3")
    assert "永远打不开" in refused.content.decode()
    made = page(clerk, office, "make_key_set", **form, threshold="2")
    found = keys.key_sets_of(office.place).get()
    assert made.redirect_chain[-1][0] == reverse(
        "voting:key_set", args=[office.place.code, found.public_id]
    )
    slips = page(clerk, office, "issue_ceremony_code", found.public_id, number=["1", "2", "3"])
    given = re.findall(r'login-card__code">([0-9A-Z-]{14})<', slips.content.decode())
    assert [keys.holder_by_code(code).name for code in given] == list(NAMES)  # type: ignore[union-attr]
    assert "no-store" in slips["Cache-Control"]
    holders = Holders(3)
    for part, values in holders.parts():
        live = page(clerk, office, "key_set_live", found.public_id)
        seen = live.content.decode()
        assert "HX-Refresh" not in live and keys_pages.next_word(part) in seen
        assert keys_pages.doing_word(fresh(office, found).stage) in seen
        named = re.sub(
            r'<p class="hint">.*?</p>', "", seen
        )  # the one line with the words of the protocol
        assert not re.search("承诺|多项式|份额|证书", named)
        for code, value in zip(given, values, strict=True):
            holder = keys.holder_by_code(code)
            keys_actions.tell_key_part(holder, part, json.dumps(value).encode())
    assert page(clerk, office, "key_set_live", found.public_id)["HX-Refresh"] == "true"
    shown = page(clerk, office, "key_set", found.public_id).content.decode()
    now = fresh(office, found)
    assert all(group in shown for group in keys_pages.spoken(now.fingerprint))
    said = {"elected_by": "大会举手表决通过", "present": ["1", "2", "3"], "compared": "on"}
    less = page(clerk, office, "activate_keys", now.public_id, **{**said, "present": ["1", "2"]})
    assert less.status_code == 409
    page(clerk, office, "activate_keys", now.public_id, **said)
    assert fresh(office, now).stage == "active"
    page(clerk, office, "end_keys", now.public_id, reason="会议结束")
    assert page(clerk, office, "activate_keys", now.public_id).status_code == 409
    assert page(clerk, office, "issue_ceremony_code", now.public_id, number="1").status_code == 409


def test_a_holder_without_network_works_by_files(office: b.Office):
    key_set, holders, browser = make_key_set(office), Holders(3), Client()
    tell = told_by_acts(office, key_set)
    _holder, code = keys_actions.issue_ceremony_code(
        office.actor("clerk"), office.place, key_set, number=1
    )
    tell(2, "certificate", holders.certificates[1])
    tell(3, "certificate", holders.certificates[2])
    assert page(browser, office, "own_key", code="0000-0000-0000").status_code == 422
    scanned = browser.get(reverse("voting:own_key_link", args=[office.place.code, code]))
    assert scanned["Referrer-Policy"] == "no-referrer"
    assert codes.grouped(code) in page(browser, office, "own_key").content.decode()
    page(browser, office, "own_key", code=code)

    def upload(part: str, value: Any) -> Any:
        file = SimpleUploadedFile(f"{part}.json", f"{dumps(value)}\n".encode())
        return page(browser, office, "own_key", part=part, file=file)

    def fetch(name: str) -> bytes:
        return bytes(page(browser, office, "own_key_file", name).content)

    assert page(browser, office, "own_key_file", "certificates.txt").status_code == 404
    assert upload("certificate", {"message": "x"}).status_code == 400
    upload("certificate", holders.certificates[0])
    lines = fetch("certificates.txt").decode().splitlines()
    assert [json.loads(line) for line in lines] == holders.certificates
    page(browser, office, "own_key", part="commitment", commitment=holders.commitments[0])
    waiting = page(browser, office, "own_key")
    assert waiting["Refresh"] and "等沈清和、顾明远" in waiting.content.decode()
    for number in (2, 3):
        tell(number, "commitment", holders.commitments[number - 1])
        tell(number, "polynomial", holders.polynomials[number - 1]) if number == 3 else None
    tell(2, "polynomial", holders.polynomials[1])
    upload("polynomial", holders.polynomials[0])
    assert json.loads(fetch("received-1.json"))["polynomial"]
    assert page(browser, office, "own_key_file", "received-2.json").status_code == 404
    for number, share in enumerate(holders.shares, 1):
        tell(number, "share", share) if number > 1 else upload("share", share)
    assert SUITE.digest(fetch("trustees.json")).hex() == fresh(office, key_set).fingerprint
    assert fetch("sealed-1.json").decode().strip() == keys.holders_of(key_set)[0].sealed
    page(browser, office, "own_key", leave="1")
    assert page(browser, office, "own_key_file", "trustees.json").status_code == 302


def test_a_new_code_ends_the_page_that_the_old_one_opened(office: b.Office):
    key_set, browser, clerk = make_key_set(office), Client(), office.actor("clerk")
    _holder, code = keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=2)
    page(browser, office, "own_key", code=code)
    assert NAMES[1] in page(browser, office, "own_key").content.decode()
    keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=2)
    assert NAMES[1] not in page(browser, office, "own_key").content.decode()
    elsewhere = b.make_office()
    assert page(browser, elsewhere, "own_key", code=code).status_code == 422


def test_an_archive_is_fetched_from_where_one_stopped(rf: Any):
    def answer(first: int, last: int) -> Any:
        file = ContentFile(b"0123456789").open("rb")
        return ceremony_boxes.ranged(file, 10, first, last)

    found = answer(4, 9)
    assert (found.status_code, found["Content-Range"]) == (206, "bytes 4-9/10")
    assert b"".join(found.streaming_content) == b"456789"
    assert b"".join(answer(2, 3).streaming_content) == b"23"
    assert answer(10, 20).status_code == 416
    assert ceremony_boxes.RANGE.fullmatch("bytes=7-")
    assert not ceremony_boxes.RANGE.fullmatch("bytes=-7")


def test_a_set_without_boxes_has_none_to_open(office: b.Office):
    key_set, _holders = assembled(office)
    assert isinstance(key_set, KeySet) and ceremony_boxes.listed(key_set) == []
    _holder, code = keys_actions.issue_ceremony_code(
        office.actor("clerk"), office.place, key_set, number=1
    )
    headers = {"Authorization": f"Bearer {code}"}
    client = Client()
    assert client.get("/api/v1/key-ceremony/boxes", headers=headers).json() == {"boxes": []}
    missing = client.get("/api/v1/key-ceremony/boxes/none/archive", headers=headers)
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")


def test_the_office_does_the_same_by_a_program(office: b.Office):
    program = Program(office, "clerk")
    program.root = f"/api/v1/key-sets/{office.place.code}"
    holders = [{"name": name, "chief": name == NAMES[0]} for name in NAMES]
    body = {"title": "第三次会议监票密钥", "holders": holders, "group": "Ed25519", "threshold": 3}
    refused = program.client.post(program.root, body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (409, "threshold_all")
    key = f"/{program.post('', {**body, 'threshold': 2})['id']}"
    given = program.post(f"{key}/codes", {"number": 3})
    assert keys.holder_by_code(given["code"]).name == given["name"] == NAMES[2]  # type: ignore[union-attr]
    shown = program.get(key).json()
    assert (shown["stage"], shown["seconds"]) == ("certificates", None)
    assert shown["step"] == 1 and "抄在纸上" in shown["doing"] and "第一步" in shown["waits_for"]
    assert [bool(one["code_until"]) for one in shown["holders"]] == [False, False, True]
    assert program.post(f"{key}/end", {"reason": "换人"})["stage"] == "ended"
    done, _holders = assembled(office)
    said = {"elected_by": "大会举手表决通过", "present": [1, 2, 3]}
    made = program.post(f"/{done.public_id}/activate", said)
    assert made["stage"] == "active" and made["seconds"] >= 0
    assert (made["step"], made["doing"]) == (0, "")
