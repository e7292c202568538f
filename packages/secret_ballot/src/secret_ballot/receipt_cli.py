"""`jiannuo-ballot receipt`: a booth's receipt, and whether its ballot is in the archive."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError


def add_receipt(commands: Any) -> None:
    """One command."""
    parser = commands.add_parser("receipt", help="核对回执 · judge the receipt of a booth")
    parser.add_argument("text", metavar="TEXT", help="回执上的文字 · JN1.…, as on the receipt")
    parser.add_argument("--key", required=True, metavar="BASE64", help="of receipts, on the wall")
    parser.add_argument(
        "--archive", type=Path, metavar="UUID.bel", help="投票档案 · is the ballot in it?"
    )
    parser.set_defaults(run=run_receipt, needs_database=False)


def run_receipt(options: argparse.Namespace) -> int:
    """Exit 0 where the signature holds and, if asked, the ballot is there; else 1."""
    from secret_ballot.v1.contents import read_contents
    from secret_ballot.v1.receipts import check_receipt, read_receipt, read_receipt_key

    public = read_receipt_key(options.key, "--key")
    contents = (
        read_contents(options.archive.read_bytes(), partial=True) if options.archive else None
    )
    try:
        receipt = read_receipt(options.text.strip())
        check_receipt(receipt, public)
        if contents is not None:
            _find(contents, receipt.uuid, receipt.digest)
    except BallotError as error:
        print(f"不成立 · NOT VALID\n{error.where}: {error.text} [{error.code}]")
        print(f"    {error.finding.text_en}")
        return 1
    print("成立：回执的签名正确 · VALID: the signature of the receipt holds")
    if contents is not None:
        print("选票在档案里 · the ballot is in the archive")
    print(f"选举 · election: {receipt.uuid}\n选票指纹 · tracker: {receipt.tracker}")
    return 0


def _find(contents: Any, uuid: str, digest: bytes) -> None:
    """Raises ``BallotError``: ballot_uuid, receipt_missing."""
    from secret_ballot.v1.canonical import hex_hash
    from secret_ballot.v1.elections import read_election

    if read_election(contents.election).uuid != uuid:
        raise BallotError("ballot_uuid", "receipt")
    if digest.hex() not in map(hex_hash, contents.ballots):
        raise BallotError("receipt_missing", "archive")
