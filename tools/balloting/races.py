"""Many at once at one box: one card with many ballots, casts against closes, and garbage for every listed card."""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from secret_ballot.v1.canonical import decode, encode
from secret_ballot.v1.elections import read_election

from tools.balloting import servers
from tools.balloting.deputies import Answer, Rush, persuade, request, rush
from tools.balloting.hall import RACE_SECONDS
from tools.balloting.preparing import Hall, choice, make_ballots
from tools.balloting.receiving import look
from tools.killing.runs import Run
from tools.trial_home import ROOT

CASTS = 100
RACERS = 50


def one_card(hall: Hall, run: Run, *web: str) -> Run:
    """So many different ballots of one card, all at once: exactly one is taken in, and it is the one on the board."""
    chance = random.Random(run.number)  # noqa: S311 (invented votes)
    secrets = hall.secrets
    chosen = [choice(secrets["election"], chance) for _ in range(CASTS)]
    raws = make_ballots(secrets, [secrets["codes"][0]] * CASTS, chosen)
    hall.act("open")
    with servers.serving(hall.home, *web):
        rushed = at_once(hall.home.port, hall.uuid, raws)
        hall.act("close", "--declare")
        ended = hall.act("decrypt")
    told = sorted(one.body.get("code", "taken") for one in rushed.answers)
    run.found = {"taken": told.count("taken"), "voted_already": told.count("voted_already")}
    run.expect(told == ["taken"] + ["voted_already"] * (CASTS - 1), f"answers: {set(told)}")
    winners = [one.voter for one in rushed.acknowledged]
    counted = [chosen[voter] for voter in winners]
    run.expect(ended["result"] == (counted or [None])[0], "another ballot counts")
    return run


def closes(hall: Hall, run: Run, *web: str) -> Run:
    """Fifty casts and fifty closes at the same moment: a ballot is acknowledged if and only if it is in the archive."""
    hall.act("open")
    mark = hall.secrets_file.with_name("now")
    with servers.serving(hall.home, *web):
        rush(
            hall.home.port, hall.uuid, hall.ballots[:5], over=0.1
        )  # the server has the box at hand
        command = [sys.executable, "-m", "tools.balloting.hall", "race", "--racers", str(RACERS)]
        racing = subprocess.Popen(
            [*command, "--secrets", str(hall.secrets_file)],
            env=hall.home.environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        while not mark.with_suffix(".ready").exists():
            time.sleep(0.05)
        mark.touch()
        rushed = rush(hall.home.port, hall.uuid, hall.ballots[5 : 5 + RACERS], over=RACE_SECONDS)
        closed = json.loads(racing.communicate(timeout=300)[0])
        hall.act("close", "--closed", "--declare")
        ended = hall.act("decrypt")
    compare(hall, run, rushed, ended)
    run.found |= {"closes done": closed["closed"], "closes refused": closed["refused"]}
    run.expect(closed["closed"] == 1 and not closed["errors"], f"closes: {closed}")
    return run


def compare(hall: Hall, run: Run, rushed: Rush, ended: dict[str, Any]) -> None:
    """Acknowledged, and what the archive has besides the first five."""
    told = [one.body.get("code", "taken") for one in rushed.answers]
    run.found = {f"casts {name}": told.count(name) for name in sorted(set(told))}
    run.expect(set(told) <= {"taken", "closed"}, f"answers: {set(told)}")
    voters = [*range(5), *(5 + one.voter for one in rushed.acknowledged)]
    run.expect(
        len(ended["board"]) == len(voters),
        f"{len(ended['board'])} on the board, {len(voters)} acknowledged",
    )
    run.expect(
        ended["result"] == hall.sums(voters), "the result is not the count of those acknowledged"
    )
    run.expect(ended["same_from_rows"] and ended["chain"], "archive or chain broken")


def garbage(hall: Hall, run: Run, *web: str) -> Run:
    """For every listed card a ballot that only the signature gives away; what a refusal costs beside a cast."""
    hall.act("open")
    election = read_election(hall.secrets["election"].encode())
    honest = [decode(raw, "ballot") for raw in hall.ballots]
    forged = [forge(election, honest[0], one["credential"], one["signature"]) for one in honest[1:]]
    with servers.serving(hall.home, *web) as served, servers.metered(served) as meter:
        rush(hall.home.port, hall.uuid, hall.ballots[:1], over=0.1)
        refused, cost_refused = measured(meter, hall, forged)
        taken, cost_taken = measured(meter, hall, hall.ballots[1:])
        hall.act("close", "--declare")
        ended = hall.act("decrypt")
    codes = {(one.status, one.body.get("code")) for one in refused.answers}
    run.expect(codes == {(403, "ballot_signature")}, f"garbage was answered {codes}")
    look(hall, run, taken, ended, Path(ended["archive"]), beside=1)
    run.found |= {
        "refused": len(refused.answers),
        "cpu_ms_a_refusal": round(cost_refused / len(forged) * 1000, 2),
        "cpu_ms_a_cast": round(cost_taken / len(taken.answers) * 1000, 2),
    }
    return run


def forge(election: Any, value: dict[str, Any], credential: str, signature: Any) -> bytes:
    """Another's answers under this card, the hash right, the signature of something else."""
    made = {**value, "credential": credential}
    del made["signature"]
    digest = election.suite.fingerprint(encode(made))
    return encode({**made, "signature": {"hash": digest, "proof": signature["proof"]}})


def measured(meter: servers.Meter, hall: Hall, raws: Sequence[bytes]) -> tuple[Rush, float]:
    """The answers, and the web processes' own time."""
    before = meter.used("web")
    rushed = rush(hall.home.port, hall.uuid, raws, over=len(raws) / 100)
    return rushed, meter.used("web") - before


def at_once(port: int, uuid: str, raws: Sequence[bytes]) -> Rush:
    """All at the same moment."""

    async def run() -> list[Answer]:
        now = time.monotonic()
        each = [
            persuade(request(port, uuid, raw), port, Answer(voter), now)
            for voter, raw in enumerate(raws)
        ]
        return list(await asyncio.gather(*each))

    began = time.monotonic()
    answers = asyncio.run(run())
    return Rush(answers, time.monotonic() - began, 0.0)
