"""汇总的公开: a town puts its year's figures forward; another person publishes them, and the county reads them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Refused
from oversight.institutions.models import Jurisdiction
from oversight.projects import permissions
from oversight.projects.actions.support import locked_year
from oversight.projects.models import ProjectYear
from oversight.projects.publishing_rollup import ROLLUP, rollup_content, rollup_key, rollup_title
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion


def propose_rollup(
    actor: Actor, place: Jurisdiction, year: ProjectYear, *, note: str = ""
) -> PublicationVersion:
    """拟公开汇总: the year as it stands today, in place of the version before."""
    with act(
        "projects.propose_rollup",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
    ) as running:
        year = locked_year(place, year)
        if year.state == "prepared":
            raise Refused("nothing_yet", _("这一年还没有开始征集，没有可以汇总的。"))
        made = publications.propose(
            actor,
            place,
            kind=ROLLUP,
            key=rollup_key(year),
            title=rollup_title(year),
            content=rollup_content(year),
            note=note,
        )
        running.facts = {"year": year.year, "version": made.version}
    return made
