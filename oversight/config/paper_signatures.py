"""公文手写签字清单: kind of paper → who keeps the signatures drawn for it, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from oversight.documents.rendering import Drawn
from oversight.voting.paper_signatures import drawn_on_sheet

DRAWN: Mapping[str, Drawn] = {"count_sheet": drawn_on_sheet}
