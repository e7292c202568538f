"""Watching over the network: the copy only grows, only the closed tally is opened, a lying server gets nothing."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cli import main
from secret_ballot.findings import BallotError
from secret_ballot.hands import Hands
from secret_ballot.opening import add_result, add_tally
from secret_ballot.remote import Remote, Wrong, over_https
from secret_ballot.v1 import sharing
from secret_ballot.v1.ballots import make_ballot
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    new_private_credential,
    public_of,
)
from secret_ballot.v1.elections import make_election, new_uuid
from secret_ballot.v1.trustees import read_trustees
from secret_ballot.verify import verify
from secret_ballot.watching import Wishes, watch

from .fake_server import SUITE, FakeServer, served
from .made import ONE_OF_THREE, STAMP
from .test_joining import Stopped, stop, turns


class Hall:
    """A key set of 2 of 3 and an open box with three cards."""

    def __init__(self, folder: Path, told: Any) -> None:
        self.folder, self.fake, self.said = folder, FakeServer(), []
        self.fake.told = told
        trustees = read_trustees(SUITE, (folder / "m0" / "trustees.json").read_bytes())
        self.uuid = new_uuid()
        self.secrets = [derive(SUITE, self.uuid, new_private_credential()) for _ in range(3)]
        self.election = make_election(
            SUITE,
            trustees.election_key(SUITE),
            uuid=self.uuid,
            name="x",
            description="",
            questions=[ONE_OF_THREE],
        )
        entries = [(public_of(SUITE, secret), None) for secret in self.secrets]
        self.listed = make_credentials(SUITE, entries)
        self.fake.add_box(self.election, self.listed, STAMP)
        self.ballots = [make_ballot(self.election, s, [[0, 1, 0]]) for s in self.secrets]
        self.answers: list[str] = []

    @property
    def box(self) -> dict[str, Any]:
        return self.fake.boxes[self.uuid]

    def vote(self, *voters: int) -> None:
        for voter in voters:
            self.box["writer"].ballot(self.ballots[voter])

    def close(self) -> None:
        raw = add_tally(self.fake.archive(self.uuid))
        self.box["out"] = io.BytesIO(raw)
        self.box["out"].seek(0, io.SEEK_END)
        self.box["state"] = "tallied"

    def rewritten(self, *voters: int, state: str = "open") -> None:
        """The server begins its archive anew with other ballots."""
        del self.fake.boxes[self.uuid]
        self.fake.add_box(self.election, self.listed, STAMP)
        self.vote(*voters)
        self.box["state"] = state

    def watch(self, place: int = 0, **wishes: Any) -> None:
        hands = Hands(self.said.append, lambda _question: self.answers.pop(0), stop)
        remote = Remote(self.fake.send(f"c{place}"))
        watch(remote, self.folder / f"m{place}", hands, Wishes(**wishes))

    def watch_once(self, place: int = 0) -> None:
        with pytest.raises(Stopped):
            self.watch(place)


@pytest.fixture(scope="module")
def ceremony(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Held once: the members' folders, and what the server was told."""
    fake, folder = FakeServer(), tmp_path_factory.mktemp("ceremony")
    turns(fake, folder)
    return folder, fake.told


@pytest.fixture
def hall(tmp_path: Path, ceremony: tuple[Path, Any]) -> Hall:
    folder, told = ceremony
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return Hall(tmp_path, told)


def test_from_the_first_ballot_to_the_result(hall: Hall):
    hall.watch_once()
    hall.vote(0)
    hall.watch_once()
    hall.vote(1, 2)
    hall.watch_once()
    assert "3 张选票全部成立，新验 2 张" in hall.said[-2]
    hall.close()
    hall.fake.lost = {f"/boxes/{hall.uuid}/decryption"}
    with pytest.raises((Stopped, Wrong)):  # the answer is lost after the decryption was taken
        hall.watch(ballots=3)
    (kept,) = (hall.folder / "m0").glob("decryption-*")
    before = kept.read_bytes()
    hall.watch(ballots=3)
    assert kept.read_bytes() == before and "早已交上" in hall.said[-1]
    hall.answers = ["three", "3", "no", "3", "yes"]
    hall.watch(2)
    assert "还差 0 位" in hall.said[-1] and not hall.answers
    done, counts = add_result(hall.fake.archive(hall.uuid))
    assert counts == [[0, 3, 0]] and verify(done).valid
    hall.box["out"], hall.box["state"] = io.BytesIO(done), "announced"
    hall.watch(1)
    assert not list((hall.folder / "m1").glob("decryption-*"))


def test_an_archive_that_is_rewritten_or_shrinks_is_refused(hall: Hall):
    hall.vote(0, 1)
    hall.watch_once()
    copy = hall.folder / "m0" / "boxes" / f"{hall.uuid}.bel"
    for voters in ((1, 0), (0, 2, 1), (0,), ()):
        hall.rewritten(*voters)
        hall.close()
        with pytest.raises(Wrong, match="prefix_changed"):
            hall.watch(ballots=len(voters))
        assert copy.with_suffix(".refused").exists()
        assert not list((hall.folder / "m0").glob("decryption-*"))
    hall.rewritten(0, 1, 2)
    hall.watch_once()


def test_one_deputys_ballot_is_not_opened(hall: Hall):
    """A server that shows a scrutineer one ballot alone from the beginning."""
    hall.vote(0)
    hall.close()
    with pytest.raises(Wrong, match="ballots_number"):
        hall.watch(ballots=3)
    with pytest.raises(BallotError, match="number"):
        hall.watch(interactive=False)
    assert not list((hall.folder / "m0").glob("decryption-*"))


def test_a_mistyped_number_is_asked_for_again_and_the_archives_is_never_told_first(hall: Hall):
    hall.vote(0, 1, 2)
    hall.close()
    hall.answers = ["2", "30", "2", "3", "yes"]
    with pytest.raises(Wrong, match="ballots_number"):
        hall.watch()
    assert hall.answers == ["3", "yes"] and not list((hall.folder / "m0").glob("decryption-*"))
    assert [said.partition(" · ")[0] for said in hall.said].count("与档案不符，请再看大屏") == 2
    assert not any("3 张" in said for said in hall.said)
    hall.answers, asked, told = ["3 ", "no", "2", "3", "yes"], list[str](), list[int]()

    def ask(question: str) -> str:
        asked.append(question)
        told.append(sum("3 张选票全部成立" in said for said in hall.said))
        return hall.answers.pop(0)

    hands = Hands(hall.said.append, ask, stop)
    watch(Remote(hall.fake.send("c0")), hall.folder / "m0", hands, Wishes())
    assert ["只有 3 张" in question for question in asked] == [False, True, False, False, True]
    assert not any(told) and any("3 张选票全部成立" in said for said in hall.said)
    assert any("3 张，其中核验不过 0 张" in said for said in hall.said)
    assert "已验证、解密并交上" in hall.said[-1]


def test_what_the_wall_shows_is_told_in_fours_and_a_cancelled_vote_by_name(hall: Hall):
    hall.vote(0)
    hall.watch_once()
    whole = next(said for said in hall.said if said.startswith("选举指纹")).rpartition(": ")[2]
    assert whole.replace(" ", "") == hall.election.fingerprint
    assert {len(group) for group in whole.split()[:-1]} == {4}
    key = next(said for said in hall.said if said.startswith("回执公钥指纹"))
    brief, full = (line.rpartition(": ")[2] for line in key.splitlines())
    groups = full.split()
    assert len(groups) == 16 and brief == f"{groups[0]} {groups[1]} … {groups[-1]}"
    hall.box["state"] = "sealed"
    hall.watch()
    assert "已取消或改用其他方式，不开启" in hall.said[-1]


def test_the_ceremony_code_is_asked_for_at_a_terminal_and_does_not_show(tmp_path: Path):
    ours, theirs = os.openpty()
    command = (sys.executable, "-m", "secret_ballot.cli", "trustee", "watch", "--code", "-")
    where = ("--folder", str(tmp_path), "--server", "http://x.test")
    process = subprocess.Popen(
        [*command, *where], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # a terminal that nobody has open any more
        while more := os.read(ours, 1 << 12):
            said += more
            if said.endswith("仪式码 · ceremony code: ".encode()):
                os.write(ours, b"never-to-be-seen\n")
    os.close(ours)
    assert process.wait(10) == 2
    assert said.count("仪式码 · ceremony code: ".encode()) == 1 and b"never" not in said


def test_nothing_is_opened_before_the_end_or_of_another_key(hall: Hall):
    hall.vote(0, 1, 2)
    hall.box["state"] = "tallied"
    with pytest.raises(Wrong, match="not_closed"):
        hall.watch(ballots=3)
    (hall.folder / "m1" / "trustees.json").write_bytes(b"[]")
    with pytest.raises(Wrong, match="trustees_differ"):
        hall.watch(1, ballots=3)
    uuid = hall.uuid
    hall.fake.boxes[new_uuid()] = hall.fake.boxes.pop(uuid)
    with pytest.raises(Wrong, match="ballot_uuid"):
        hall.watch(2, ballots=3)
    with pytest.raises(BallotError, match="box_unknown"):
        hall.watch(0, uuid=uuid)


def test_a_ballot_that_does_not_hold_is_refused(hall: Hall):
    value = json.loads(hall.ballots[0])
    value["answers"][0]["overall_proof"][0]["response"] = "1"
    hall.ballots[0] = json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
    hall.vote(0)
    with pytest.raises(Wrong, match="ballot_hash"):
        hall.watch()


def test_a_list_that_is_not_as_agreed(hall: Hall):
    good = {"uuid": "1" * 14, "title": "x", "state": "open", "ballots": 0}
    for box in (
        {**good, "uuid": "../../etc/passwd"},
        {**good, "uuid": "1" * 65},
        {**good, "state": "lost"},
        {**good, "ballots": -1},
        {**good, "ballots": True},
        {},
        [],
    ):
        hall.fake.lie = lambda path, value, box=box: {"boxes": [box]} if path == "/boxes" else value
        with pytest.raises(Wrong):
            hall.watch()


def test_the_journals_key_is_given_only_when_confirmed_and_only_while_it_runs(hall: Hall):
    certs, key = hall.fake.all("certificate"), bytes(range(32))
    hall.fake.sealed = sharing.share_key(SUITE, certs, 2, key, box=hall.uuid)
    with pytest.raises(Stopped):
        hall.watch(interactive=False)
    hall.answers = ["no"]
    hall.watch_once()
    assert not hall.fake.shares
    for place in (0, 2):
        hall.answers = ["yes"]
        hall.watch_once(place)
    assert sharing.join_shares(SUITE, 2, list(hall.fake.shares.values()), hall.fake.sealed) == key
    hall.fake.sealed = sharing.share_key(SUITE, certs, 2, key, box="another")
    with pytest.raises(Wrong, match="message"):
        hall.watch(1)
    hall.fake.sealed = []
    hall.vote(0, 1, 2)
    hall.close()
    hall.watch(1, ballots=3)
    hall.fake.sealed = sharing.share_key(SUITE, certs, 2, key, box=hall.uuid)
    hall.box["state"] = "open"
    with pytest.raises(Wrong, match="recovery"):
        hall.watch(1)


def test_the_commands(hall: Hall, capsys: pytest.CaptureFixture[str], monkeypatch: Any):
    """Over HTTP, as a script would; exit codes as in contracts.md §3."""
    certs, key = hall.fake.all("certificate"), bytes(range(32))
    sealed = hall.folder / "sealed"
    sealed.write_text(sharing.share_key(SUITE, certs, 2, key, box=hall.uuid)[1])
    me = ("--folder", str(hall.folder / "m1"))

    def run(*arguments: str, typed: str = "") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main(["trustee", *arguments])
        out, error = capsys.readouterr()
        return code, out + error

    recover = ("recover", *me, "--sealed", str(sealed), "--uuid", hall.uuid)
    code, said = run(*recover, "--yes")
    assert code == 0 and said.strip().isdigit()
    assert run(*recover, typed="同意\n")[0] == 0
    assert run(*recover, typed="no\n")[0] == 2
    assert run(*recover[:-1], "1" * 14, "--yes")[0] == 1
    hall.vote(0, 1, 2)
    hall.close()
    with served(hall.fake) as address:
        common = (*me, "--server", address, "--every", "0.01")
        code, said = run("join", *common, "--code", "-", typed="c1\n")
        assert code == 0 and "从输入仪式码起用时" in said and "仪式码 ·" not in said
        assert run("join", *common, "--code", "bad")[0] == 1
        assert run("watch", *common, "--code", "c1", "--ballots", "3")[0] == 2
        box = ("watch", *common, "--code", "c1", "--uuid", hall.uuid)
        assert run(*box)[0] == 2
        assert run(*box, "--ballots", "2")[0] == 1
        assert run(*box, "--ballots", "3")[0] == 0
        assert run("watch", *common, "--code", "c1", "--uuid", "1" * 14)[0] == 2
    code, said = run("watch", *common, "--code", "c1", "--wait", "0")
    assert code == 2 and "[waited]" in said
    new = ("--folder", str(hall.folder / "new"), "--server", "http://x.test", "--code", "c1")
    assert run("join", *new)[0] == 2 and not (hall.folder / "new").exists()


def test_only_ballots_that_make_a_difference_are_fetched(hall: Hall):
    fetched: list[str] = []

    def spy(path: str, value: Any) -> Any:
        fetched.append(path)
        return value

    hall.fake.lie = spy
    hall.vote(0)
    looks = iter([None, None, None])

    def pause() -> None:
        if next(looks, 1) is not None:
            raise Stopped

    hands = Hands(hall.said.append, lambda _q: "", pause)
    with pytest.raises(Stopped):
        watch(Remote(hall.fake.send("c0")), hall.folder / "m0", hands, Wishes())
    assert sum(path.endswith("/archive") for path in fetched) == 1


def test_over_the_network_only_what_is_new_is_fetched(hall: Hall):
    with served(hall.fake) as address:
        remote = Remote(over_https(address, "c0"))
        hands = Hands(hall.said.append, lambda _question: "", stop)

        def look(**wishes: Any) -> list[int]:
            hall.fake.sent.clear()
            with contextlib.suppress(Stopped):
                watch(remote, hall.folder / "m0", hands, Wishes(**wishes))
            return [size for path, size in hall.fake.sent if path.endswith("/archive")]

        hall.vote(0)
        (first,) = look()
        hall.vote(1)
        (second,) = look()
        assert first + second == len(hall.fake.archive(hall.uuid)) and second < first
        assert look() == [0] and "2 张选票全部成立" in hall.said[-2]
        hall.rewritten(0, 2, 1)
        with pytest.raises(Wrong, match="prefix_changed"):
            look()
        hall.rewritten(0, 1, 2)
        hall.close()
        (third,) = look(ballots=3)  # the whole before it is opened
        assert third > first + second and "已验证、解密并交上" in hall.said[-1]
