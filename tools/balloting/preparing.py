"""Ballots made beforehand, kept beside the home that they belong to, so that a rerun begins at once."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.balloting.database import Database
from tools.trial_home import TrialHome

LENGTH = 4
RUN_FOLDER = "/dev/shm"  # noqa: S108 (the server makes a folder of its own in it)


@dataclass
class Hall:
    """A home with a frozen box and listed cards, everybody's secrets, one ballot a card and what it says."""

    home: TrialHome
    secrets_file: Path
    ballots: list[bytes]
    choices: list[list[list[int]]]
    database: Database | None = None

    @property
    def secrets(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.secrets_file.read_text(encoding="utf-8"))
        return found

    @property
    def uuid(self) -> str:
        return str(self.secrets["uuid"])

    def act(self, step: str, *more: str) -> dict[str, Any]:
        """An act of the hall's people, in a process of its own."""
        secrets = ("--secrets", str(self.secrets_file))
        found: dict[str, Any] = self.home.script("tools.balloting.hall", step, *secrets, *more)
        return found

    def sums(self, cast: list[int]) -> list[list[int]]:
        """What the plain count of these voters' ballots is."""
        rows = [self.choices[voter] for voter in cast]
        questions = zip(*rows, strict=True)
        return [[sum(cells) for cells in zip(*question, strict=True)] for question in questions]


def prepared(
    cache: Path, out: Path, port: int, *, database: Database | None = None, **o: Any
) -> Hall:
    """A hall of its own for one run, copied from the cache, where it is made once."""
    kind = "postgresql" if database else "sqlite"
    kept = cache / f"{o['case']}-{o['deputies']}-{o['group']}-{kind}"
    if not (kept / "ballots.bin").exists():
        shutil.rmtree(kept, ignore_errors=True)
        _make(kept, port, database, **o)
    shutil.rmtree(out, ignore_errors=True)
    shutil.copytree(kept / "home", out / "home")
    shutil.copy(kept / "secrets.json", out / "secrets.json")
    if database:
        database.restore(kept / "database.dump")
    home = TrialHome(out / "home", database.url if database else "", port)
    choices = json.loads((kept / "choices.json").read_text(encoding="utf-8"))
    return Hall(home, out / "secrets.json", read_ballots(kept / "ballots.bin"), choices, database)


def _make(kept: Path, port: int, database: Database | None, **o: Any) -> None:
    (kept / "home").mkdir(parents=True)
    if database:
        database.create()
    home = TrialHome(kept / "home", database.url if database else "", port)
    arguments = ["--deputies", str(o["deputies"]), "--case", o["case"], "--group", o["group"]]
    home.script(
        "tools.balloting.hall", "prepare", "--secrets", str(kept / "secrets.json"), *arguments
    )
    if database:
        database.dump(kept / "database.dump")
    secrets = json.loads((kept / "secrets.json").read_text(encoding="utf-8"))
    choices, ballots = invented(secrets)
    (kept / "choices.json").write_text(json.dumps(choices), encoding="utf-8")
    write_ballots(kept / "ballots.bin", ballots)


def invented(secrets: dict[str, Any]) -> tuple[list[list[list[int]]], list[bytes]]:
    """What each card's owner chooses, and the ballots of it."""
    chance = random.Random(1)  # noqa: S311 (invented votes)
    choices = [choice(secrets["election"], chance) for _code in secrets["codes"]]
    return choices, make_ballots(secrets, secrets["codes"], choices)


def choice(election: str, chance: random.Random) -> list[list[int]]:
    """What an invented voter chooses: of each question as many answers as it allows, or fewer."""
    found = []
    for question in json.loads(election)["questions"]:
        marks = [0] * len(question["answers"])
        number = chance.randint(question["min"], question["max"])
        for place in chance.sample(range(len(marks)), number):
            marks[place] = 1
        found.append(marks)
    return found


def make_ballots(secrets: dict[str, Any], codes: list[str], choices: list[Any]) -> list[bytes]:
    """One a code, on all cores."""
    work = zip(codes, choices, strict=True)
    with ProcessPoolExecutor(None, None, _begin, (secrets["election"],)) as pool:
        return list(pool.map(_ballot, work, chunksize=16))


def _begin(election: str) -> None:
    from secret_ballot.v1.elections import read_election

    global _election
    _election = read_election(election.encode())


_election: Any = None


def _ballot(work: tuple[str, list[list[int]]]) -> bytes:
    from secret_ballot.v1.ballots import make_ballot
    from secret_ballot.v1.credentials import derive

    code, chosen = work
    return make_ballot(_election, derive(_election.suite, _election.uuid, code), chosen)


def write_ballots(path: Path, ballots: list[bytes]) -> None:
    waiting = path.with_suffix(".new")
    with waiting.open("wb") as file:
        for raw in ballots:
            file.write(len(raw).to_bytes(LENGTH, "big") + raw)
    waiting.replace(path)


def read_ballots(path: Path) -> list[bytes]:
    found, data, at = [], path.read_bytes(), 0
    while at < len(data):
        size = int.from_bytes(data[at : at + LENGTH], "big")
        found.append(data[at + LENGTH : at + LENGTH + size])
        at += LENGTH + size
    return found


def verify(archive: Path, *, workers: int = 2) -> str:
    """`jiannuo-ballot verify`; "" where it accepts the archive."""
    command = [sys.executable, "-m", "secret_ballot.cli", "verify", str(archive)]
    return _judged([*command, "--workers", str(workers)])


def reference_verify(archive: Path, folder: Path) -> str:
    """`belenios-tool election verify` beside it; "" where it accepts the archive, or is not installed."""
    tool = shutil.which("belenios-tool")
    if tool is None:
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(archive, folder)
    return _judged([tool, "election", "verify", "--dir", str(folder)])


def _judged(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else (done.stderr or done.stdout)[-300:]
