"""`jiannuo worker`: runs background jobs, their schedule, the reactions to recorded acts, and the search index."""

from __future__ import annotations

import argparse
from typing import Any


def add_parsers(groups: Any) -> None:
    worker = groups.add_parser("worker", help="后台任务 · background jobs and reactions")
    worker.add_argument("--once", action="store_true", help="do what is due, then stop")
    worker.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Until a signal comes, or once."""
    from oversight.audit import outbox
    from oversight.config.reactions import REACTIONS
    from oversight.jobs import worker
    from oversight.search import indexing

    ticks = [lambda: outbox.run_pending(REACTIONS), indexing.follow]
    return worker.run(ticks=ticks, once=options.once)
