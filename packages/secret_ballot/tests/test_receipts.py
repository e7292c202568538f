"""Receipts: what the server signed, in its only form, and whether the ballot is in the archive."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from secret_ballot.cli import main
from secret_ballot.v1.contents import read_contents
from secret_ballot.v1.credentials import new_private_credential
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.receipts import make_receipt

from .made import ONE_OF_THREE, closed, make, written

KEPT = Path(__file__).parent / "data" / "ed25519-mixed-weights.bel"
SECRET = bytes(range(32))
KEY = base64.b64encode(bytes(SigningKey(SECRET).verify_key)).decode()
CONTENTS = read_contents(KEPT.read_bytes())
UUID = read_election(CONTENTS.election).uuid
DIGEST = hashlib.sha256(CONTENTS.ballots[0]).digest()
GOOD = make_receipt(SECRET, UUID, DIGEST)


def judged(capsys: pytest.CaptureFixture[str], text: str, *more: str, key: str = KEY):
    code = main(["receipt", text, "--key", key, *more])
    return code, "".join(capsys.readouterr())


def test_a_receipt_and_its_ballot(capsys: pytest.CaptureFixture[str]):
    code, said = judged(capsys, GOOD)
    assert code == 0 and base64.b64encode(DIGEST).decode().rstrip("=") in said
    assert judged(capsys, GOOD, key=KEY.rstrip("="))[0] == 0
    code, said = judged(capsys, GOOD, "--archive", str(KEPT))
    assert code == 0 and "选票在档案里" in said
    absent = make_receipt(SECRET, UUID, bytes(32))
    assert judged(capsys, absent)[0] == 0
    assert "receipt_missing" in (told := judged(capsys, absent, "--archive", str(KEPT)))[1]
    other = make_receipt(SECRET, "1" * 14, DIGEST)
    assert "ballot_uuid" in judged(capsys, other, "--archive", str(KEPT))[1]
    assert told[0] == 1


def test_a_receipt_that_does_not_hold(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    form, uuid, tracker, signature = GOOD.split(".")
    last = signature[-1]
    for text, code in (
        (f"{form}.{'1' * 14}.{tracker}.{signature}", "receipt_signature"),
        (f"{form}.{uuid}.{tracker[::-1][1:]}A.{signature}", "receipt"),
        (f"{form}.{uuid}.{tracker}.{'A' * 86}", "receipt_signature"),
        (f"{form}.{uuid}.{tracker}.{signature[:-1]}{chr(ord(last) + 1)}", "receipt"),
        (f"{form}.{uuid}.{tracker}=.{signature}", "receipt"),
        (f"JN2.{uuid}.{tracker}.{signature}", "receipt"),
        (f"{form}.{uuid}.{tracker}", "receipt"),
        ("", "receipt"),
    ):
        found, said = judged(capsys, text)
        assert found == 1 and f"[{code}" in said
    stranger = base64.b64encode(bytes(SigningKey(bytes(32)).verify_key)).decode()
    assert judged(capsys, GOOD, key=stranger)[0] == 1
    for key in ("x", "", KEY[:-4]):
        assert judged(capsys, GOOD, key=key)[0] == 2
    assert judged(capsys, GOOD, "--archive", str(tmp_path / "none"))[0] == 2
    (tmp_path / "bad").write_bytes(b"x")
    assert judged(capsys, GOOD, "--archive", str(tmp_path / "bad"))[0] == 2


def test_a_ballot_that_was_replaced_and_one_that_came_to_no_archive(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    made = make("Ed25519", (ONE_OF_THREE,))
    first, second, unseen = (
        made.ballot(0, [chosen]) for chosen in ([1, 0, 0], [0, 1, 0], [0, 0, 1])
    )
    path = tmp_path / "again.bel"
    path.write_bytes(written(closed(made, [first, made.ballot(1, [[1, 0, 0]]), second])))
    uuid, archive = made.election.uuid, ("--archive", str(path))

    def receipt(raw: bytes) -> str:
        return make_receipt(SECRET, uuid, hashlib.sha256(raw).digest())

    def tracker(raw: bytes) -> str:
        return base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")

    code, said = judged(capsys, receipt(first), *archive)
    assert code == 0 and "这一张不计入" in said and tracker(second) in said
    code, said = judged(capsys, receipt(second), *archive)
    assert code == 0 and "不计入" not in said
    assert "receipt_missing" in judged(capsys, receipt(unseen), *archive)[1]
    credential = json.loads(first)["credential"]
    mark = hashlib.sha256(credential.encode()).hexdigest()
    code, said = judged(capsys, receipt(unseen), *archive, "--card", mark)
    assert code == 1 and "签名正确" in said and "另一张" in said and tracker(second) in said
    stranger = judged(capsys, receipt(unseen), *archive, "--card", new_private_credential())
    assert "receipt_missing" in stranger[1]
    assert judged(capsys, receipt(unseen), *archive, "--card", "x")[0] == 1
    assert judged(capsys, receipt(unseen), "--card", mark)[0] == 2
