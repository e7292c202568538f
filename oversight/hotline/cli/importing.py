"""`jiannuo hotline import` and `import-table`."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.actors import operator
from oversight.hotline import actions
from oversight.hotline.actions.tickets import Watch
from oversight.hotline.cli import output
from oversight.hotline.cli.places import chosen_place
from oversight.hotline.mappings import mapping_text
from oversight.hotline.models import ImportBatch
from oversight.hotline.questions import read_month


def import_tickets(options: argparse.Namespace) -> int:
    """Import one file of tickets; exit 0 also when rows were quarantined."""
    from hotline_analytics.lean import forgo_pandas  # brings pyarrow

    forgo_pandas()
    batch = actions.import_tickets(
        operator(),
        None,
        path=options.file,
        mapping=mapping_text(options.mapping),
        watch=Watch(progress=output.progress),
    )
    result = batch_json(batch)
    if options.json:
        output.print_json(result)
    else:
        text = _(
            "读到 %(read)d 行：新收 %(accepted)d，重复 %(duplicates)d，更新 %(updated)d，隔离 %(quarantined)d。"
        )
        print(text % result)
        if batch.quarantine_file:
            print(_("隔离的行在：%(path)s") % {"path": batch.quarantine_file})
        for note in batch.notes:
            print(note)
    return 0


def batch_json(batch: ImportBatch) -> dict[str, Any]:
    """A batch as the contract's JSON."""
    return {
        "read": batch.read,
        "accepted": batch.accepted,
        "duplicates": batch.duplicates,
        "updated": batch.updated,
        "quarantined": batch.quarantined,
        "quarantine_file": batch.quarantine_file or None,
        "batch": batch.public_id,
        "notes": batch.notes,
    }


def import_table(options: argparse.Namespace) -> int:
    """Import one monthly table; findings are no failure."""
    place = chosen_place(options.jurisdiction) if options.jurisdiction else None
    read = actions.import_table(
        operator(),
        place,
        path=options.file,
        mapping=mapping_text(options.mapping) if options.mapping else "",
        month=read_month(options.month) if options.month else None,
    )
    result = read.as_dict()
    if options.json:
        output.print_json(result)
        return 0
    print(_("读到 %(rows)d 行，发现 %(findings)d 处。") % {
        "rows": len(result["rows"]), "findings": len(result["findings"]),
    })  # fmt: skip
    for finding in result["findings"]:
        print(f"[{finding['code']}] {finding['where']}: {finding['text']}")
    for note in result["notes"]:
        print(note)
    return 0
