"""What a trial home holds, as one JSON document, and whether it is whole. Run as a module under that home."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any


def state_of(code: str) -> dict[str, Any]:
    """The register of units with its acts, the ticket store with its files, the jobs."""
    from oversight.institutions import queries as institutions

    place = institutions.place_by_code(code)
    from oversight.audit import queries as audit

    broken = [reason for c in audit.verify_chains(None) for reason in c.reasons]
    return {"units": units(place), "store": store(place), "jobs": jobs(code), "broken": broken}


def units(place: Any) -> dict[str, list[str]]:
    """Every unit, and every unit whose registration is on record; the two must be the same."""
    from oversight.audit import queries as audit
    from oversight.institutions import queries as institutions

    acts = audit.entries_of(place.code).filter(code="institutions.create_unit")
    written = [
        change["after"]["public_id"]
        for changes in acts.values_list("changes", flat=True)
        for change in changes
        if change["model"].endswith(".Unit")
    ]
    held = institutions.units_of(place).values_list("public_id", flat=True)
    return {"held": sorted(held), "recorded": sorted(written)}


def store(place: Any) -> dict[str, Any]:
    """The catalogue's list, what of it is damaged, and what lies beside it unnamed."""
    from oversight.hotline import cleaning, queries

    state = queries.state_of(place)
    files = queries.files_at(place)
    listed = sorted((ref.month, ref.role, ref.rows, ref.sha256) for ref in files)
    return {
        "revision": state.revision,
        "cube_revision": state.cube_revision,
        "files": len(files),
        "list": hashlib.sha256(json.dumps(listed).encode()).hexdigest(),
        "rows": sum(ref.rows for ref in files if ref.role == "current"),
        "damaged": [ref.path for ref in files if damaged(ref)],
        "unnamed": len(cleaning.orphan_files(place)),
        "batches": queries.batches_of(place).count(),
    }


def damaged(ref: Any) -> bool:
    """Whether a listed file is missing, or holds something else than its name says."""
    path = Path(ref.path)
    if not path.is_file():
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != ref.sha256


def jobs(code: str) -> dict[str, dict[str, Any]]:
    """The jobs of the place by id."""
    from oversight.jobs.models import Job

    fields = ("public_id", "kind", "state", "attempts", "error_code", "error", "result")
    return {job["public_id"]: job for job in Job.rows.filter(place=code).values(*fields)}


def request_import(code: str, file: str, mapping: str) -> dict[str, Any]:
    """An import handed to the worker, as the page does it."""
    from oversight.audit.actors import operator
    from oversight.hotline import actions
    from oversight.institutions import queries as institutions

    place = institutions.place_by_code(code)
    with Path(file).open("rb") as upload:
        job = actions.request_import(
            operator(),
            place,
            upload=upload,
            file_name=Path(file).name,
            mapping=Path(mapping).read_text(encoding="utf-8"),
        )
    return {"job": job.public_id}


def clean(code: str) -> dict[str, Any]:
    """What the nightly job does with unnamed files."""
    from oversight.audit.actors import operator
    from oversight.hotline import actions
    from oversight.institutions import queries as institutions

    return {"removed": actions.clean_store(operator(), institutions.place_by_code(code))}


COMMANDS = {"state": state_of, "import": request_import, "clean": clean}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:]), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
