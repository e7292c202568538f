"""浏览器台: nowhere while they are off; on the booth's host, by the tool's own interface, without a cookie while they are on."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from oversight.config import doctor_network
from oversight.config.doctor_findings import Asked
from oversight.institutions.tests.builders import signed_in
from oversight.voting.models import KeySet
from oversight.voting.secret import desks, keys_actions
from oversight.voting.tests import builders as b
from oversight.voting.tests import secret_builders as s
from oversight.voting.tests.ceremonies import make_key_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
PAGE = b"<!doctype html>"
CEREMONY = "/api/v1/key-ceremony"


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    return b.make_office()


@pytest.fixture(scope="module")
def key_set(office: b.Office) -> KeySet:
    return make_key_set(office)


@pytest.fixture(scope="module")
def code(office: b.Office, key_set: KeySet) -> str:
    clerk = office.actor("clerk")
    return keys_actions.issue_ceremony_code(clerk, office.place, key_set, number=1)[1]


@pytest.fixture
def booth(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Client:
    """Whoever asks the booth's host, with desks as if they were built."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    built = desks.Desk(hashlib.sha256(PAGE).hexdigest(), path, "default-src 'none'")
    monkeypatch.setattr(desks, "built", lambda name: built)
    return Client(headers={"host": "booth.localhost"})


def ceremony(client: Client, code: str) -> Any:
    return client.get(CEREMONY, headers={"authorization": f"Bearer {code}"})


def office_pages(office: b.Office, key_set: KeySet) -> str:
    """Where a link could stand: the key set and the slips."""
    clerk = signed_in(office.grants["clerk"])
    names = [office.place.code, key_set.public_id]
    found = clerk.get(reverse("voting:key_set", args=names)).content
    found += clerk.post(
        reverse("voting:issue_ceremony_code", args=names), {"number": ["3"]}
    ).content
    return found.decode()


def test_off_they_are_nowhere(booth: Client, office: b.Office, key_set: KeySet, code: str):
    for address in ("/desks/cards", f"/desks/trustee/{desks.built('trustee').sha256}"):
        assert booth.get(address).json()["code"] == "not_found"
    assert ceremony(booth, code).status_code == 404
    assert ceremony(Client(), code).json()["number"] == 1  # the tool's own way, as ever
    assert "/desks/" not in office_pages(office, key_set)
    assert list(doctor_network.check_desks(Asked("https://a", "https://b"))) == []


def test_on_they_are_pages_of_the_booths_host(
    booth: Client, office: b.Office, key_set: KeySet, code: str, settings: Any
):
    settings.BROWSER_DESKS = True
    for name in (desks.CARDS, desks.TRUSTEE):
        moved = booth.get(f"/desks/{name}")
        assert moved.status_code == 302
        page = booth.get(moved["Location"])
        assert page.content == PAGE and page["Content-Security-Policy"] == "default-src 'none'"
        assert page["Cache-Control"] == "no-store" and not page.cookies
        assert booth.get(f"/desks/{name}/{'0' * 64}").status_code == 404
        assert Client().get(f"/desks/{name}").status_code == 404  # the site has none
    assert booth.get("/desks/other").status_code == 404
    told = ceremony(booth, code)
    assert told.json() == ceremony(Client(), code).json() and not told.cookies
    assert ceremony(booth, "x").status_code == 401
    assert booth.get("/api/v1/places").status_code == 404  # this interface and no other
    assert booth.get(f"{CEREMONY}x").status_code == 404
    assert "http://booth.localhost/desks/trustee" in office_pages(office, key_set)
    (finding,) = doctor_network.check_desks(Asked("https://a", "https://b"))
    assert finding.state == "warning" and "https://b/desks/cards" in finding.text


def test_the_panel_names_the_cards_desk(office: b.Office, settings: Any, monkeypatch: Any):
    monkeypatch.setattr("oversight.voting.secret.actions.freezing.kept", lambda: s.BUNDLE.sha256)
    hall = s.make_hall(office, s.make_keys(office), 12)
    address = reverse("voting:poll", args=[office.place.code, hall.poll.public_id])
    clerk = signed_in(office.grants["clerk"])
    assert "/desks/" not in clerk.get(address).content.decode()
    settings.BROWSER_DESKS = True
    assert "http://booth.localhost/desks/cards" in clerk.get(address).content.decode()


def test_the_desks_as_they_were_built():
    """The cards desk may speak to nobody, the scrutineer's to its own host; the header says what the file says."""
    if not (desks.BUILT / "trustee" / "manifest.json").exists():
        pytest.skip("the front end is not built: make setup")
    for name, connects in ((desks.CARDS, "'none'"), (desks.TRUSTEE, "'self'")):
        desk = desks.built(name)
        content = desk.path.read_bytes()
        assert hashlib.sha256(content).hexdigest() == desk.sha256
        assert f"; connect-src {connects}; " in desk.csp and "unsafe" not in desk.csp
        assert desk.csp.removesuffix("; frame-ancestors 'none'").encode() in content
