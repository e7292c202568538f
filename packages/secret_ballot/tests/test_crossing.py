"""Crossing with the reference tool: its elections verify with ours, ours with it, ballots and trustees mixed.

Debian's `belenios-tool` 2.0; where it is not installed these tests are skipped by name.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.ballots import check_proofs, check_signature, make_ballot, read_ballot
from secret_ballot.v1.canonical import encode, hex_hash
from secret_ballot.v1.contents import SizedTally, read_contents
from secret_ballot.v1.credentials import derive, read_credentials
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.tally import decrypt, read_tally
from secret_ballot.verify import verify

from .made import TWO_OR_BLANK, UP_TO_TWO, changed, closed, make, plain_count, written

TOOL = shutil.which("belenios-tool")
GROUP = "BELENIOS-2048"
SUITE = suite_of(GROUP)
EXACTLY_ONE = Question('议案 "一" \\ \t\x7f', ("赞成", "反对"), 1, 1)
BLANK_OR_ANY = Question("评议", ("甲",), 0, 1, blank=True)
KINDS = (EXACTLY_ONE, UP_TO_TWO, TWO_OR_BLANK, BLANK_OR_ANY)
VOTES = [
    (0, [[1, 0], [0, 0, 0], [1, 0, 0, 0], [0, 1]]),
    (1, [[0, 1], [1, 0, 1], [0, 1, 1, 0], [1, 0]]),
    (0, [[0, 1], [0, 1, 0], [0, 0, 0, 1], [0, 0]]),
]

pytestmark = pytest.mark.skipif(
    TOOL is None and not os.environ.get("CI"), reason="belenios-tool is not installed"
)


class Tool:
    """The reference tool in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, given: str | bytes = b"", fails: bool = False) -> bytes:
        given = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            ["belenios-tool", *arguments], cwd=self.folder, input=given, capture_output=True
        )
        assert (done.returncode != 0) == fails, done.stderr.decode()
        return done.stdout

    def event(self, kind: str, given: bytes = b"") -> None:
        self("archive", "add-event", f"--type={kind}", given=given)

    def write(self, name: str, value: Any) -> None:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        (self.folder / name).write_text(text, encoding="utf-8")

    def only(self, pattern: str) -> Path:
        (path,) = self.folder.glob(pattern)
        return path


@pytest.fixture
def tool(tmp_path: Path) -> Tool:
    return Tool(tmp_path)


@pytest.mark.parametrize(
    ("singles", "pedersen", "weights"),
    [(2, None, None), (0, (2, 3), [3, 1]), (1, (1, 2), None)],
)
def test_ours_verify_with_the_tool(
    tool: Tool, singles: int, pedersen: tuple[int, int] | None, weights: list[int] | None
):
    """Every kind of question with single, threshold and mixed trustees, with weights and a vote cast again."""
    made = make(GROUP, KINDS, voters=2, singles=singles, pedersen=pedersen, weights=weights)
    whole = closed(made, [made.ballot(voter, chosen) for voter, chosen in VOTES])
    raw = written(whole)
    report = verify(raw)
    assert report.result == plain_count(KINDS, VOTES, weights)
    path = tool.folder / f"{made.election.uuid}.bel"
    path.write_bytes(raw)
    tool("election", "verify")
    path.write_bytes(raw[:-1] + b"\1")
    tool("election", "verify", fails=True)
    wrong = changed(whole.result, lambda v: v["result"][0].reverse())
    path.write_bytes(written(whole, result=wrong))
    tool("election", "verify", fails=True)


def test_large_weights_and_no_ballot_at_all(tool: Tool):
    """Counts above 2^30 are strings in the archive; the product of nothing is the identity."""
    made = make(GROUP, (EXACTLY_ONE,), voters=1, weights=[2**31])
    for ballots, counts in (([made.ballot(0, [[1, 0]])], [[2**31, 0]]), ([], [[0, 0]])):
        raw = written(closed(made, ballots))
        (tool.folder / f"{made.election.uuid}.bel").write_bytes(raw)
        tool("election", "verify")
        assert verify(raw).result == counts


def test_what_the_tool_lets_pass_is_refused_here(tool: Tool):
    """A stored tally that is not the ballots' (ballot-protocol.md §0, finding 4)."""
    made = make(GROUP, (EXACTLY_ONE,), voters=1)
    whole = closed(made, [made.ballot(0, [[1, 0]])])
    cells = changed(whole.tally.raw, lambda v: v[0].reverse())
    raw = written(whole, tally=SizedTally(cells, 7, 7))
    (tool.folder / f"{made.election.uuid}.bel").write_bytes(raw)
    tool("election", "verify")
    assert [r.code for r in verify(raw).reasons] == ["tally_differs", "tally_counts"]


@pytest.mark.long
def test_an_election_of_the_tool_with_trustees_and_ballots_of_both(tool: Tool):
    """Tool's credentials and keys, a ceremony of its members and ours, ballots of both: one box, the same bytes."""
    uuid = tool("setup", "generate-token").decode().strip()
    tool.write("voters.txt", "a,alice,1\nb,bob,2\nc,carol,3\n")
    options = ("--uuid", uuid, "--group", GROUP)
    tool("setup", "generate-credentials", *options, "--file", "voters.txt")
    tool.only("*.pubcreds").rename(tool.folder / "public_creds.json")
    codes = [line.split()[1] for line in tool.only("*.privcreds").read_text().splitlines()]
    tool("setup", "generate-trustee-key", "--group", GROUP)
    tool.write("public_keys.jsons", tool.only("*.pubkey").read_text())
    seeds, places = mixed_ceremony(tool)
    tool("setup", "make-trustees")
    tool.write("template.json", {
        "name": "交叉", "description": "两种软件", "administrator": "甲", "credential_authority": "乙",
        "questions": [question.as_json() for question in KINDS],
    })  # fmt: skip
    tool("setup", "make-election", *options, "--template", "template.json")
    tool("archive", "init")
    archive = tool.only("*.bel")
    contents = read_contents(archive.read_bytes(), partial=True)
    election = read_election(contents.election)
    credentials = read_credentials(SUITE, contents.credentials)
    for number, (voter, choices) in enumerate([*VOTES, (2, VOTES[1][1])]):
        if number % 2:
            secret = derive(SUITE, uuid, codes[voter])
            ballot = make_ballot(election, secret, choices)
        else:
            tool.write("cred", codes[voter])
            tool.write("choices", choices)
            made = tool("election", "generate-ballot", "--privcred", "cred", "--ballot", "choices")
            ballot = made.strip()
            read = read_ballot(election, credentials, ballot)
            check_signature(election, read)
            check_proofs(election, read)
        tool.event("Ballot", ballot)
    tool.event("EndBallots")
    tool.event("EncryptedTally", tool("election", "compute-encrypted-tally"))
    key = tool.only("*.privkey").name
    tool.event(
        "PartialDecryption", tool("election", "decrypt", "--privkey", key, "--trustee-id", "1")
    )
    ours, theirs = places
    contents = read_contents(archive.read_bytes(), partial=True)
    cells = read_tally(election, contents.tally.raw)
    own = ceremony.open_key(SUITE, seeds[ours], (tool.folder / f"{ours}.sealed").read_text())
    tool.event("PartialDecryption", owned(2 + ours, decrypt(election, own, cells)))
    name = (tool.folder / f"{theirs}.name").read_text()
    tool.event("PartialDecryption", tool(
        "election", "decrypt-threshold", "--key", f"{name}.key", "--decryption-key", f"{name}.dkey",
        "--trustee-id", str(2 + theirs),
    ))  # fmt: skip
    tool.event("Result", tool("election", "compute-result"))
    tool("election", "verify")
    raw = archive.read_bytes()
    report = verify(raw)
    assert report.reasons == []
    weights = [1, 2, 3]
    assert report.result == plain_count(KINDS, [*VOTES, (2, VOTES[1][1])], weights)
    assert written_again(raw) == raw


def owned(owner: int, decryption: bytes) -> bytes:
    """A decryption as the tool's own command prints it: a line a record."""
    return decryption + b"\n" + encode({"owner": owner, "payload": hex_hash(decryption)}) + b"\n"


def mixed_ceremony(tool: Tool) -> tuple[dict[int, str], tuple[int, int]]:
    """Pedersen 2 of 3 with one member of ours; seeds by place, and the places of ours and one of theirs."""
    step = ("setup", "generate-trustee-key-threshold", "--group", GROUP)
    for _ in range(2):
        tool(*step, "--step", "1")
    seeds: dict[int, str] = {}
    names: list[str] = []
    certs: list[dict[str, Any]] = []
    for path in sorted(tool.folder.glob("*.cert")):
        names.append(path.stem)
        certs.append(json.loads(path.read_text()))
    own = ceremony.new_seed()
    ours, theirs = 1, 2
    seeds[ours] = own
    names.insert(ours, "")
    certs.insert(ours, ceremony.make_certificate(SUITE, own))
    tool.write("certs.jsons", lines(certs))
    tool(*step, "--certs", "certs.jsons", "--step", "2")
    polynomials: list[Any] = []
    for place, name in enumerate(names):
        if place == ours:
            polynomials.append(ceremony.make_polynomial(SUITE, own, certs, 2))
        else:
            options = ("--key", f"{name}.key", "--step", "3", "--threshold", "2")
            polynomials.append(json.loads(tool(*step, "--certs", "certs.jsons", *options)))
    tool.write("polynomials.jsons", lines(polynomials))
    shares: list[Any] = []
    for place, received in enumerate(ceremony.route(SUITE, certs, polynomials)):
        if place == ours:
            shares.append(ceremony.make_share(SUITE, own, certs, received, 2))
        else:
            options = ("--certs", "certs.jsons", "--key", f"{names[place]}.key", "--step", "5")
            given = json.dumps(received, separators=(",", ":"))
            shares.append(json.loads(tool(*step, *options, given=given)))
    parameters, sealed = ceremony.assemble(SUITE, certs, polynomials, shares)
    tool.write("threshold.json", json.dumps(parameters, separators=(",", ":")))
    tool.write(f"{ours}.sealed", sealed[ours])
    tool.write(f"{names[theirs]}.dkey", sealed[theirs])
    tool.write(f"{theirs}.name", names[theirs])
    return seeds, (ours, theirs)


def lines(values: list[Any]) -> str:
    return "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in values)


def written_again(raw: bytes) -> bytes:
    """The archive's contents by our own writer."""
    contents, out = read_contents(raw), io.BytesIO()
    writer = ArchiveWriter(out, int(json.loads(raw[512:550])["timestamp"]))
    writer.setup(contents.election, contents.trustees, contents.credentials)
    for ballot in contents.ballots:
        writer.ballot(ballot)
    writer.end_ballots()
    stored = contents.tally
    writer.encrypted_tally(json.loads(stored.raw), stored.ballots, stored.weight)
    for owner, decryption in contents.decryptions:
        writer.partial_decryption(owner, decryption)
    writer.result(contents.result)
    return out.getvalue()
