"""跟随公文的后续: a receipt of the notice moves its case; run by the worker, any number of times."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import system
from oversight.cases.actions import acknowledge_notice
from oversight.institutions import queries as institutions


def on_receipt(entry: Any) -> None:
    """After ``documents.acknowledge_receipt``: the case of the notice goes on, if it is one."""
    about = entry.facts.get("about") or ["", ""]
    place = institutions.place_by_code(entry.place)
    if place is None or about[0] != "case":
        return
    acknowledge_notice(system(), place, str(entry.facts.get("paper", "")))
