"""`jiannuo hall doctor`: what it finds, what it says to do, and how it ends."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from types import SimpleNamespace

import pytest

from oversight.config import cli, doctor
from oversight.config import doctor_network as network
from oversight.config.commands import serve
from oversight.config.doctor_findings import Asked
from oversight.jobs import worker
from oversight.jobs.presence import Presence
from oversight.voting.secret import bundle

pytestmark = pytest.mark.django_db
SITE, BOOTH = "https://rd.example.gov.cn", "https://piao.example.gov.cn"
PAGE = b"<!doctype html>"


@pytest.fixture
def well(monkeypatch, tmp_path):
    """A machine on which all is as it should be; the network answers from here."""

    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    built = bundle.Bundle(hashlib.sha256(PAGE).hexdigest(), page, "")
    monkeypatch.setattr(bundle, "current", lambda: built)
    now = format_datetime(datetime.now(UTC), usegmt=True)
    answers = {f"{SITE}/healthz": (200, now, b""), f"{BOOTH}/": (302, now, b"/" + b"a" * 64)}
    monkeypatch.setattr(network, "fetched", answers.__getitem__)
    monkeypatch.setattr(network, "days_left", lambda host, port: 200)
    numbers = [(2, 1, 6, "", ("10.0.0.8", 0))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: numbers)
    monkeypatch.setattr(doctor.time, "sleep", lambda _s: worker.run_due())
    return SimpleNamespace(answers=answers, page=page)


def found(**more) -> dict[str, doctor.Finding]:
    asked = Asked(**{"site": SITE, "booth": BOOTH, "worker_seconds": 5.0, **more})
    return {one.code: one for one in doctor.examine(asked)}


def test_where_all_is_well_nothing_is_bad(well):
    Presence("a").tell()
    alone = found()["workers"]
    assert alone.state == "warning" and "--kinds voting" in alone.todo and "1 个" in alone.text
    Presence("b", ["voting"]).tell()
    states = {code: one.state for code, one in found().items()}
    assert {code for code, state in states.items() if state != "good"} <= {"database", "disk"}
    assert states["worker"] == states["camera"] == states["bundle"] == "good"


def test_every_fault_is_named_with_what_to_do(well, monkeypatch, settings):
    def none(*_a, **_k):
        raise OSError("no such name")

    monkeypatch.setattr("socket.getaddrinfo", none)
    monkeypatch.setattr(network, "days_left", lambda host, port: 3)
    old = format_datetime(datetime.now(UTC) - timedelta(minutes=5), usegmt=True)
    well.answers[f"{SITE}/healthz"] = (502, old, b"")
    well.answers[f"{BOOTH}/"] = (200, "", b"")
    well.page.write_bytes(b"altered")
    monkeypatch.setattr("oversight.voting.secret.journal.is_in_memory", lambda path: False)
    monkeypatch.setattr(doctor.time, "sleep", lambda _s: None)
    seen = found(worker_seconds=0.0)
    bad = {code for code, one in seen.items() if one.state == "bad"}
    assert {"booth_host", "site", "booth", "bundle", "memory", "clock_http", "worker"} <= bad
    assert seen["site_https"].state == "warning"
    assert all(one.todo for one in seen.values() if one.state != "good")
    plain = found(site="http://rd.example.gov.cn", booth="http://rd.example.gov.cn")
    assert "同一个域名" in plain["booth_host"].text and plain["camera"].state == "bad"


def test_the_command_ends_with_what_it_found(well, capsys, monkeypatch):
    monkeypatch.setattr("oversight.config.migration.ensure_migrated", lambda: None)
    command = ["hall", "doctor", "--site", SITE, "--booth", BOOTH]
    assert cli.main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ready"] is True
    monkeypatch.setenv("PORT", "8264")
    here = doctor.asked_of("", "http://booth.localhost:8264")
    assert here.site == "http://127.0.0.1:8264"
    assert "只能在这台电脑上试" in doctor.ending(here, True)
    assert doctor.ending(doctor.asked_of(SITE, BOOTH), True) == "可以用投票卡表决。"
    well.answers[f"{BOOTH}/"] = (404, "", b"")
    assert cli.main(command) == 1
    told = capsys.readouterr().out
    assert "✗ 投票页：" in told and "    → " in told and "还不能用投票卡表决" in told
    assert cli.main(["hall", "doctor", "--site", "rd.example.gov.cn"]) == 2


def test_serve_starts_a_worker_of_its_own_for_votes_where_asked(capsys):
    plain = serve.worker_commands(SimpleNamespace(no_worker=False, vote_worker=False))
    both = serve.worker_commands(SimpleNamespace(no_worker=False, vote_worker=True))
    assert len(plain) == 1 and both == [*plain, [*plain[0], "--kinds", "voting"]]
    assert cli.main(["worker", "--once", "--kinds", "nothing"]) == 2
    assert "voting" in capsys.readouterr().err
