"""会后数字的来处: who can say, per origin of a case, how the months after the hearing went. Registered by hand.

``CASE_FIGURES`` names a mapping: origin → function (place, origin facts, day of the hearing) → months. The
apps that know stand above this one; what they give is kept with the case as it was taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.cases.models import Case
from oversight.institutions.models import Jurisdiction


@dataclass(frozen=True)
class MonthAfter:
    """一个月: ``month`` as 2026-08; seen; what was expected had nothing been done, with its 95 % range.

    ``version`` and ``sha256`` name the freeze from which the count is; None without six months of history.
    """

    month: str
    seen: int
    expected: float | None
    low: float | None
    high: float | None
    version: int
    sha256: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


Figures = Callable[[Jurisdiction, Mapping[str, Any], date], Sequence[MonthAfter]]


def months_after(place: Jurisdiction, case: Case, heard_on: date) -> Sequence[MonthAfter]:
    """The frozen months after the month of the hearing; none where the origin has no figures."""
    registered: Mapping[str, Figures] = import_string(settings.CASE_FIGURES)
    found = registered.get(case.origin)
    return found(place, case.origin_facts, heard_on) if found else ()
