"""The worker killed while it checks, boards, seals, and whoever writes the archive: afterwards the same bytes."""

from __future__ import annotations

import random
import shutil
import sys
from dataclasses import replace
from pathlib import Path

from tools.balloting import servers
from tools.balloting.deputies import rush
from tools.balloting.preparing import Hall
from tools.killing.runs import Moment, Run
from tools.trial_home import ROOT, TrialHome, Watched

SETTINGS = {"JIANNUO_JOB_LEASE": "2"}
SEALED = Moment("sealed", r"act voting\.seal_total .* seq=\d+$", pause=0.02)
TAKEN_UP = r"job (finished|lost) .*kind=voting\.watch_box"
"""Of a box that is sealed already the next worker only ends the task."""
MOMENTS = (
    Moment("checking proofs", r"box \S+: \d+ to be checked", pause=0.8),
    Moment("checked, not yet kept", r"box \S+: \d+ checked, not yet kept"),
    Moment("checked", r"box \S+: \d+ checked$", pause=0.05),
    Moment("put up, not yet kept", r"box \S+: \d+ put up, not yet kept"),
    Moment("put up", r"box \S+: \d+ put up$", pause=0.05),
    Moment("sealing, not yet kept", r"act voting\.seal_total .* not yet kept"),
    SEALED,
)
WRITING = (
    Moment("writing the archive", r"archive \S+: writing", pause=0.02),
    Moment("archive written, not yet noted", r"archive \S+: written, not yet noted"),
)
PATIENCE = 400.0
"""A busy machine checks 60 ballots in a minute."""
EVERY = {moment.name: replace(moment, patience=PATIENCE) for moment in (*MOMENTS, *WRITING)}
AT_WRITING = {moment.name for moment in WRITING}


class Kills:
    """One closed box with everything received and nothing checked, copied for every run."""

    def __init__(self, hall: Hall, folder: Path) -> None:
        self.hall, self.folder = hall, folder
        opened = hall.act("open")
        with servers.serving(hall.home, "--no-worker"):
            rush(hall.home.port, hall.uuid, hall.ballots, over=len(hall.ballots) / 50)
        hall.act("closing")
        self.key = Path(opened["journal_key"]).read_bytes()
        self.expected = ""
        self.expected = self.run(Run("worker", 0, "undisturbed"), None).found["sha256"]

    def copy(self) -> Hall:
        """The same box in a home of its own, with the journal's key in its memory folder."""
        out = self.folder / "copy"
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(self.hall.home.root, out)
        home = TrialHome(out, port=self.hall.home.port, settings=SETTINGS)
        hall = Hall(home, self.hall.secrets_file, self.hall.ballots, self.hall.choices)
        hall.act("give-key", "--key", self.key.hex())
        return hall

    def run(self, run: Run, moment: Moment | None, chance: random.Random | None = None) -> Run:
        """Killed at a moment; another worker, another writer: the archive has the bytes of an undisturbed run."""
        hall = self.copy()
        written = moment is not None and moment.name in AT_WRITING
        if moment is not None and not written:
            worker = hall.home.start("worker")
            run.line = moment.wait(worker, chance or random.Random(1))  # noqa: S311
            worker.kill()
            run.expect(bool(run.line), "the moment did not come")
        worker = hall.home.start("worker")
        sealed = run.moment == SEALED.name and run.line
        told = worker.wait_for(TAKEN_UP if sealed else SEALED.pattern, PATIENCE)
        run.expect(told is not None, "the next worker ended")
        worker.end()
        if moment is not None and written:
            run.line = self.kill_writer(hall, moment, chance or random.Random(1))  # noqa: S311
        ended = hall.act("state")
        run.found = {name: ended[name] for name in ("state", "sha256", "batches", "entries")}
        run.expect(ended["state"] == "tallied", f"the box is {ended['state']}")
        run.expect(ended["same_from_rows"], "the file differs from the rows' archive")
        run.expect(ended["chain"], "a chain of acts is broken")
        same = not self.expected or ended["sha256"] == self.expected
        run.expect(same, "other bytes than undisturbed")
        run.expect(not ended["key_left"], "the journal's key was not forgotten")
        return run

    def kill_writer(self, hall: Hall, moment: Moment, chance: random.Random) -> str:
        """A process that brings the archive's file up, killed."""
        command = [sys.executable, "-m", "tools.balloting.hall", "state"]
        writer = Watched(command, hall.home.environment(JIANNUO_LOG="DEBUG"), ROOT)
        line = moment.wait(writer, chance)
        writer.kill()
        return line


def kill_worker(kills: Kills, number: int, moment: Moment, chance: random.Random) -> Run:
    """One run at one of the moments."""
    return kills.run(Run("worker", number, moment.name), moment, chance)
