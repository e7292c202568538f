"""规则簿页面的共同做法: the version of the address, and who is asking."""

from __future__ import annotations

from django.http import Http404

from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import queries
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.queries import InForce

TEMPLATE = "template"


def version_or_404(place: Jurisdiction, key: str) -> Rulebook:
    """The version of the address."""
    found = queries.version_by_id(place, key)
    if found is None:
        raise Http404(key)
    return found


def chosen_or_404(place: Jurisdiction, key: str) -> InForce:
    """A version of the place, or the template under its own word."""
    if key == TEMPLATE:
        return queries.of_template(place)
    return queries.of_version(version_or_404(place, key))
