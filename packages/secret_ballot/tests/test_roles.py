"""The scrutineers' and the ticket office's commands: a whole election by files, and what they refuse."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.cli import main
from secret_ballot.opening import add_decryption, add_result, add_tally
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import make_ballot
from secret_ballot.v1.credentials import derive
from secret_ballot.v1.elections import make_election, new_uuid
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.trustees import read_trustees
from secret_ballot.verify import verify

from .made import ONE_OF_THREE, STAMP

SUITE = suite_of("Ed25519")


class Desk:
    """Commands in one folder; each must end with the code expected."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: object, code: int = 0) -> str:
        found = main([str(each) for each in arguments])
        out, error = self.capsys.readouterr()
        assert found == code, error
        return out + error

    def joined(self, name: str, *paths: Path) -> Path:
        path = self.folder / name
        path.write_text("".join(each.read_text() for each in paths))
        return path

    def member(self, name: str) -> Path:
        """A folder whose backup was entered again."""
        folder = self.folder / name
        said = self("trustee", "new", "--folder", folder, "--group", "Ed25519")
        written_down = said.splitlines()[0].rpartition(": ")[2]
        self("trustee", "backup", "--folder", folder, "--code", written_down)
        return folder


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(tmp_path, capsys)


def keys(desk: Desk) -> tuple[list[Path], Path]:
    """Three members, two of them needed, and one single key; the folders and what was put together."""
    members = [desk.member(f"m{n}") for n in range(3)]
    certs = desk.joined("certs", *(m / "certificate.json" for m in members))
    common = ("--certificates", certs, "--threshold", 2)
    told = [desk("trustee", "polynomial", "--folder", m, *common) for m in members]
    polynomials = desk.joined("polynomials", *(m / "polynomial.json" for m in members))
    committed = desk.folder / "committed"
    committed.write_text("".join(told))
    out = desk.folder / "out"
    both = (
        "--certificates",
        certs,
        "--polynomials",
        polynomials,
        "--out",
        out,
        "--group",
        "Ed25519",
    )
    desk("trustee", "route", *both, "--committed", committed)
    for number, member in enumerate(members, 1):
        received = out / f"received-{number}.json"
        desk("trustee", "share", "--folder", member, *common, "--received", received)
    shares = desk.joined("shares", *(m / "share.json" for m in members))
    single = desk.member("single")
    desk("trustee", "single", "--folder", single, "--name", "总监票人")
    singles = single / "public_key.json"
    said = desk("trustee", "assemble", *both, "--shares", shares, "--singles", singles)
    assert said.endswith(": 3\n")
    return [single, *members], out


def cards(desk: Desk, uuid: str) -> tuple[list[str], bytes]:
    """Five printed, one spoiled, one left over: three listed."""
    printed, listed = desk.folder / "codes", desk.folder / "listed.json"
    desk("cards", "make", "--number", 5, "--out", printed)
    codes = printed.read_text().split()
    left, spoiled = desk.folder / "left", desk.folder / "spoiled"
    left.write_text(codes[0] + "\n")
    spoiled.write_text(codes[1] + "\n")
    common = ("--codes", printed, "--left-over", left, "--spoiled", spoiled, "--group", "Ed25519")
    common = ("cards", "list", *common, "--uuid", uuid, "--out", listed)
    assert "cards_number" in desk(*common, "--handed-out", 4, code=2)
    desk(*common, "--handed-out", 3)
    assert stat.S_IMODE(printed.stat().st_mode) == 0o600
    desk("cards", "wipe", printed, left, spoiled)
    assert not printed.exists()
    return codes[2:], listed.read_bytes()


def test_an_election_by_files(desk: Desk):
    (single, *members), out = keys(desk)
    trustees = read_trustees(SUITE, (out / "trustees.json").read_bytes())
    uuid = new_uuid()
    codes, listed = cards(desk, uuid)
    election = make_election(
        SUITE, trustees.election_key(SUITE), uuid=uuid, name="x", description="", questions=[ONE_OF_THREE]
    )  # fmt: skip
    buffer = io.BytesIO()
    writer = ArchiveWriter(buffer, STAMP)
    writer.setup(election.raw, trustees.raw, listed)
    path = desk.folder / "x.bel"
    for code in codes:
        writer.ballot(make_ballot(election, derive(SUITE, uuid, code), [[0, 1, 0]]))
        path.write_bytes(buffer.getvalue())
        desk("trustee", "verify", "--folder", single, path)
    assert len((single / "verified.txt").read_text().split()) == 3
    assert "not_closed" in desk(
        "trustee", "decrypt", "--folder", single, path, "--ballots", 3, code=1
    )
    path.write_bytes(add_tally(path.read_bytes()))
    foreign = single / "trustees.json"
    foreign.write_text("[]")
    decrypting = ("trustee", "decrypt", "--folder", single, path, "--ballots", 3)
    assert "trustees_differ" in desk(*decrypting, code=1)
    foreign.unlink()
    said = desk("trustee", "decrypt", "--folder", single, path, "--ballots", 4, code=1)
    assert "ballots_number" in said
    for folder, sealed in ((single, None), (members[2], 3), (members[0], 1)):
        key = ["--sealed", out / f"sealed-{sealed}.json"] if sealed else []
        made = Path(
            desk("trustee", "decrypt", "--folder", folder, path, "--ballots", 3, *key).strip()
        )
        owner = int(made.stem.rpartition("-")[2])
        path.write_bytes(add_decryption(path.read_bytes(), owner, made.read_bytes()))
    done, counts = add_result(path.read_bytes())
    assert counts == [[0, 3, 0]] and verify(done).valid
    path.write_bytes(done)
    assert "opened" in desk("trustee", "decrypt", "--folder", single, path, "--ballots", 3, code=1)
    path.write_bytes(done[:-1] + b"\1")
    assert "archive_padding" in desk("trustee", "verify", "--folder", single, path, code=1)


def test_a_seed_is_used_only_when_its_backup_was_entered_again(desk: Desk, monkeypatch: Any):
    folder = desk.folder / "m"
    said = desk("trustee", "new", "--folder", folder, "--group", "Ed25519")
    code = said.splitlines()[0].rpartition(": ")[2]
    assert [len(part) for part in code.split("-")] == [5, 6, 5, 6]
    seed = (folder / "seed.txt").read_text().strip()
    assert seed == code.replace("-", "")
    for private, mode in ((folder, 0o700), (folder / "seed.txt", 0o600)):
        assert stat.S_IMODE(private.stat().st_mode) == mode
    assert "backup" in desk("trustee", "single", "--folder", folder, code=2)
    wrong = "2" if code[0] == "1" else "1"
    said = desk("trustee", "backup", "--folder", folder, "--code", wrong + code[1:], code=1)
    assert seed not in said
    assert "backup" in desk("trustee", "single", "--folder", folder, code=2)
    monkeypatch.setattr("sys.stdin", io.StringIO(f" {seed}\n"))
    desk("trustee", "backup", "--folder", folder)
    desk("trustee", "single", "--folder", folder)
    public = json.loads((folder / "public_key.json").read_text())
    assert set(public) == {"pok", "public_key"}
    desk("trustee", "single", "--folder", folder, code=2)  # never written over
    desk("trustee", "new", "--folder", folder, code=2)


def test_what_the_ticket_office_may_not_do(desk: Desk):
    printed, out = desk.folder / "codes", desk.folder / "out"
    said = desk("cards", "make", "--number", 2, "--short", "--out", printed)
    assert "2 个投票码" in said and printed.read_text().split()[0] not in said
    said = desk("cards", "make", "--number", 2, "--out", printed, code=2)  # never written over
    assert "已有这个文件，没有改写" in said
    desk("cards", "make", "--number", 0, "--out", out, code=2)
    other = desk.folder / "other"
    desk("cards", "make", "--number", 1, "--short", "--out", other)
    common = ("cards", "list", "--codes", printed, "--uuid", new_uuid(), "--out", out)
    assert "cards_unknown" in desk(*common, "--handed-out", 1, "--left-over", other, code=2)
    assert "cards_number" in desk(*common, "--handed-out", 0, "--left-over", printed, code=2)
    broken = desk.folder / "broken"
    broken.write_text(printed.read_text().replace("-", "", 1))
    said = desk(*common, "--handed-out", 1, "--left-over", broken, code=2)
    assert "private_credential" in said and f"{broken}:1" in said
    assert not any(code in said for code in broken.read_text().split())
    assert not out.exists()
