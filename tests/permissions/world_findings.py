"""权限世界里的处置: a frozen month with one finding left open and one left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight.audit.scoping import Scope
from oversight.hotline import actions
from oversight.hotline.models import FrozenResult, MonthFreeze
from oversight.institutions import queries

if TYPE_CHECKING:
    from tests.permissions.world import World

MONTH = 2026 * 12 + 6
OPEN, LEFT_OUT = "县水利局", "县城管局"


def row(like: dict[str, object], name: str) -> dict[str, object]:
    """A unit that rose on both counts; what it does not say is as in another row."""
    return {
        **like,
        "name": name,
        "count": 40,
        "previous": 20,
        "last_year": 10,
        "mom": 1.0,
        "yoy": 3.0,
        "double_rise": "yes",
        "grade": "strong",
        "reasons": [],
    }


def build(world: World) -> None:
    """The month as a freeze keeps it; the disposition by the clerk's act."""
    from oversight.audit.actors import operator
    from oversight.audit.acts import act

    place = world.place
    with act("hotline.freeze_month", actor=operator(), place=place.code, permitted=True):
        before = MonthFreeze.objects.in_scope(Scope.of(place)).order_by("-month").first()
        assert before is not None
        results = list(FrozenResult.objects.in_scope(Scope.of(place)).filter(freeze=before))
        freeze = before
        freeze.pk, freeze.public_id, freeze.month = None, "findings2345", MONTH
        freeze._state.adding = True
        freeze.save()
        known = next(each for result in results for each in result.result["rows"])
        for result in results:
            result.pk, result.freeze = None, freeze
            result.public_id = f"result{result.by[:2]}{result.window[:2]}{result.kinds[:2]}"
            result._state.adding = True
            like = next(iter(result.result["rows"]), known)
            rows = [row(like, OPEN), row(like, LEFT_OUT)] if result.by == "unit" else []
            result.result = {**result.result, "rows": rows}
            result.save()
    clerk = queries.actor_for(world.grants["clerk", "own"])
    made = actions.dispose_finding(
        clerk,
        place,
        freeze,
        unit_name=LEFT_OUT,
        disposition="left_out",
        reason="同一暴雨所致，已专项部署。",
    )
    world.ids["finding_unit"] = OPEN
    world.ids["disposition"] = made.public_id
