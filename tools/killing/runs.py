"""One kill run: at which moment, proved by which log line, and what was found wrong afterwards."""

from __future__ import annotations

import random
import re
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.trial_home import TrialHome, Watched

PLACE = "county"
STAMP = re.compile(r"^\S+ \S+ \w+ ")


@dataclass
class Run:
    """``found`` tells what was seen, ``wrong`` what must not be; an empty list is a run that passed."""

    part: str
    number: int
    moment: str
    line: str = ""
    found: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def expect(self, condition: bool, text: str) -> None:
        """Note what is wrong."""
        if not condition:
            self.wrong.append(text)

    def expect_whole(self, home: TrialHome, state: dict[str, Any]) -> None:
        """What must hold after every kill: chains valid, nothing half."""
        self.expect(not state["broken"], f"chain broken: {state['broken'][:3]}")
        units, store = state["units"], state["store"]
        self.expect(units["held"] == units["recorded"], "a unit without its act, or the reverse")
        self.expect(not store["damaged"], f"listed files damaged: {store['damaged'][:3]}")

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "ok": not self.wrong}


@dataclass(frozen=True)
class Moment:
    """A log line, how many times it must have come, the longest pause after it, and how long it is waited for."""

    name: str
    pattern: str
    times: int = 1
    pause: float = 0.0
    patience: float = 60.0

    def wait(self, process: Watched, chance: random.Random) -> str:
        """Wait for the moment; the line that proves it, "" where the process ended before."""
        line: str | None = None
        for _ in range(self.times):
            if (line := process.wait_for(self.pattern, self.patience)) is None:
                return ""
        time.sleep(chance.uniform(0, self.pause))
        return STAMP.sub("", line or "")


def copy_home(template: TrialHome, root: Path) -> TrialHome:
    """A home of its own, equal to the template."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template.root, root)
    return TrialHome(root, port=template.port, settings=template.settings)


def verify(run: Run, home: TrialHome) -> None:
    """`jiannuo audit verify`, as anybody may run it."""
    done = home.run("audit", "verify", "--json", check=False)
    run.expect(done.returncode == 0, f"audit verify: {done.stdout}{done.stderr}")


def state_of(home: TrialHome) -> dict[str, Any]:
    """What the home holds now."""
    state: dict[str, Any] = home.script("tools.trial_state", "state", PLACE)
    return state
