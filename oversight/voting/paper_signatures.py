"""公文上的手写签字: what was drawn under a locked sheet, put on the paper made of it; kept with the sheet alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import override

from oversight.institutions.models import Jurisdiction
from oversight.voting import queries
from oversight.voting.actions.support import KEPT_IN
from oversight.voting.models import SheetSignature


def drawn_on_sheet(place: Jurisdiction, facts: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """Capacity in words and name → strokes, of the announced vote that a count sheet's paper was made of."""
    poll = queries.poll_by_id(place, str(facts.get("poll", "")))
    sheet = queries.sheet_of(poll) if poll is not None and poll.is_announced else None
    if sheet is None:
        return {}
    with override(KEPT_IN):
        words = {code: str(word) for code, word in SheetSignature.CAPACITIES}
    rows = sheet.signatures.filter(way__in=("phone", "drawn"))
    return {(words[one.capacity], one.name): one.drawing for one in rows}
