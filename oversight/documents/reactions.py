"""签发之后: what a signed paper means for the records below it; run by the worker, any number of times."""

from __future__ import annotations

from typing import Any

from oversight.audit.actors import system
from oversight.documents.queries import papers_of
from oversight.institutions import queries as institutions
from oversight.publications.filings import actions as filings
from oversight.publications.filings.queries import drafts_with_paper


def on_sign(entry: Any) -> None:
    """After ``documents.sign``: the filing that the paper belongs to takes its number and signer."""
    place = institutions.place_by_code(entry.place)
    number = str(entry.facts.get("number", ""))
    paper = papers_of(place).filter(number=number).first() if place and number else None
    if place is None or paper is None:
        return
    for filing in drafts_with_paper(place, paper.public_id).exclude(number=number):
        filings.take_number(system(), place, filing, number=number, signed_by=paper.signed_label)
