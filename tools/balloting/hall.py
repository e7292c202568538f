"""The acts of a hall's people in a trial home, and what its rows say.

Run as a module under the environment of that home (`python -m tools.balloting.hall prepare …`); prints one JSON
document.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from tools.balloting.founding import CASES, elected, own_keys, prepare
from tools.balloting.people import actor, the_box

PATIENCE = 600.0
PAUSE = 0.02
RACE_SECONDS = 2.0


def open_vote(_options: argparse.Namespace) -> dict[str, Any]:
    """The chair opens the vote."""
    from oversight.voting import actions
    from oversight.voting.secret import journal

    box = the_box()
    actions.open_poll(actor("clerk"), box.jurisdiction, box.poll)
    return {"state": the_box().state, "journal_key": str(journal.folder() / f"{box.uuid}.key")}


def close_vote(options: argparse.Namespace) -> dict[str, Any]:
    """The chair closes it; where ``declare``, declares it valid as soon as workers have sealed it, and waits for the result."""
    from oversight.voting import actions
    from oversight.voting.secret.board import received, waiting

    box = the_box()
    waited = waiting(box)
    if not options.closed:
        actions.close_poll(actor("clerk"), box.jurisdiction, box.poll)
    began = time.monotonic()
    found: dict[str, Any] = {"closed_at": began, "checked_before": received(box) - waited.unchecked}
    found["sealed"] = until("tallied") - began
    if options.declare:
        actions.declare_collected(actor("chair"), box.jurisdiction, the_box().poll)
        found["declared"] = time.monotonic() - began
        if options.wait:
            found["opened"] = until("decrypted") - began
    return {**found, **state(options)}


def only_close(_options: argparse.Namespace) -> dict[str, Any]:
    """The chair closes the vote while no worker runs."""
    from oversight.voting import actions

    box = the_box()
    actions.close_poll(actor("clerk"), box.jurisdiction, box.poll)
    return {"state": the_box().state}


def give_key(options: argparse.Namespace) -> dict[str, Any]:
    """The journal's key of a copied home, where its processes look for it."""
    from oversight.voting.secret import journal

    journal.keep_key(the_box().uuid, bytes.fromhex(options.key))
    return {}


def race(options: argparse.Namespace) -> dict[str, Any]:
    """So many close the vote at once, at a moment while the casts come in that wait for the same mark."""
    import random
    import threading

    from django.db import connection

    from oversight.audit.errors import Refused
    from oversight.voting import actions

    box, clerk = the_box(), actor("clerk")
    mark = options.secrets.with_name("now")
    first = random.uniform(0, RACE_SECONDS)  # noqa: S311 (a moment)
    told: list[str] = []

    def work() -> None:
        pause = first + random.uniform(0, 0.1)  # noqa: S311 (a moment)
        try:
            connection.ensure_connection()
            while not mark.exists():
                time.sleep(0.001)
            time.sleep(pause)
            actions.close_poll(clerk, box.jurisdiction, box.poll)
            told.append("closed")
        except Refused:
            told.append("refused")
        except Exception as error:
            told.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(options.racers)]
    for thread in threads:
        thread.start()
    mark.with_suffix(".ready").touch()
    for thread in threads:
        thread.join()
    errors = [one for one in told if one not in {"closed", "refused"}]
    return {"closed": told.count("closed"), "refused": told.count("refused"), "errors": errors}


def until(wanted: str) -> float:
    """When the box came to this state."""
    deadline = time.monotonic() + PATIENCE
    while the_box().state != wanted:
        if time.monotonic() > deadline:
            raise SystemExit(f"the box is still {the_box().state}, not {wanted}")
        time.sleep(PAUSE)
    return time.monotonic()


def state(_options: argparse.Namespace) -> dict[str, Any]:
    """What the rows say of the box, and its archive as a file and from the rows alone."""
    from oversight.audit.queries import verify_chains
    from oversight.voting.models import BoardBallot, JournalEntry
    from oversight.voting.secret import archives, journal

    box = the_box()
    rows = JournalEntry.objects.filter(box=box).values_list("state", flat=True)
    path = archives.archive_file(box)
    return {
        "state": box.state,
        "journal": len(rows),
        "entries": {name: list(rows).count(name) for name in set(rows)},
        "board": sorted(BoardBallot.objects.filter(box=box).values_list("hash", flat=True)),
        "batches": archives.last_batch(box),
        "result": box.result,
        "archive": str(path),
        "sha256": archives.sha256_of(path),
        "same_from_rows": path.read_bytes() == archives.archive_bytes(box),
        "key_left": (journal.folder() / f"{box.uuid}.key").exists(),
        "chain": all(one.valid for one in verify_chains(box.jurisdiction.code)),
    }


def decrypt(options: argparse.Namespace) -> dict[str, Any]:
    """Two holders open the total with the package's functions; whoever runs this verifies the archive afterwards."""
    from secret_ballot.v1.elections import read_election
    from secret_ballot.v1.tally import decrypt as opened
    from secret_ballot.v1.threshold import open_key

    from oversight.voting.secret import actions
    from oversight.voting.secret.archives import total_of
    from oversight.voting.secret.keys import holder_actor

    secrets = json.loads(options.secrets.read_text(encoding="utf-8"))
    box = the_box()
    election, total = read_election(box.election.encode()), total_of(box)
    for number in (1, 2):
        holder = box.key_set.holders.get(number=number)
        key = open_key(election.suite, secrets["seeds"][number - 1], holder.sealed)
        made = opened(election, key, total.cells)
        actions.add_decryption(holder_actor(holder), box, holder, made)
    return state(options)


STEPS = {
    "prepare": prepare,
    "keys": own_keys,
    "elected": elected,
    "open": open_vote,
    "close": close_vote,
    "state": state,
    "decrypt": decrypt,
    "race": race,
    "closing": only_close,
    "give-key": give_key,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("--deputies", type=int, default=60)
    parser.add_argument("--case", choices=sorted(CASES), default="b")
    parser.add_argument("--group", default="BELENIOS-2048")
    parser.add_argument("--secrets", type=Path)
    parser.add_argument("--declare", action="store_true")
    parser.add_argument("--wait", action="store_true")
    parser.add_argument("--closed", action="store_true", help="it is closed already")
    parser.add_argument("--key", default="")
    parser.add_argument("--racers", type=int, default=50)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    from oversight.config.migration import ensure_migrated

    ensure_migrated()
    print(json.dumps(STEPS[options.step](options)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
