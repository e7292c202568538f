"""A power cut while a vote runs or just after its close: two of three scrutineers' own tools bring the journal's key back.

All is real: `jiannuo serve`, three `jiannuo-ballot trustee join` and `watch`, the shares by `trustee recover` or by the
watch at a terminal. Web, worker, on PostgreSQL the database too, are killed, and the memory folder with the key is
removed, as a machine that is switched off loses it. Nothing acknowledged may be lost, nothing may count twice.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tools.balloting import servers
from tools.balloting.database import Database
from tools.balloting.deputies import NOT_OPEN, Rush, asked, request, rush
from tools.balloting.preparing import Hall, invented, reference_verify, verify
from tools.balloting.receiving import look
from tools.balloting.scrutineers import Scrutineer, Terminal, joined
from tools.killing.runs import Run
from tools.trial_home import TrialHome, Watched

CUTS = ("while the vote is open", "after the close")
REFERENCE_GROUP = "BELENIOS-2048"
"""That the reference tool knows."""
PACE = 20.0
"""So many deputies a second."""


def own_hall(
    out: Path, port: int, database: Database | None, **wanted: Any
) -> tuple[Hall, list[Scrutineer]]:
    """A hall whose keys its three scrutineers have made with their own tools, with one ballot a card."""
    (out / "home").mkdir(parents=True)
    if database is not None:
        database.create()
    home = TrialHome(out / "home", database.url if database else "", port)
    more = ["--group", wanted["group"], "--case", wanted["case"]]
    made = home.script("tools.balloting.hall", "keys", *more)
    with servers.serving(home):
        scrutineers = joined(home, out / "tools", made["codes"])
    secrets = out / "secrets.json"
    more += ["--deputies", str(wanted["deputies"]), "--secrets", str(secrets)]
    home.script("tools.balloting.hall", "elected", *more)
    choices, ballots = invented(json.loads(secrets.read_text(encoding="utf-8")))
    return Hall(home, secrets, ballots, choices, database), scrutineers


class PowerCut:
    """One run: the server, what it keeps in memory alone, and the scrutineers at their terminals."""

    def __init__(self, hall: Hall, run: Run, scrutineers: list[Scrutineer]) -> None:
        self.hall, self.run, self.scrutineers = hall, run, scrutineers
        self.memory = Path(hall.act("open")["journal_key"]).parent
        self.folder = hall.secrets_file.parent
        self.served: Watched | None = None
        self.tools: list[Terminal] = []
        self.back = 0.0

    def serve(self, *more: str) -> None:
        self.served = servers.start(self.hall.home, *more)

    def cut(self) -> None:
        """Everything ends at once, and memory is empty."""
        assert self.served is not None
        self.served.kill()
        if self.hall.database is not None:
            self.hall.database.kill()
        shutil.rmtree(self.memory)

    def start_again(self) -> None:
        """The machine is switched on; what was received cannot be read, and nothing more is taken."""
        if self.hall.database is not None:
            self.hall.database.start()
        self.serve()
        self.back = time.monotonic()

    def answer(self, voter: int) -> str:
        """What a phone is told now: "taken", or the code of the refusal."""
        raw = request(self.hall.home.port, self.hall.uuid, self.hall.ballots[voter])
        _status, body = asyncio.run(asked(self.hall.home.port, raw))
        return str(body.get("code", "taken"))

    def watch(self, *answers: str) -> None:
        """Each scrutineer's `trustee watch`, and what each answers when asked for a share."""
        self.tools = [
            one.watch(self.hall.uuid, len(self.hall.ballots), answer)
            for one, answer in zip(self.scrutineers, answers, strict=True)
        ]

    def wait_for_key(self) -> None:
        """Until enough shares are there."""
        key = self.memory / f"{self.hall.uuid}.key"
        deadline = time.monotonic() + 120
        while not key.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.run.expect(key.exists(), "two of three shares did not bring the key back")
        self.run.found["key_back_s"] = round(time.monotonic() - self.back, 1)

    def judged(self) -> dict[str, Any]:
        """The tools have opened the total; what the rows say then of an archive that both programs accept."""
        codes = [tool.finish() for tool in self.tools]
        told = [tool.said for tool in self.tools]
        # Two of three open it; the third may come when nothing more is needed.
        done = [c == 0 or "opened_already" in text for c, text in zip(codes, told, strict=True)]
        self.run.expect(all(done), f"the tools ended with {codes}: {told}")
        ended = self.hall.act("state")
        archive = Path(ended["archive"])
        refused = verify(archive)
        self.run.expect(not refused, f"jiannuo-ballot verify: {refused}")
        if self.hall.secrets["group"] == REFERENCE_GROUP:
            refused = reference_verify(archive, self.folder / "reference")
            self.run.expect(not refused, f"belenios-tool election verify: {refused}")
        return ended

    def end(self) -> None:
        for tool in self.tools:
            tool.kill()
        if self.served is not None:
            self.served.end()
        shutil.rmtree(self.memory, ignore_errors=True)


def while_open(power: PowerCut) -> None:
    """A third has voted, a third is voting; two take their shares by `trustee recover`; the last third votes."""
    hall, run = power.hall, power.run
    home, third = hall.home, len(hall.ballots) // 3
    power.serve()
    power.watch("no", "no", "no")
    before = cast(hall, 0, third)
    with ThreadPoolExecutor(1) as crowd:
        voting = crowd.submit(cast, hall, third, 2 * third)
        time.sleep(third / PACE / 2)
        power.cut()
        power.start_again()
        run.expect(power.answer(0) == NOT_OPEN, "a ballot was answered without the key")
        first, second, _third = power.scrutineers
        first.by_page(hall.uuid, hall.secrets["place"])
        run.expect(power.answer(0) == NOT_OPEN, "one share was enough")
        second.by_interface(hall.uuid)
        power.wait_for_key()
        during = voting.result()
    after = cast(hall, 2 * third, len(hall.ballots))
    again = cast(hall, 0, third)
    same = {one.voter: one.body.get("receipt") for one in before.answers}
    kept = all(
        one.status == 200 and one.body["receipt"] == same[one.voter] for one in again.answers
    )
    run.expect(kept, "a ballot cast before the cut got another receipt after it")
    refused = [tool.said.count("nothing was given") for tool in power.tools]
    run.expect(all(refused), "a watch did not ask for the share")
    told = hall.act("close", "--declare", "--wait")
    finish(power, [before, during, after], told)
    run.found["cut_off"] = sum(one.attempts > 1 for one in during.answers)
    run.expect(home.answers(), "the server is down")


def after_close(power: PowerCut) -> None:
    """All have voted, no ballot is checked; two say yes at the terminals where they watch."""
    hall, run = power.hall, power.run
    power.serve("--no-worker")
    power.watch("yes", "no", "yes")
    before = cast(hall, 0, len(hall.ballots))
    hall.act("closing")
    power.cut()
    power.start_again()
    power.wait_for_key()
    told = hall.act("close", "--closed", "--declare", "--wait")
    finish(power, [before], told)
    run.found["cut_off"] = 0


def cast(hall: Hall, first: int, last: int) -> Rush:
    """These deputies, in a row; each tries until it is answered."""
    found = rush(hall.home.port, hall.uuid, hall.ballots[first:last], over=(last - first) / PACE)
    for one in found.answers:
        one.voter += first
    return found


def finish(power: PowerCut, rushed: list[Rush], told: dict[str, Any]) -> None:
    """Closed, counted, opened by the tools: every acknowledged ballot once in an archive that both programs accept."""
    ended = power.judged()
    answers = [one for each in rushed for one in each.answers]
    whole = Rush(answers, sum(each.seconds for each in rushed), sum(each.cpu for each in rushed))
    look(power.hall, power.run, whole, ended, Path(ended["archive"]))
    power.run.found |= {
        "acknowledged": len(whole.acknowledged),
        "opened_s": round(told["opened"], 1),
    }


def recovered(hall: Hall, scrutineers: list[Scrutineer], run: Run) -> Run:
    """The cut at one of the moments."""
    run.line = CUTS[run.number % len(CUTS)]
    power = PowerCut(hall, run, scrutineers)
    try:
        (while_open, after_close)[run.number % len(CUTS)](power)
    finally:
        power.end()
    return run
