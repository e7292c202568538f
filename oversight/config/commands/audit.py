"""`jiannuo audit verify`: checks the chain of records of every place, or of one."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError

from oversight.audit import queries

log = logging.getLogger("oversight.config")


def add_parsers(groups: Any) -> None:
    group = groups.add_parser("audit", help="留痕 · the record of acts")
    commands = group.add_subparsers(dest="audit_command", required=True, metavar="COMMAND")
    verify = commands.add_parser("verify", help="核对记录链 · check the hash chains")
    verify.add_argument("--jurisdiction", metavar="CODE", help="only this place (default: all)")
    verify.add_argument("--json", action="store_true", help="one JSON document")
    verify.set_defaults(run=verify_chains)


def verify_chains(options: argparse.Namespace) -> int:
    """Exit 1 where a chain is broken."""
    chains = list(checked(options.jurisdiction))
    valid = all(chain["valid"] for chain in chains)
    if options.json:
        print(json.dumps({"valid": valid, "chains": chains}, ensure_ascii=False))
    else:
        for chain in chains:
            print(
                chain["jurisdiction"] or "（本机）",
                chain["entries"],
                "完整" if chain["valid"] else "不完整",
            )
            for reason in chain["reasons"]:
                print("  ", reason["where"], reason["text"])
    return 0 if valid else 1


def checked(place: str | None) -> Iterator[dict[str, Any]]:
    """What was found of every chain; a record that cannot even be read is no whole chain."""
    try:
        for c in queries.verify_chains(place):
            yield {
                "jurisdiction": c.place,
                "entries": c.entries,
                "valid": c.valid,
                "reasons": c.reasons,
            }
    except (DatabaseError, ValueError, TypeError) as error:
        log.debug("a record could not be read", exc_info=True)
        text = f"记录读不出来，其后的没有核对：{' '.join(str(error).split())}"
        reason = {"code": "unreadable", "text": text, "where": place or ""}
        yield {"jurisdiction": place or "", "entries": 0, "valid": False, "reasons": [reason]}
