"""断电: memory is lost in the middle of a vote by card; the scrutineers' own tools bring the journal's key back.

The short form of `tools/ballot_runs.py --only recovery`, by real processes. What the server does of it stands in
`oversight/voting/tests/test_boxes.py` and `test_ceremony_boxes.py`; this goes with `make walk`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_kill import free_port
from tools.balloting.recovery import CUTS, own_hall, recovered
from tools.killing.runs import Run

pytestmark = [pytest.mark.long, pytest.mark.whole]


@pytest.mark.parametrize("number", range(len(CUTS)), ids=CUTS)
def test_no_acknowledged_ballot_is_lost_or_counts_twice(number: int, tmp_path: Path):
    wanted = {"deputies": 30, "case": "b", "group": "Ed25519"}
    hall, scrutineers = own_hall(tmp_path / "run", free_port(), None, **wanted)
    run = recovered(hall, scrutineers, Run("recovery", number, "sqlite"))
    assert not run.wrong
    assert run.found["in_archive"] == len(hall.ballots)
