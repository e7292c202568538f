"""Making a secret ballot in Chromium at a sixth of this machine's speed, as an old phone would have it.

Case (a) of the protocol summary: one question, ten of twenty chosen where none to ten may be. From reading the election to
the signed ballot, tables included; the Python package judges the ballot. Without Node or Chromium it is left out.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

from tools.benching.secret_ballots import CASE_A
from tools.benching.works import Work

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
GROUPS = ("BELENIOS-2048", "Ed25519")
THROTTLE, TURNS = 6, 3
LIMIT = 4.0
CHOICES = [[1] * 10 + [0] * 10]


def ballots_in_the_browser(folder: Path, *, limited: bool) -> list[Work]:
    """Both groups; the limit is that of BELENIOS-2048, which is the default."""
    if not CHROMIUM.exists():
        print("chromium: not installed, left out (make test installs it)", file=sys.stderr)
        return []
    script = built(folder)
    return [
        whole(group, measured(script, group), limited and group == GROUPS[0]) for group in GROUPS
    ]


def whole(group: str, turns: list[dict[str, float]], limited: bool) -> Work:
    """The median turn; its note says what took how long."""
    seconds = [sum(turn[part] for part in ("tables", "card", "ballot")) / 1000 for turn in turns]
    note = ", ".join(f"{part} {median(t[part] for t in turns):.0f} ms" for part in turns[0])
    return Work(
        f"make a secret ballot in Chromium, {THROTTLE} × throttled, case (a), {group}",
        median(seconds),
        f"{LIMIT:g} s",
        LIMIT,
        1 if limited else None,
        note=note,
    )


def built(folder: Path) -> Path:
    """The engine as one script for the oldest browsers."""
    command = ["run", "build", "--", "--config", "booth/tests/measure.config.ts"]
    subprocess.run(
        [
            sys.executable,
            ROOT / "frontend/build.py",
            *command,
            "--outDir",
            folder / "booth",
            "--emptyOutDir",
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return folder / "booth" / "measure.js"


def measured(script: Path, group: str) -> list[dict[str, float]]:
    """Milliseconds of each part in every turn, each in a new page, after one that warms up the browser."""
    from playwright.sync_api import sync_playwright
    from secret_ballot.v1.credentials import new_private_credential

    election = new_election(group)
    turns = []
    with sync_playwright() as starter:
        browser = starter.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for _ in range(TURNS):
            page = browser.new_page()
            page.add_script_tag(path=script)
            session = page.context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
            code = new_private_credential()
            found: dict[str, Any] = page.evaluate(
                "([election, code, choices]) => measure(election, code, choices)",
                [election.raw.decode(), code, CHOICES],
            )
            judge(election, code, found.pop("raw"))
            turns.append(found)
            page.close()
        browser.close()
    return turns


def new_election(group: str) -> Any:
    from secret_ballot.v1.elections import make_election, new_uuid
    from secret_ballot.v1.questions import read_question
    from secret_ballot.v1.suites import suite_of

    suite = suite_of(group)
    key = suite.power(suite.generator, suite.random_scalar())
    questions = [read_question(each, "case (a)") for each in CASE_A["questions"]]
    return make_election(
        suite, key, uuid=new_uuid(), name="?", description="?", questions=questions
    )


def judge(election: Any, code: str, raw: str) -> None:
    """The Python package accepts the ballot, or this fails."""
    from secret_ballot.v1.ballots import check_proofs, check_signature, read_ballot
    from secret_ballot.v1.credentials import derive, public_of

    suite = election.suite
    listed = {suite.write(public_of(suite, derive(suite, election.uuid, code)))}
    ballot = read_ballot(election, listed, raw.encode())
    check_signature(election, ballot)
    check_proofs(election, ballot)
