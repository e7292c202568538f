"""`jiannuo worker`: runs background jobs, their schedule, the reactions to recorded acts, and the search index."""

from __future__ import annotations

import argparse
from typing import Any


def add_parsers(groups: Any) -> None:
    worker = groups.add_parser("worker", help="后台任务 · background jobs and reactions")
    worker.add_argument("--once", action="store_true", help="do what is due, then stop")
    worker.add_argument(
        "--kinds",
        nargs="+",
        default=[],
        metavar="PART",
        help="only jobs of these parts, e.g. voting: a worker of its own for a vote by card",
    )
    worker.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Until a signal comes, or once."""
    from oversight.audit import outbox
    from oversight.config.cli import UsageError
    from oversight.config.job_kinds import JOB_KINDS
    from oversight.config.reactions import REACTIONS
    from oversight.jobs import worker
    from oversight.search import indexing

    known = sorted({kind.partition(".")[0] for kind in JOB_KINDS})
    if unknown := set(options.kinds) - set(known):
        raise UsageError(
            f"{' '.join(sorted(unknown))}: no part with jobs; known: {' '.join(known)}"
        )
    ticks = [lambda: outbox.run_pending(REACTIONS), indexing.follow]
    return worker.run(ticks=ticks, once=options.once, parts=options.kinds)
