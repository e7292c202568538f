"""议题材料的时限 (item_papers): on which day a paper of an item is due, and by how much it came late. Pure.

The days are the rulebook's (20, 10 and 7 days before a special work report, 监督法 art. 15); they are counted by
``calendar.rules.lead_times``. 用后收回: a paper that must come back is out until its copy is returned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from oversight.calendar.rules.lead_times import Lead, plan

CODE = "item_papers@1"


@dataclass(frozen=True)
class Timeliness:
    """按时与否: when the paper was due and how many days late it came; None where no lead time holds."""

    due: date | None
    late: int
    lead: Lead | None = None
    waived: bool = False

    @property
    def is_late(self) -> bool:
        return self.late > 0


def timeliness(
    meeting: date, leads: Sequence[Lead], code: str, received: date, *, waiver: str = ""
) -> Timeliness:
    """How a paper received on a day stands against its step (``draft``, ``final``, ``members``)."""
    chosen = [lead for lead in leads if lead.code == code]
    if not chosen:
        return Timeliness(None, 0)
    step = plan(meeting, chosen, received).steps[0]
    late = max((received - step.due).days, 0)
    return Timeliness(step.due, late, step.lead, waived=bool(waiver and late))


@dataclass(frozen=True)
class Copies:
    """用后收回的份数: handed out, returned, still out."""

    handed: int
    returned: int

    @property
    def out(self) -> int:
        return self.handed - self.returned
