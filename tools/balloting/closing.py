"""From the close to the verified, decrypted result, with three scrutineers' own tools watching on this very machine."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from secret_ballot.trustee_folder import SEALED, TRUSTEES, is_backup, make_seed
from secret_ballot.v1.suites import suite_of

from tools.balloting import servers
from tools.balloting.deputies import rush
from tools.balloting.preparing import Hall, reference_verify, verify
from tools.balloting.receiving import look
from tools.killing.runs import Run

LIMIT = 30.0
PATIENCE = 900


def close_and_open(hall: Hall, run: Run, folder: Path, *, over: float, limited: bool = True) -> Run:
    """All vote within ``over`` seconds; then the close, the chair's word at once, two of three tools' decryptions."""
    hall.act("open")
    run.found["load_before"] = servers.load()
    with servers.serving(hall.home):
        tools = [tool(hall, folder, number) for number in (1, 2, 3)]
        try:
            rushed = rush(hall.home.port, hall.uuid, hall.ballots, over=over)
            closed = hall.act("close", "--declare", "--wait")
            for one in tools:
                one.wait(timeout=PATIENCE)
        finally:
            for one in tools:
                one.kill()
        codes = [one.returncode for one in tools]
        ended = hall.act("state")
    told = [(folder / f"tool-{number}.log").read_text(encoding="utf-8") for number in (1, 2, 3)]
    # Two of three open it; the third may come when nothing more is needed.
    done = [code == 0 or "opened_already" in text for code, text in zip(codes, told, strict=True)]
    run.expect(all(done), f"the tools ended with {codes}: {told}")
    look(hall, run, rushed, ended, Path(ended["archive"]))
    began = time.monotonic()
    refused = verify(Path(ended["archive"]))
    run.expect(not refused, f"jiannuo-ballot verify: {refused}")
    refused = reference_verify(Path(ended["archive"]), folder / "reference")
    run.expect(not refused, f"belenios-tool election verify: {refused}")
    run.found |= {name: round(closed[name], 1) for name in ("sealed", "declared", "opened")} | {
        "verify_s": round(time.monotonic() - began, 1),
        "checked_before_close": closed["checked_before"],
        "load_after": servers.load(),
    }
    run.expect(not limited or closed["opened"] <= LIMIT, f"{closed['opened']:.1f} s to the result")
    return run


def tool(hall: Hall, folder: Path, number: int) -> subprocess.Popen[bytes]:
    """`jiannuo-ballot trustee watch` of one holder, whose folder is as the ceremony leaves it."""
    secrets, own = hall.secrets, folder / f"trustee-{number}"
    own.mkdir(parents=True)
    seed = secrets["seeds"][number - 1]
    make_seed(own, suite_of(secrets["group"]), seed)
    is_backup(own, seed)
    (own / SEALED).write_text(secrets["sealed"][number - 1] + "\n", encoding="utf-8")
    (own / TRUSTEES).write_bytes(secrets["trustees"].encode())
    command = [sys.executable, "-m", "secret_ballot.cli", "trustee", "watch"]
    command += ["--folder", str(own)]
    command += ["--server", f"http://127.0.0.1:{hall.home.port}", "--every", "1"]
    command += ["--code", secrets["ceremony"][number - 1], "--uuid", hall.uuid]
    command += ["--ballots", str(len(hall.ballots)), "--wait", str(PATIENCE)]
    with (folder / f"tool-{number}.log").open("wb") as log:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env=hall.home.environment(),
        )  # fmt: skip
