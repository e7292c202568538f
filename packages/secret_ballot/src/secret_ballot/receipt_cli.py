"""`jiannuo-ballot receipt`: a booth's receipt, and whether its ballot is in the archive and counts.

Where a card may vote again its last ballot counts. One that was replaced before it was put up is in no archive; by the
card anybody who has it finds which ballot stands.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secret_ballot.findings import BallotError

if TYPE_CHECKING:  # loaded by the command that needs it
    from secret_ballot.receipt_archive import Archive


def add_receipt(commands: Any) -> None:
    """One command."""
    parser = commands.add_parser("receipt", help="核对回执 · judge the receipt of a booth")
    parser.add_argument("text", metavar="TEXT", help="回执上的文字 · JN1.…, as on the receipt")
    parser.add_argument("--key", required=True, metavar="BASE64", help="of receipts, on the wall")
    parser.add_argument(
        "--archive", type=Path, metavar="UUID.bel", help="投票档案 · is the ballot in it?"
    )
    parser.add_argument(
        "--card",
        metavar="CODE",
        help="重投过的：投票码（- 从标准输入读），或者卡的校验值 · which ballot stands for the card",
    )
    parser.set_defaults(run=run_receipt, needs_database=False)


def run_receipt(options: argparse.Namespace) -> int:
    """Exit 0 where the signature holds and, if asked, the ballot is there; else 1."""
    from secret_ballot.receipt_archive import Archive
    from secret_ballot.v1.contents import read_contents
    from secret_ballot.v1.receipts import check_receipt, read_receipt, read_receipt_key

    public = read_receipt_key(options.key, "--key")
    contents = (
        read_contents(options.archive.read_bytes(), partial=True) if options.archive else None
    )
    if options.card is not None and contents is None:
        raise BallotError("archive_needed", "--card")
    try:
        receipt = read_receipt(options.text.strip())
        check_receipt(receipt, public)
        found = Archive(contents, receipt.uuid) if contents is not None else None
        card = found.card(_line(options.card)) if found and options.card is not None else ""
        counted = found.counted(receipt.digest.hex(), card) if found else None
    except BallotError as error:
        print(f"不成立 · NOT VALID\n{error.where}: {error.text} [{error.code}]")
        print(f"    {error.finding.text_en}")
        return 1
    print("成立：回执的签名正确 · VALID: the signature of the receipt holds")
    if found is not None and counted is not None:
        print(_stands(found, receipt.digest.hex(), counted))
    print(f"选举 · election: {receipt.uuid}\n选票指纹 · tracker: {receipt.tracker}")
    return 0 if found is None or receipt.digest.hex() in found.cards else 1


def _stands(found: Archive, name: str, counted: str) -> str:
    """What became of the ballot."""
    from secret_ballot.receipt_archive import tracker_of

    if name == counted:
        return "选票在档案里 · the ballot is in the archive"
    other = f"\n计入的 · counted: {tracker_of(counted)}"
    if name in found.cards:
        return (
            "选票在档案里，同一张卡后来又投了一张，这一张不计入 · the ballot is in the archive; the same card voted"
            f" again, so it does not count{other}"
        )
    return (
        "选票不在档案里，这张卡计入的是另一张。再投过的，前一张不计入；没有再投过的，把回执交给监票人 · the ballot is"
        " not in the archive, another of its card counts. If you voted again, that is right; if not, show the receipt"
        f" to the scrutineers{other}"
    )


def _line(text: str) -> str:
    return sys.stdin.readline().strip() if text == "-" else text
