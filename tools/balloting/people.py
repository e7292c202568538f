"""Who acts in a trial home, and on which box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oversight.audit.actors import Actor
    from oversight.voting.models import BallotBox


def actor(role: str) -> Actor:
    """The one of the office who holds this role."""
    from oversight.institutions import queries
    from oversight.institutions.models import RoleGrant

    return queries.actor_for(RoleGrant.objects.in_scope(everywhere()).get(role=role))


def the_box() -> BallotBox:
    """As it stands now."""
    from oversight.voting.models import BallotBox

    rows = BallotBox.objects.in_scope(everywhere()).select_related("poll", "jurisdiction")
    return rows.get(trial=False)


def everywhere() -> Any:
    from oversight.audit.scoping import Scope

    return Scope.everywhere("a trial home has one place")
