"""五十人同时签发: fifty papers of one register are signed at once, each by a person of its own.

Run as a process with a home of its own it does so on SQLite: python -m oversight.documents.tests.drawing
PAPERS PROCESSES; prints what came out as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any


def environment(home: Path) -> dict[str, str]:
    """The surroundings of the process: SQLite in the home, whatever this test runs on."""
    apart = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in os.environ.items() if name not in apart}
    return {**kept, "JIANNUO_HOME": str(home), "JIANNUO_LOG": "WARNING"}


def sign_at_once(place_code: str, papers: list[str]) -> list[str]:
    """Sign each paper in a thread of its own, all through one gate; the errors."""
    from django.db import connection

    from oversight.audit.actors import Actor
    from oversight.documents import actions, queries
    from oversight.institutions.queries import place_by_code

    errors: list[str] = []
    gate = threading.Barrier(len(papers))

    def work(number: int, public_id: str) -> None:
        place = place_by_code(place_code)
        paper = queries.paper_by_id(place, public_id)
        actor = Actor(1_000_000 + number, f"签发人{number}", "chair", place=place_code)
        gate.wait()
        try:
            actions.sign(actor, place, paper=paper)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=each) for each in enumerate(papers)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return errors


def papers_to_sign(office: Any, count: int) -> list[str]:
    """Papers on the signer's desk."""
    from oversight.documents.tests.builders import advance, make_paper

    return [advance(office, make_paper(office), "signing").public_id for _ in range(count)]


def what_came_out(place: Any) -> dict[str, Any]:
    """Numbers of the registers and of the papers, and whether the chain holds."""
    from oversight.audit.queries import verify_chains
    from oversight.documents import queries

    register = queries.registers_of(place).get()
    lines = queries.register_lines(place, register)
    return {
        "numbers": list(lines.drawn.values_list("number", flat=True)),
        "papers": sorted(queries.papers_of(place).values_list("number", flat=True)),
        "missing": list(lines.missing),
        "chain": next(iter(verify_chains(place.code))).valid,
    }


def main(count: int, processes: int) -> dict[str, Any]:
    """Build a place in this home, let ``processes`` sign its share of papers at once."""
    from oversight.documents.tests.builders import make_office

    office = make_office()
    papers = papers_to_sign(office, count)
    share = [papers[number::processes] for number in range(processes)]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", __spec__.name, office.place.code, *each],
            stdout=subprocess.PIPE,
        )
        for each in share
    ]
    errors = [each for child in children for each in json.loads(child.communicate()[0])]
    return {"errors": errors, **what_came_out(office.place)}


def make_tables() -> None:
    """Tables straight from the models, as the tests on SQLite have them."""
    from django.apps import apps
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, verbosity=0)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    if sys.argv[1].isdigit():
        make_tables()
        print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
    else:
        print(json.dumps(sign_at_once(sys.argv[1], sys.argv[2:])))
