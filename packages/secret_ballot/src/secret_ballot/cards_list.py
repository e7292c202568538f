"""定名单 (listing): the public lists of one set of cards, and the scanning of piles with a hand scanner.

What is listed is what was printed less left over, spoiled and surrendered (a card given back for paper). Codes are
compared here and forgotten; nothing that is said holds one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from secret_ballot.findings import BallotError
from secret_ballot.private_files import read_lines, write_new, write_whole
from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    parse_private_credential,
    public_of,
)
from secret_ballot.v1.suites import Suite

UNDO = ("undo", "撤")


def read_codes(path: Path | None) -> list[str]:
    """The codes of a file, each a code; raises ``BallotError`` with the line, never the code."""
    codes = read_lines(path) if path else []
    for number, code in enumerate(codes, 1):
        try:
            parse_private_credential(code)
        except BallotError as error:
            raise BallotError(error.code, f"{path}:{number}") from None
    return codes


def listed_codes(printed: Sequence[str], out: Sequence[str], handed_out: int) -> list[str]:
    """The codes to list, in an order of their own; raises ``BallotError``: cards_unknown, cards_number."""
    if len(set(printed)) < len(printed) or len(set(out)) < len(out) or not set(out) <= set(printed):
        raise BallotError("cards_unknown", "--left-over, --spoiled, --surrendered")
    listed = sorted(set(printed) - set(out))
    if len(listed) != handed_out or not listed:
        raise BallotError("cards_number", f"{len(listed)} ≠ {handed_out}")
    return listed


def write_lists(suite: Suite, codes: Sequence[str], files: dict[str, Path]) -> dict[Path, str]:
    """The list of every election in its file, all or none, and their hashes; raises ``FileExistsError``."""
    made = {}
    for uuid, path in files.items():
        if path.exists():
            raise FileExistsError(17, "exists already", str(path))
        entries = [(public_of(suite, derive(suite, uuid, code)), None) for code in codes]
        made[path] = make_credentials(suite, entries)
    for path, raw in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_new(path, raw.decode(), private=False)
    return {path: hex_hash(raw) for path, raw in made.items()}


class Pile:
    """A pile that is scanned; every code is kept at once, so a scan that was broken off goes on."""

    def __init__(self, path: Path, printed: Sequence[str], elsewhere: Iterable[str]) -> None:
        self.path = path
        self.printed, self.elsewhere = set(printed), set(elsewhere)
        self.codes = read_codes(path) if path.exists() else []

    def scan(self, lines: Iterable[str], say: Callable[[str], None]) -> int:
        """Takes a code a line until an empty one or the end; how many lines were bad and not mended by a later one."""
        say(f"已有 {len(self.codes)} 张；逐张扫描，空行结束，撤销上一张输入 undo ·"
            f" {len(self.codes)} so far; scan, an empty line ends, undo takes the last one back")  # fmt: skip
        bad = 0
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text:
                break
            if text.lower() in UNDO:
                self.undo(say)
                continue
            told = self.take(text)
            bad += told is not None
            say(f"{number}: {told or f'✓ {len(self.codes)}'}")
        return bad

    def take(self, text: str) -> str | None:
        """Keeps a code; what is wrong with it, without it."""
        code = next((each for each in (text, text.upper()) if each in self.printed), None)
        if code is None:
            return "✗ 不是印制的投票码，请重扫 · no code that was printed: scan it again"
        if code in self.codes:
            return "✗ 已经扫过 · scanned before"
        if code in self.elsewhere:
            return "✗ 在另一堆里扫过 · scanned in another pile"
        self.codes.append(code)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as out:
            out.write(f"{code}\n")
            out.flush()
            os.fsync(out.fileno())
        return None

    def undo(self, say: Callable[[str], None]) -> None:
        """Takes the last code back."""
        if self.codes:
            self.codes.pop()
            text = "".join(f"{code}\n" for code in self.codes)
            write_whole(self.path, text.encode(), private=True)
        say(f"已撤销，现有 {len(self.codes)} 张 · taken back, {len(self.codes)} so far")
