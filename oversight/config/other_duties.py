"""承办事项台面上别处的事项: heading → what a unit owes there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.audit.actors import Actor
from oversight.followups.elsewhere import Duties
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.portal.matters.building import building_matters
from oversight.ui.page import Due


def projects(actor: Actor, place: Jurisdiction) -> list[Due]:
    """民生实事: plans to write, months to report, findings to answer."""
    return list(building_matters(actor, place, institutions.today()))


OTHER_DUTIES: Mapping[Any, Duties] = {_("民生实事项目"): projects}
