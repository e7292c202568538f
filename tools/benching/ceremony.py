"""A key ceremony of three scrutineers, 2 of whom open: three real `trustee join` processes against a live server.

From the start of the first tool to the fingerprint on the last one, the backup of 22 characters entered again at once:
what people need to write it down comes on top and differs. Beside it the three minutes that a hall may have to wait.

Run as a module under a home it makes key set and codes there, by the same acts as an office.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.benching.works import Work
from tools.trial_home import TrialError, TrialHome

LIMIT_SECONDS = 180.0
GROUPS = ("BELENIOS-2048", "Ed25519")
HOLDERS = ("秦望川", "沈清和", "顾明远")
SEED = re.compile(r"^    (\w{5}-\w{6}-\w{5}-\w{6})$", re.MULTILINE)
LOOK_EVERY = "1"


def ceremonies(folder: Path, port: int, *, limited: bool) -> list[Work]:
    """Both groups, one after the other, against one server."""
    home = TrialHome(folder / "ceremony", port=port)
    home.root.mkdir(parents=True)
    made = {group: home.script("tools.benching.ceremony", group) for group in GROUPS}
    with home.serving():
        return [whole(home, made[group], group, limited) for group in GROUPS]


def whole(home: TrialHome, made: dict[str, Any], group: str, limited: bool) -> Work:
    """Three tools at once; every one must end with the same fingerprint."""
    tools = [
        Tool(home, home.root.parent / f"{group}-{number}", code)
        for number, code in enumerate(made["codes"], 1)
    ]
    seconds = held(tools)
    return Work(
        f"key ceremony, 2 of 3, three tools by network, {group}",
        seconds,
        f"{LIMIT_SECONDS:g} s",
        LIMIT_SECONDS,
        1 if limited else None,
        note=f"looks every {LOOK_EVERY} s; writing down the backup not included",
    )


def held(tools: Sequence[Tool]) -> float:
    """A whole ceremony, all tools at once; seconds until the last has shown the fingerprint that all must have."""
    started = time.monotonic()
    for tool in tools:
        tool.start()
    for tool in tools:
        tool.join()
    seconds = time.monotonic() - started
    fingerprints = {tool.fingerprint for tool in tools}
    if len(fingerprints) != 1 or "" in fingerprints:
        raise TrialError("the ceremony did not end: " + "\n".join(tool.said for tool in tools))
    return seconds


class Tool(threading.Thread):
    """One scrutineer's own tool, whose user types what the screen says."""

    def __init__(self, home: TrialHome, folder: Path, code: str) -> None:
        super().__init__()
        command = [sys.executable, "-m", "secret_ballot.cli", "trustee", "join", "--code", code]
        command += ["--folder", str(folder), "--server", home.url("").rstrip("/")]
        self.command = [*command, "--every", LOOK_EVERY, "--wait", "600"]
        self.environment = home.environment()
        self.said = ""

    def run(self) -> None:
        tool = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert tool.stdin is not None and tool.stdout is not None
        for line in tool.stdout:
            self.said += line
            if shown := SEED.search(line):
                tool.stdin.write(f"\n{shown[1]}\n")  # it is written down; entered again
                tool.stdin.flush()
        tool.wait()

    @property
    def fingerprint(self) -> str:
        """The last groups of four that the tool shows, "" where it did not come so far."""
        found = re.findall(r"^    ((?:[0-9a-f]{4} ?){16})$", self.said, re.MULTILINE)
        return str(found[-1]) if found else ""


def open_ceremony(group: str) -> dict[str, Any]:
    """A town with its key set and one code a holder."""
    from oversight.audit.actors import Actor, operator
    from oversight.institutions import actions, queries
    from oversight.voting.secret import keys, keys_actions

    place = queries.place_by_code("synthetic") or actions.create_place(
        operator(), code="synthetic", name="示例镇", kind="town", require_totp=False
    )
    clerk = Actor(None, "示例经办人", "clerk", place.code)
    holders = [{"name": name, "chief": name == HOLDERS[0]} for name in HOLDERS]
    made = keys_actions.make_key_set(
        clerk, place, title="示例镇人民代表大会监票密钥", holders=holders, threshold=2, group=group
    )
    codes = [
        keys_actions.issue_ceremony_code(clerk, place, made, number=one.number)[1]
        for one in keys.holders_of(made)
    ]
    return {"set": made.public_id, "codes": codes}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    from oversight.config.migration import ensure_migrated

    ensure_migrated()
    print(json.dumps(open_ceremony(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
