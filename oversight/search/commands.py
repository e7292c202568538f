"""`jiannuo search rebuild`: makes the index of one place, or of all, anew from the records themselves."""

from __future__ import annotations

import argparse
import json
from typing import Any


def add_parsers(groups: Any) -> None:
    group = groups.add_parser("search", help="检索 · the index of the search box")
    commands = group.add_subparsers(dest="search_command", required=True, metavar="COMMAND")
    rebuild = commands.add_parser("rebuild", help="重建检索索引 · make the index anew")
    rebuild.add_argument("--place", metavar="CODE", help="only this place (default: all)")
    rebuild.add_argument("--json", action="store_true", help="one JSON document")
    rebuild.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Says per place how many records of each kind can be found."""
    from oversight.institutions.queries import all_places, place_by_code
    from oversight.search import indexing
    from oversight.search.sources import sources

    wanted = [place_by_code(options.place)] if options.place else list(all_places())
    if wanted == [None]:
        raise ValueError(f"没有代码为 {options.place} 的地方")
    built = {place.code: indexing.rebuild(place) for place in wanted if place}
    if options.json:
        rows = [{"jurisdiction": code, "entries": counted} for code, counted in built.items()]
        print(json.dumps({"places": rows}, ensure_ascii=False))
        return 0
    names = {kind: str(source.label) for kind, source in sources().items()}
    for code, counted in built.items():
        words = "，".join(f"{names[kind]} {number}" for kind, number in counted.items() if number)
        print(code, words or "没有可以检索的记录")
    return 0
