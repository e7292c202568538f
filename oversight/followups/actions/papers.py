"""督办单: a paper that urges the unit, drafted from the item; its sign-off is that of every paper."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.documents.actions import draft_paper
from oversight.documents.models import Paper
from oversight.followups import owners, permissions
from oversight.followups.actions.working import allow, locked
from oversight.followups.models import Followup
from oversight.followups.rules import progress
from oversight.institutions import queries as institutions
from oversight.institutions.models import Body, Jurisdiction
from oversight.ui import formats

KIND = "supervision_slip"


def draft_slip(
    actor: Actor, place: Jurisdiction, followup: Followup, *, issuer: Body, note: str = ""
) -> Paper:
    """起草督办单: addressed to the unit that carries the item today, copied to those that assist."""
    with act(
        "followups.draft_slip",
        actor=actor,
        place=place.code,
        permitted=permissions.may_draft_slip(actor, place, followup),
        rule=progress.CODE,
    ) as running:
        followup = locked(place, followup)
        allow(place, followup, "urge")
        unit = owners.owner_of(place, followup) or followup.unit
        lineage = owners.lineage_of(place)
        helpers = {lineage.today(each.unit_id) for each in followup.co_units.all()} - {None}
        with override("zh-hans"):  # a paper is Chinese, whatever the reader's language
            title = _("关于%(title)s的督办单") % {"title": followup.title}
            text = slip_text(followup, note)
        paper = draft_paper(
            actor,
            place,
            kind=KIND,
            issuer=issuer,
            title=title,
            text=text,
            addressees=[unit],
            copies=list(institutions.units_of(place).filter(pk__in=helpers)),
            about=("followup", followup.public_id),
            facts={"code": followup.code, "due": followup.due and followup.due.isoformat()},
        )
        running.facts = {"code": followup.code, "paper": paper.public_id}
    return paper


def slip_text(followup: Followup, note: str) -> str:
    """What is urged, what is asked, until when, and how it stands."""
    due = formats.day(followup.due) if followup.due else _("尽快")
    parts = [
        (_("一、督办事项"), _("%(title)s（%(code)s）。") % named(followup)),
        (_("二、办理要求"), followup.requirement),
        (_("三、办理期限"), _("%(due)s前办结并书面报告。") % {"due": due}),
    ]
    if followup.basis:
        parts.append((_("四、督办依据"), followup.basis))
    if note.strip():
        head = _("五、其他") if followup.basis else _("四、其他")
        parts.append((head, note.strip()))
    return "\n".join(f"{head}\n{text}" for head, text in parts)


def named(followup: Followup) -> dict[str, str]:
    return {"title": followup.title, "code": followup.code}
