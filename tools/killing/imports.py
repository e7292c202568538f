"""`jiannuo hotline import` killed at different moments: afterwards the old figures or the new, never a mix."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.killing.files import Files
from tools.killing.runs import PLACE, Moment, Run, copy_home, state_of, verify
from tools.trial_home import TrialHome

AS_OF = "2026-07-15T00:00:00+08:00"
MOMENTS = (
    Moment("while reading", r"import place=\S+ revision=\d+ reading", pause=0.4),
    Moment("rows staged", r"rows staged run=1"),
    Moment("first store file written", r"store file written"),
    Moment("several store files written", r"store file written", times=7),
    Moment("before the swap of the catalogue", r"files written, swapping the list"),
    Moment("swapped, not yet committed", r"act hotline\.import_tickets .* not yet kept"),
    Moment("committed", r"act hotline\.import_tickets place=\S+ seq=\d+$"),
    Moment("after the swap of the catalogue", r"swapped to revision"),
)
COUNTS = ("read", "accepted", "duplicates", "updated", "quarantined")


@dataclass(frozen=True)
class Before:
    """The home before the second file, and what an undisturbed import makes of it."""

    home: TrialHome
    files: Files
    old: dict[str, Any]
    new: dict[str, Any]
    old_list: str
    new_list: str
    counts: dict[str, int]


def prepare(template: TrialHome, files: Files, folder: Path) -> Before:
    """Both states, undisturbed."""
    home = copy_home(template, folder / "import-before")
    home.json("hotline", "import", files.first, "--mapping", files.mapping)
    whole = copy_home(home, folder / "import-after")
    result = whole.json("hotline", "import", files.second, "--mapping", files.mapping)
    return Before(
        home,
        files,
        monthly(home, files),
        monthly(whole, files),
        state_of(home)["store"]["list"],
        state_of(whole)["store"]["list"],
        {name: result[name] for name in COUNTS},
    )


def monthly(home: TrialHome, files: Files) -> dict[str, Any]:
    """The analysis of a month that the second file changes."""
    found: dict[str, Any] = home.json(
        "hotline", "monthly", files.month, "--jurisdiction", PLACE, "--as-of", AS_OF
    )
    return found


def kill_import(before: Before, folder: Path, number: int, chance: random.Random) -> Run:
    """One run: kill, look, import again, look again."""
    moment = MOMENTS[number % len(MOMENTS)]
    run = Run("import", number, moment.name)
    home = copy_home(before.home, folder / "import-run")
    files = before.files
    process = home.start("hotline", "import", files.second, "--mapping", files.mapping, "--json")
    run.line = moment.wait(process, chance)
    process.kill()
    run.expect(bool(run.line), "the moment did not come")
    state = state_of(home)
    run.expect_whole(home, state)
    figures, listed = monthly(home, files), state["store"]["list"]
    swapped = listed == before.new_list
    run.expect(listed in (before.old_list, before.new_list), "the list is neither old nor new")
    run.expect(figures == (before.new if swapped else before.old), "figures unlike their list")
    run.found = {"state": "new" if swapped else "old", "unnamed": state["store"]["unnamed"]}
    again(run, home, before, swapped)
    return run


def again(run: Run, home: TrialHome, before: Before, swapped: bool) -> None:
    """The same file once more: it completes what was begun, and what lay unnamed can go."""
    files = before.files
    result = home.json("hotline", "import", files.second, "--mapping", files.mapping)
    counts = {name: result[name] for name in COUNTS}
    nothing = {"accepted": 0, "updated": 0, "duplicates": result["read"]}
    expected = before.counts | nothing if swapped else before.counts
    run.expect(counts == expected, f"the second import took in {counts}, not {expected}")
    run.found["removed"] = home.script("tools.trial_state", "clean", PLACE)["removed"]
    state = state_of(home)
    run.expect_whole(home, state)
    run.expect(state["store"]["list"] == before.new_list, "another list after the second import")
    run.expect(not state["store"]["unnamed"], "unnamed files after cleaning")
    run.expect(monthly(home, files) == before.new, "other figures after the second import")
    verify(run, home)
