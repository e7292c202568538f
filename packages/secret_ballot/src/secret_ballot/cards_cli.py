"""`jiannuo-ballot cards …`: the ticket office's work without our server, by files.

Codes are made, counted out, and forgotten. The public list holds what was printed less what is left over and what was
spoiled, so it is made when the cards have been drawn; codes never go to the server, the list never says whose is whose.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.private_files import wipe, write_new
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
    _add_print(steps)
    _add_list(steps)
    gone = steps.add_parser("wipe", help="4 销毁 · write over and delete")
    gone.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="要销毁的文件 · what to delete"
    )
    gone.set_defaults(run=wipe_step, needs_database=False)


def _add_print(steps: Any) -> None:
    printed = steps.add_parser("print", help="2 印投票卡 · cards for a browser to print, A4")
    printed.add_argument(
        "--codes", type=Path, required=True, metavar="FILE", help="投票码 · of step 1"
    )
    printed.add_argument("--meeting", required=True, help="会议名称 · name of the meeting")
    printed.add_argument(
        "--booth", required=True, metavar="URL", help="投票站地址 · the booth's plain address"
    )
    printed.add_argument(
        "--bundle", required=True, metavar="SHA256", help="投票页校验值 · hash of the booth's page"
    )
    printed.add_argument(
        "--per-page", type=int, choices=(8, 10), default=8, help="每页几张 · cards a page"
    )
    printed.add_argument(
        "--out", type=Path, required=True, metavar="FILE.html", help="写到哪个文件 · a new file"
    )
    printed.set_defaults(run=print_step, needs_database=False)


def _add_list(steps: Any) -> None:
    fix = steps.add_parser(
        "list", help="3 按剩余票证定名单 · the public list, less what is left over"
    )
    fix.add_argument("--codes", type=Path, required=True, help="all that were printed")
    fix.add_argument("--left-over", type=Path, help="codes scanned from the remaining pile")
    fix.add_argument("--spoiled", type=Path, help="codes of spoiled cards")
    fix.add_argument("--surrendered", type=Path, help="codes of cards given back for paper")
    fix.add_argument(
        "--scan",
        nargs="?",
        const="left-over",
        choices=("left-over", "spoiled", "surrendered"),
        help="先从标准输入扫描这一堆 · first scan this pile from standard input, a code a line",
    )
    fix.add_argument("--handed-out", type=int, required=True, help="how many were counted out")
    fix.add_argument(
        "--uuid", required=True, action="append", help="of an election; repeated: several"
    )
    fix.add_argument(
        "--trial",
        metavar="UUID",
        help="其中哪一个是试投的 · which of them is the trial; the others are of the main vote",
    )
    groups = [name for name in NAMES if name not in READ_ONLY]
    fix.add_argument(
        "--group", choices=groups, default=BELENIOS_2048, help="密码群 · the group of the election"
    )
    fix.add_argument(
        "--out",
        type=Path,
        required=True,
        help="新文件；几次选举则是文件夹 · a new file; of several elections a folder, UUID.json each",
    )
    fix.set_defaults(run=list_step, needs_database=False)


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
    print(f"{len(codes)} 个投票码 · codes: {options.out}")
    return 0


def print_step(options: argparse.Namespace) -> int:
    """Writes the cards in random order to a private file."""
    from secret_ballot.cards_list import read_codes
    from secret_ballot.cards_print import sheets

    codes = read_codes(options.codes)
    if not codes or len(set(codes)) < len(codes):
        raise BallotError("cards_unknown", "--codes")
    pieces = sheets(
        codes,
        meeting=options.meeting,
        booth=options.booth,
        bundle=options.bundle,
        per_page=options.per_page,
    )
    write_new(options.out, "".join(pieces), private=True)
    print(
        f"{len(codes)} 张投票卡 · cards: {options.out}\n"
        "在浏览器里打开，按 A4、100%、无边距、不印页眉页脚打印；印完连同投票码一并销毁 ·"
        " open it in a browser, print A4, 100 %, no margins, no headers; then wipe it with the codes"
    )
    return 0


def list_step(options: argparse.Namespace) -> int:
    """Writes the public lists; refuses where they are not as long as cards were handed out."""
    from secret_ballot.cards_list import listed_codes, read_codes, write_lists
    from secret_ballot.v1.elections import read_uuid

    uuids, suite = [read_uuid(uuid, "--uuid") for uuid in options.uuid], suite_of(options.group)
    if len(set(uuids)) < len(uuids):
        raise BallotError("uuid", "--uuid")
    if options.trial is not None and options.trial not in uuids:
        raise BallotError("uuid", "--trial")
    files = {uuid: options.out / f"{uuid}.json" for uuid in uuids}
    if len(uuids) == 1 and not options.out.is_dir():
        files = {uuids[0]: options.out}
    printed = read_codes(options.codes)
    if options.scan:
        _scan(options, printed)
    piles = {name: read_codes(path) for name, path in _piles(options).items()}
    out = [code for codes in piles.values() for code in codes]
    listed = listed_codes(printed, out, options.handed_out)
    hashes = write_lists(suite, listed, files)
    counts = (len(printed), *map(len, piles.values()), len(listed))
    words = (
        "印制 · printed",
        "剩余 · left over",
        "作废 · spoiled",
        "换纸票 · surrendered",
        "名单 · listed",
    )
    print("\n".join(f"{word}: {count}" for word, count in zip(words, counts, strict=True)))
    for uuid, path in files.items():
        print(f"{path}{_which(uuid, options.trial)}: SHA-256 {hashes[path]}")
    return 0


def _which(uuid: str, trial: str | None) -> str:
    """Whose list a file is, where the trial is named."""
    if trial is None:
        return ""
    return "（试投 · trial）" if uuid == trial else "（正式投票 · main vote）"


def _piles(options: argparse.Namespace) -> dict[str, Path | None]:
    return {
        "left-over": options.left_over,
        "spoiled": options.spoiled,
        "surrendered": options.surrendered,
    }


def _scan(options: argparse.Namespace, printed: list[str]) -> None:
    """Reads a pile into its file, going on where a scan was broken off."""
    from secret_ballot.cards_list import Pile, read_codes

    piles = _piles(options)
    path = piles.pop(options.scan)
    if path is None:
        raise BallotError("cards_file", f"--scan {options.scan}")
    elsewhere = [code for other in piles.values() for code in read_codes(other)]
    Pile(path, printed, elsewhere).scan(sys.stdin, lambda text: print(text, flush=True))


def wipe_step(options: argparse.Namespace) -> int:
    """Nothing of the codes is left on this machine."""
    wipe(options.files)
    print(f"已覆盖并删除 · written over and deleted: {len(options.files)}")
    return 0
