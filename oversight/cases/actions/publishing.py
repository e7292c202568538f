"""拟公开: puts report, result, opinions or follow-up of a case forward; publishing it is another person's act."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.cases import papers, permissions
from oversight.cases.actions.support import KEPT_IN, locked, require
from oversight.cases.models import Case
from oversight.cases.publishing import WHATS, content_of, key_of
from oversight.cases.rules.loop import SUPERVISION_10
from oversight.institutions.models import Jurisdiction
from oversight.publications import actions as publications
from oversight.publications.models import PublicationVersion


def propose_publication(
    actor: Actor, place: Jurisdiction, case: Case, *, what: str, note: str = ""
) -> PublicationVersion:
    """拟公开: ``what`` is report, result, opinions or followup; ``note`` says what a correction corrects."""
    with act(
        "cases.propose_publication",
        actor=actor,
        place=place.code,
        permitted=permissions.can_publish(actor, place),
        basis=_(SUPERVISION_10),
    ) as running:
        case = locked(place, case)
        if what not in WHATS:
            raise Invalid("unknown_what", _("从列表里选。"), where="what")
        require("propose_publication", case, what)
        chosen = WHATS[what]
        with override(KEPT_IN):
            content = content_of(case, chosen)
        if what == "report" and not content["report"]:
            raise Refused("no_report", _("这次会议没有可以公开的报告。"))
        made = publications.propose(
            actor,
            place,
            kind=chosen.kind,
            key=key_of(case, chosen),
            title=f"关于{chosen.title.format(matter=papers.subject(case))}"[:200],
            content=content,
            note=note,
        )
        running.facts = {"case": case.code, "what": what, "version": made.version}
    return made
