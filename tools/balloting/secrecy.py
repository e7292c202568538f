"""60 known people vote in a known order; afterwards everything that is left is searched for who cast which ballot.

Kept are: the database and its write-ahead log, copied over and over during the vote, the home with its keys, the log
of server and worker on DEBUG, a scrutineer's copies of the archive as they grew, the times of files; on PostgreSQL a
base backup, every file of the write-ahead log and what ``pg_waldump`` tells of it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import random
import re
import shutil
import sqlite3
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from secret_ballot.v1.contents import read_contents

from tools.balloting import servers
from tools.balloting.deputies import BOOTH, asked, request
from tools.balloting.matching import (
    Entry,
    Evidence,
    Shown,
    better_than_chance,
    read,
    shown_of,
    tried,
)
from tools.balloting.preparing import Hall
from tools.killing.runs import Run
from tools.trial_home import TrialHome, Watched

PASSWORD = "a-long-example-7"  # noqa: S105 (every account of the trial home has it)
EVERY = 2.0
BEFORE = 3
"""Every third phone lost its connection and asks for its ballot before it sends it again."""


def secrecy(hall: Hall, run: Run, folder: Path, *, pause: float = 0.3, seed: int = 1) -> Run:
    """The vote, the attacks, and the same attacks where the journal's key was kept: those must succeed."""
    chance = random.Random(seed)  # noqa: S311 (an order, no secret)
    order = chance.sample(range(len(hall.ballots)), len(hall.ballots))
    opened = hall.act("open")
    journal_key = Path(opened["journal_key"]).read_bytes()
    copies = folder / "copies"
    copies.mkdir(parents=True)
    served = servers.start(hall.home, log="DEBUG")
    keeper = Copier(hall, copies)
    keeper.start()
    try:
        cast_in_order(hall, order, pause, chance)
        hall.act("close", "--declare")
        hall.act("decrypt")
    finally:
        keeper.over.set()
        keeper.join()
        served.end()
    evidence = gathered(hall, folder, copies, served)
    truth = [hashlib.sha256(hall.ballots[voter]).hexdigest() for voter in order]
    found = tried(evidence, truth)
    evidence.keys = [journal_key]
    able = next(one for one in tried(evidence, truth) if one.name.startswith("all keys"))
    run.found = {
        "ballots": len(truth),
        "streams": {name: sum(map(len, parts)) for name, parts in evidence.streams.items()},
        "attacks": [vars(one) for one in found],
        "with_the_key": able.right,
    }
    for one in better_than_chance(found):
        run.expect(False, f"better than chance: {vars(one)}")
    run.expect(able.right == len(truth), "with the journal's key the script does not match all")
    return run


def cast_in_order(hall: Hall, order: Sequence[int], pause: float, chance: random.Random) -> None:
    """One after the other, each at its own moment."""
    for place, voter in enumerate(order):
        raw = hall.ballots[voter]
        if place % BEFORE == 0:
            standing(hall, raw)
        status, body = asyncio.run(asked(hall.home.port, request(hall.home.port, hall.uuid, raw)))
        if status != 201:
            raise RuntimeError(f"voter {voter}: {status} {body}")
        standing(hall, raw)
        time.sleep(chance.uniform(0.2, 1.8) * pause)


def standing(hall: Hall, raw: bytes) -> None:
    """What a phone asks after it lost its connection; 404 before the ballot came."""
    path = f"/elections/{hall.uuid}/ballots/{hashlib.sha256(raw).hexdigest()}"
    asked_for = urllib.request.Request(  # noqa: S310 (this machine)
        hall.home.url(path), headers={"Host": f"{BOOTH}:{hall.home.port}"}
    )
    with suppress(urllib.error.HTTPError):
        urllib.request.urlopen(asked_for, timeout=30).read()  # noqa: S310


class Copier(threading.Thread):
    """Copies the home, and asks for the archive as a scrutineer's tool does, as long as the vote runs."""

    def __init__(self, hall: Hall, folder: Path) -> None:
        super().__init__(daemon=True)
        self.hall, self.folder = hall, folder
        self.over = threading.Event()

    def run(self) -> None:
        number = 0
        while not self.over.wait(EVERY):
            number += 1
            target = self.folder / f"{number:04d}"
            target.mkdir()
            for path in self.hall.home.root.glob("*.sqlite3*"):
                with suppress(OSError):
                    shutil.copy2(path, target)
            self.archive(target / "archive.bel")

    def archive(self, path: Path) -> None:
        code = self.hall.secrets["ceremony"][0]
        address = f"/api/v1/key-ceremony/boxes/{self.hall.uuid}/archive"
        asked_for = urllib.request.Request(  # noqa: S310 (this machine)
            self.hall.home.url(address), headers={"Authorization": f"Bearer {code}"}
        )
        with suppress(OSError):
            path.write_bytes(urllib.request.urlopen(asked_for, timeout=30).read())  # noqa: S310


def gathered(hall: Hall, folder: Path, copies: Path, served: Watched) -> Evidence:
    """All that is left, read into memory."""
    whole = folder / "home"
    shutil.copytree(hall.home.root, whole)
    lines = "\n".join([*served.lines, served.output]).encode()
    streams = {
        "the log of server and worker on DEBUG": [lines],
        "the scrutineer's copies of the archive": boards(sorted(copies.glob("*/archive.bel"))),
        "all other files of the home": read(
            sorted(p for p in whole.rglob("*") if "sqlite3" not in p.name and p.suffix != ".bel")
        ),
    }
    if hall.database is None:
        streams |= of_sqlite(whole, copies)
        entries, board = rows_of_sqlite(hall.home)
    else:
        entries, board = rows_of_postgresql(hall)
        streams |= of_postgresql(hall, folder)
    size = len(entries[0].sealed) - 32
    leaves, answers = committed(hall)
    return Evidence(hall.uuid, size, entries, board, streams, keys_in(whole), leaves, answers)


def committed(hall: Hall) -> tuple[list[str], list[int]]:
    """Every commitment in the order of the heads, and the proof's answer for each."""
    heads = "select leaves from voting_ballothead order by number"
    if hall.database is None:
        (path,) = hall.home.root.glob("*.sqlite3")
        with closing(sqlite3.connect(path)) as database:
            rows = database.execute(heads).fetchall()
            proofs = database.execute("select raw from voting_headproof").fetchall()
    else:
        rows = hall.database.ask(heads)
        proofs = hall.database.ask("select raw from voting_headproof")
    leaves = [leaf for (row,) in rows for leaf in json.loads(row)]
    return leaves, [int(answer) for answer in json.loads(proofs[0][0])["messages"]]


def boards(paths: Sequence[Path]) -> list[bytes]:
    """Of each copy the check values that were new in it: what is put up together is in the order of check values."""
    seen: set[str] = set()
    parts = []
    for path in paths:
        held = {hashlib.sha256(raw).hexdigest() for raw in contents(path)}
        parts.append("\n".join(sorted(held - seen)).encode())
        seen |= held
    return parts


def contents(path: Path) -> Sequence[bytes]:
    return read_contents(path.read_bytes(), partial=True).ballots


def of_sqlite(whole: Path, copies: Path) -> dict[str, list[bytes]]:
    return {
        "copies of the write-ahead log": read(sorted(copies.glob("*/*-wal"))),
        "copies of the database": read(sorted(copies.glob("*/*.sqlite3"))),
        "the database, pages of tables and indexes": read(sorted(whole.glob("*.sqlite3"))),
        "records of acts and tasks": [dumped(path) for path in sorted(whole.glob("*.sqlite3"))],
    }


def dumped(path: Path) -> bytes:
    """Every table but the board, as text."""
    with closing(sqlite3.connect(path)) as database:
        kept = ("voting_boardballot", "voting_rejectedballot")
        return "\n".join(
            line for line in database.iterdump() if not any(name in line[:60] for name in kept)
        ).encode()


def rows_of_sqlite(home: TrialHome) -> tuple[list[Entry], list[Shown]]:
    (path,) = home.root.glob("*.sqlite3")
    with closing(sqlite3.connect(path)) as database:
        entries = database.execute(
            "select slot, mark, sealed from voting_journalentry order by rowid"
        )
        board = database.execute("select hash, batch, raw from voting_boardballot order by rowid")
        return [Entry(*row) for row in entries], [shown_of(*row) for row in board]


def rows_of_postgresql(hall: Hall) -> tuple[list[Entry], list[Shown]]:
    """Entries in the order in which the write-ahead log has them: their rows move when they are boarded."""
    assert hall.database is not None
    ask = hall.database.ask
    log = b"".join(read(wal_files(hall)))
    rows = ask("select slot, mark, encode(sealed, 'hex') from voting_journalentry")
    entries = [Entry(slot, mark, bytes.fromhex(sealed)) for slot, mark, sealed in rows]
    entries.sort(key=lambda one: log.find(one.slot.encode()))
    board = ask("select hash, batch, encode(raw, 'hex') from voting_boardballot order by ctid")
    return entries, [shown_of(name, int(batch), bytes.fromhex(raw)) for name, batch, raw in board]


def wal_files(hall: Hall) -> list[Path]:
    assert hall.database is not None
    return sorted((hall.database.data / "pg_wal").glob("0000*"))


def of_postgresql(hall: Hall, folder: Path) -> dict[str, list[bytes]]:
    """The log of writes with what ``pg_waldump`` says of it, a base backup, rows by their transactions."""
    database = hall.database
    assert database is not None
    database.ask("checkpoint")
    log = wal_files(hall)
    backup = folder / "backup"
    command = [str(database.binaries / "pg_basebackup"), *database.client, "-D", str(backup)]
    subprocess.run(command, check=True, capture_output=True)
    names = database.ask("select pg_relation_filepath('voting_boardballot')")
    told = subprocess.run(
        [str(database.binaries / "pg_waldump"), str(log[0]), str(log[-1])],
        check=False, capture_output=True,
    )  # fmt: skip
    board = names[0][0].rpartition("/")[2].encode()
    of_board = [line for line in told.stdout.splitlines() if b"/" + board in line]
    by_place = placed(database.ask("select ctid::text, hash from voting_boardballot"), of_board)
    by_transaction = database.ask(
        "select hash from voting_boardballot order by xmin::text::bigint, ctid"
    )
    return {
        "files of the write-ahead log": read(log),
        "pg_waldump, rows of the board": [by_place],
        "rows of the board by transaction": ["\n".join(row[0] for row in by_transaction).encode()],
        "base backup": read(sorted(p for p in backup.rglob("*") if "base/" in str(p))),
    }


def placed(rows: Sequence[Sequence[str]], lines: Sequence[bytes]) -> bytes:
    """The check values in the order in which their rows came into the write-ahead log."""
    by_offset: dict[bytes, list[str]] = {}
    for ctid, name in rows:
        by_offset.setdefault(ctid.strip("()").split(",")[1].encode(), []).append(name)
    found: list[str] = []
    for line in lines:
        for offset, names in by_offset.items():
            if b"off: " + offset + b"," in line or b"off " + offset + b" " in line:
                found += [name for name in names if name not in found]
    return "\n".join(found).encode()


def keys_in(home: Path) -> list[bytes]:
    """What may be a key: the start of every small file, every 32 bytes in base 16 or 64, the password's digests."""
    found = [hashlib.sha256(PASSWORD.encode()).digest(), PASSWORD.encode().ljust(32, b"\0")]
    for path in home.rglob("*"):
        if not path.is_file() or path.stat().st_size > 1 << 16:
            continue
        data = path.read_bytes()
        found += [data[:32], data[-32:], hashlib.sha256(data).digest()]
        found += [bytes.fromhex(word.decode()) for word in re.findall(rb"[0-9a-f]{64}", data)]
        for word in re.findall(rb"[A-Za-z0-9+/_-]{43}", data):
            with suppress(ValueError):
                found.append(
                    base64.urlsafe_b64decode(word.replace(b"+", b"-").replace(b"/", b"_") + b"=")
                )
    return sorted({key for key in found if len(key) == 32})
