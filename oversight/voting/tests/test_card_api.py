"""投票卡的接口: a vote by card by tokens alone, and what it never tells."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from oversight.files import blobs
from oversight.voting.secret.receiving import cast
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.test_api import Program
from oversight.voting.tests.test_card_pages import list_file, prepared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db", "built")]


@pytest.fixture
def built(monkeypatch):
    """A booth page as if it were built."""
    page = b"<!doctype html><style>a{}</style><script>1</script>"
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: blobs.put(page))


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def keys(office):
    return s.make_keys(office)


def test_a_vote_by_card_by_tokens_alone(office, keys):
    clerk, chair = Program(office, "clerk"), Program(office, "chair")
    poll = prepared(office)
    root = f"/{poll.public_id}"
    shown = [{"option": s.OPTIONS[0], "note": "长 1.2 公里"}]
    made = clerk.post(f"{root}/freeze", {"key_set": keys.public_id, "shown": shown})
    assert "fix_cards" in made["possible"] and "freeze_ballot" not in made["possible"]
    hall = s.Hall(office, keys, b.fresh(poll), [s.new_private_credential() for _ in range(10)])
    numbers = {"printed": 13, "left_over": 2, "spoiled": 1, "handed_out": 10}
    send = {"content_type": MULTIPART_CONTENT}
    for trial, box in ((True, hall.trial), (False, hall.box)):
        file = list_file(box, hall.codes)
        clerk.post(f"{root}/cards", {**numbers, "trial": trial, "file": file}, **send)
    first = clerk.client.post(f"{clerk.root}{root}/open", {}, content_type="application/json")
    assert first.status_code == 409 and first.json()["code"] == "trial_first"
    clerk.post(f"{root}/trial/open")
    clerk.post(f"{root}/trial/close")
    clerk.post(f"{root}/open")
    clerk.post(f"{root}/countdown", {"at": "2099-01-01T09:00:00+08:00"})
    cast(hall.box.uuid, hall.ballot(0, [[1, 1, 0]]))
    trial, box = clerk.get(f"{root}/boxes").json()["boxes"]
    assert trial["trial"] and trial["state"] == "closed"
    assert (box["state"], box["received"], box["unchecked"]) == ("opened", 1, 0)
    assert box["close_at"] and box["cards"]["handed_out"] == 10 and not box["journal_lost"]
    clerk.post(f"{root}/close")
    early = chair.client.post(f"{chair.root}{root}/declare", {}, content_type="application/json")
    assert early.status_code == 409 and early.json()["code"] == "not_sealed"
    hall.work()
    chair.post(f"{root}/declare")
    for number in (2, 3):
        file = SimpleUploadedFile("d.json", hall.decryption(number))
        clerk.post(f"{root}/decryption", {"holder": number, "file": file}, **send)
    trial, box = clerk.get(f"{root}/boxes").json()["boxes"]
    assert (box["state"], box["missing"], box["result"]) == ("decrypted", 0, None)
    assert clerk.get(root).json()["outcome"] is None
