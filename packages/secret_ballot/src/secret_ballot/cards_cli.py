"""`jiannuo-ballot cards …`: the ticket office's work without our server, by files.

Codes are made, counted out, and forgotten. The public list holds what was printed less what is left over and what was
spoiled, so it is made when the cards have been drawn; codes never go to the server, the list never says whose is whose.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.private_files import read_lines, wipe, write_new
from secret_ballot.v1.suites import BELENIOS_2048, NAMES, READ_ONLY, suite_of

MOST = 100_000


def add_cards(commands: Any) -> None:
    """All steps, in their order."""
    group = commands.add_parser(
        "cards", help="票证组的投票码 · the ticket office's voting codes, by files"
    )
    steps = group.add_subparsers(dest="cards_command", required=True, metavar="STEP")
    make = steps.add_parser("make", help="1 生成投票码 · make codes, one a line")
    make.add_argument("--number", type=int, required=True, help="多少个 · how many")
    form = make.add_mutually_exclusive_group()
    form.add_argument(
        "--short", action="store_true", help="the form of belenios-tool 2.0, for trials with it"
    )
    form.add_argument(
        "--capitals",
        action="store_true",
        help="只用数字和大写字母，输入时不分大小写 · no small letters, so that typing them is forgiven",
    )
    make.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="写到哪个文件 · a new file"
    )
    make.set_defaults(run=make_step, needs_database=False)
    fix = steps.add_parser(
        "list", help="2 按剩余票证定名单 · the public list, less what is left over"
    )
    fix.add_argument("--codes", type=Path, required=True, help="all that were printed")
    fix.add_argument("--left-over", type=Path, help="codes scanned from the remaining pile")
    fix.add_argument("--spoiled", type=Path, help="codes of spoiled cards")
    fix.add_argument("--handed-out", type=int, required=True, help="how many were counted out")
    fix.add_argument("--uuid", required=True, help="of the election")
    groups = [name for name in NAMES if name not in READ_ONLY]
    fix.add_argument(
        "--group", choices=groups, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    fix.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="写到哪个文件 · a new file"
    )
    fix.set_defaults(run=list_step, needs_database=False)
    gone = steps.add_parser("wipe", help="3 销毁 · write over and delete")
    gone.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="要销毁的文件 · what to delete"
    )
    gone.set_defaults(run=wipe_step, needs_database=False)


def make_step(options: argparse.Namespace) -> int:
    """Writes so many different codes to a private file."""
    from secret_ballot.v1.credentials import new_private_credential

    if not 1 <= options.number <= MOST:
        raise BallotError("number", "--number")
    codes: set[str] = set()
    while len(codes) < options.number:
        codes.add(new_private_credential(short=options.short, capitals=options.capitals))
    # A set of random words has an order of its own; sorted, it has none that tells how they were made.
    write_new(options.out, "".join(f"{code}\n" for code in sorted(codes)), private=True)
    return 0


def list_step(options: argparse.Namespace) -> int:
    """Writes the public list; refuses where it is not as long as cards were handed out."""
    from secret_ballot.v1.credentials import derive, make_credentials, public_of
    from secret_ballot.v1.elections import read_uuid

    uuid, suite = read_uuid(options.uuid, "--uuid"), suite_of(options.group)
    printed = _codes(options.codes)
    out = _codes(options.left_over) + _codes(options.spoiled)
    if len(set(printed)) < len(printed) or len(set(out)) < len(out) or not set(out) <= set(printed):
        raise BallotError("cards_unknown", "--left-over, --spoiled")
    listed = sorted(set(printed) - set(out))
    if len(listed) != options.handed_out or not listed:
        raise BallotError("cards_number", f"{len(listed)} ≠ {options.handed_out}")
    elements = [public_of(suite, derive(suite, uuid, code)) for code in listed]
    raw = make_credentials(suite, [(each, None) for each in elements])
    write_new(options.out, raw.decode(), private=False)
    print(f"名单 · listed: {len(listed)}")
    return 0


def _codes(path: Path | None) -> list[str]:
    """The codes of a file, each a code; raises ``BallotError`` with the line, never the code."""
    from secret_ballot.v1.credentials import parse_private_credential

    codes = read_lines(path) if path else []
    for number, code in enumerate(codes, 1):
        try:
            parse_private_credential(code)
        except BallotError as error:
            raise BallotError(error.code, f"{path}:{number}") from None
    return codes


def wipe_step(options: argparse.Namespace) -> int:
    """Nothing of the codes is left on this machine."""
    wipe(options.files)
    return 0
