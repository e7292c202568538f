"""3,000 deputies cast against one server: nothing acknowledged is lost, nothing is there twice, killed or not."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from secret_ballot.v1.contents import read_contents

from tools.balloting import servers
from tools.balloting.deputies import Rush, rush
from tools.balloting.preparing import Hall, verify
from tools.killing.runs import Run

LIMIT = 60.0


def receive(
    hall: Hall,
    run: Run,
    *,
    over: float,
    web_workers: int = 1,
    kills: int = 0,
    verified: bool = True,
    limited: bool = True,
) -> Run:
    """All deputies within ``over`` seconds, then the close, the total, the archive."""
    more = ["--web-workers", str(web_workers)] if web_workers > 1 else []
    hall.act("open")
    run.found["load_before"] = servers.load()
    keeper = Keeper(hall, more)
    keeper.start()
    keeper.plan(kills, over)
    try:
        rushed = rush(hall.home.port, hall.uuid, hall.ballots, over=over)
        keeper.settle()
        run.found |= rushed.as_dict() | {"load_after": servers.load()}
        run.found["killed"] = keeper.killed
        in_time = rushed.seconds <= LIMIT or kills > 0 or not limited
        run.expect(in_time, f"{rushed.seconds:.0f} s until all were answered")
        closing(hall, run, rushed, verified=verified)
    finally:
        run.found |= keeper.end()
    return run


class Keeper:
    """Keeps a server up; kills it, and the database once, at moments within the rush, and starts it again."""

    def __init__(self, hall: Hall, more: list[str]) -> None:
        self.hall, self.more = hall, more
        self.killed: list[str] = []
        self.meter = servers.Meter()
        self.served = servers.start(hall.home, *more)
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        self.meter.sessions.add(self.served.process.pid)
        self.meter.start()

    def plan(self, kills: int, over: float) -> None:
        """``kills`` kills evenly spread; with a database of its own, one of that in the middle besides."""
        steps: list[tuple[float, Callable[[], None]]] = [
            (over * (n + 1) / (kills + 1), self.kill_server) for n in range(kills)
        ]
        if kills and self.hall.database is not None:
            steps.append((over * 0.5 + 1, self.kill_database))
        self.thread = threading.Thread(target=self._work, args=(sorted(steps, key=lambda s: s[0]),))
        self.thread.start()

    def _work(self, steps: list[tuple[float, Callable[[], None]]]) -> None:
        began = time.monotonic()
        for moment, step in steps:
            time.sleep(max(0.0, moment - (time.monotonic() - began)))
            step()

    def kill_server(self) -> None:
        self.served.kill()
        self.killed.append("server")
        self.served = servers.start(self.hall.home, *self.more)
        self.meter.sessions.add(self.served.process.pid)

    def kill_database(self) -> None:
        assert self.hall.database is not None
        self.hall.database.kill()
        self.killed.append("database")
        self.hall.database.start()

    def settle(self) -> None:
        if self.thread is not None:
            self.thread.join()

    def end(self) -> dict[str, Any]:
        self.settle()
        found = self.meter.end().as_dict()
        self.served.end()
        return found


def closing(hall: Hall, run: Run, rushed: Rush, *, verified: bool) -> None:
    """Closed, declared, opened; every acknowledged ballot is in the archive, none twice, and it verifies."""
    closed = hall.act("close", "--declare")
    run.found["close_to_sealed_s"] = round(closed["sealed"], 1)
    ended = hall.act("decrypt")
    archive = Path(ended["archive"])
    look(hall, run, rushed, ended, archive)
    if not verified:
        return
    began = time.monotonic()
    refused = verify(archive)
    run.found["verify_s"] = round(time.monotonic() - began, 1)
    run.expect(not refused, f"jiannuo-ballot verify: {refused}")


def look(
    hall: Hall, run: Run, rushed: Rush, ended: dict[str, Any], archive: Path, beside: int = 0
) -> None:
    """``beside``: so many of the first voters cast before the rush of the others."""
    refused = [one for one in rushed.answers if not one.acknowledged]
    run.expect(not refused, f"not taken in: {[(one.status, one.body) for one in refused[:3]]}")
    acknowledged = {
        hashlib.sha256(hall.ballots[one.voter + beside]).hexdigest() for one in rushed.acknowledged
    }
    held = [hashlib.sha256(raw).hexdigest() for raw in read_contents(archive.read_bytes()).ballots]
    run.found |= {"in_archive": len(held), "batches": ended["batches"]}
    run.expect(len(held) == len(set(held)), "a ballot twice in the archive")
    run.expect(acknowledged <= set(held), f"{len(acknowledged - set(held))} acknowledged, but lost")
    run.expect(set(held) == set(ended["board"]), "archive and board name different ballots")
    run.expect(ended["same_from_rows"], "the file differs from the rows' archive")
    run.expect(not ended["key_left"], "the journal's key was not forgotten")
    run.expect(ended["chain"], "a chain of acts is broken")
    voters = [*range(beside), *(one.voter + beside for one in rushed.acknowledged)]
    run.expect(ended["result"] == hall.sums(voters), "the result is not the plain count")
