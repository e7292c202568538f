"""The web process killed while clients write over the API: every acknowledged act is there afterwards."""

from __future__ import annotations

import http.client
import random
import threading
import urllib.error
from dataclasses import dataclass, field
from typing import Any

from tools.killing.runs import PLACE, Moment, Run, state_of, verify
from tools.trial_home import TrialHome

CLIENTS = 4
UNITS = f"/api/v1/institutions/{PLACE}/units"
MOMENTS = (
    Moment("an act written, not yet kept", r"act institutions\.create_unit .* not yet kept"),
    Moment("an act kept, perhaps not yet answered", r"act institutions\.create_unit .* seq=\d+$"),
    Moment(
        "some acts later, at any moment", r"act institutions\.create_unit .* seq=\d+$", pause=0.1
    ),
)


@dataclass
class Clients:
    """Threads that register units until the server is gone, and note what was acknowledged."""

    home: TrialHome
    token: str
    run: int
    acknowledged: list[str] = field(default_factory=list)
    tried: int = 0
    refused: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> list[threading.Thread]:
        threads = [threading.Thread(target=self.work, args=(n,)) for n in range(CLIENTS)]
        for thread in threads:
            thread.start()
        return threads

    def work(self, client: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            name = f"第{self.run}轮{client}号{number}局"
            with self.lock:
                self.tried += 1
            try:
                made = self.home.post(UNITS, {"name": name}, self.token)
            except urllib.error.HTTPError as error:
                self.refused.append(f"{error.code} {error.read()[:200]!r}")
                return
            except (OSError, http.client.HTTPException, ValueError):
                return  # the server is gone, perhaps in the middle of its answer: no acknowledgement
            with self.lock:
                self.acknowledged.append(made["public_id"])


def kill_web(home: TrialHome, token: str, number: int, chance: random.Random) -> Run:
    """One run: clients write, the server dies, the next one knows every acknowledged unit."""
    moment = MOMENTS[number % len(MOMENTS)]
    moment = Moment(moment.name, moment.pattern, chance.randrange(3, 30), moment.pause)
    run = Run("web", number, moment.name)
    held = set(state_of(home)["units"]["held"])
    web = home.start_web("DEBUG")
    clients = Clients(home, token, number)
    threads = clients.start()
    try:
        run.line = moment.wait(web, chance)
    finally:
        web.kill()
        clients.over.set()
        for thread in threads:
            thread.join()
    run.expect(bool(run.line), "the moment did not come")
    run.expect(not clients.refused, f"answers that are no success: {clients.refused[:3]}")
    look(run, home, clients, held)
    verify(run, home)
    return run


def look(run: Run, home: TrialHome, clients: Clients, held: set[str]) -> None:
    """What the restarted server, the records and the chain say."""
    state = state_of(home)
    run.expect_whole(home, state)
    new = set(state["units"]["held"]) - held
    with home.serving():
        served = listed_units(home)
    missing = set(clients.acknowledged) - served
    run.expect(not missing, f"acknowledged, but not there: {sorted(missing)}")
    run.expect(served == held | new, "pages and records name different units")
    unanswered = len(new) - len(clients.acknowledged)
    run.expect(0 <= unanswered <= CLIENTS, f"{unanswered} acts that nobody asked for")
    run.found = {
        "tried": clients.tried,
        "acknowledged": len(clients.acknowledged),
        "kept": len(new),
        "lost": len(missing),
    }


def listed_units(home: TrialHome) -> set[str]:
    """Every unit, page by page, as the restarted server lists them."""
    found: set[str] = set()
    while True:
        answer: dict[str, Any] = home.get(f"{UNITS}?limit=100&offset={len(found)}")
        found |= {unit["public_id"] for unit in answer["items"]}
        if len(found) >= answer["count"] or not answer["items"]:
            return found
