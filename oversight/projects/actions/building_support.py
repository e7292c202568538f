"""实施行为的共同做法: whose project it is, evidence stored, who reported, who verifies, who is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.audit.actors import OPERATOR, SYSTEM, Actor
from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.scoping import Scope
from oversight.files.actions import Prepared, kept, prepared, record_prepared
from oversight.files.models import StoredFile
from oversight.followups.owners import lineage_of
from oversight.inbox.actions import notify
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit
from oversight.institutions.permissions import chair_confirms
from oversight.projects.models import LivelihoodProject
from oversight.projects.queries import building as read
from oversight.projects.queries import inherited
from oversight.projects.rules import finishing

MOST_FILES = 10
OF_UNIT = frozenset({"liaison", "unit_head"})


def require_unit(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> None:
    """Refuse who speaks for another unit; the clerk enters on behalf of any."""
    if actor.role in {OPERATOR, SYSTEM} or actor.role not in OF_UNIT:
        return
    if not speaks_for(actor, place, project):
        unit = project.unit.name if project.unit else "—"
        raise NotPermitted(_("这个项目由%(unit)s承办。") % {"unit": unit}, code="other_unit")


def speaks_for(actor: Actor, place: Jurisdiction, project: LivelihoodProject) -> bool:
    """For the unit that answers; of an ended place for the government that carries its works on."""
    return read.speaks_for(actor, place, project) or inherited.governs(place, actor.unit_id)


def answering(where: Jurisdiction, project: LivelihoodProject) -> list[str]:
    """Whom an item of a meeting there names for a project: its unit; of one taken over the government."""
    if project.jurisdiction_id != where.pk:
        return [one.public_id for one in inherited.governments_of(where)]
    return [project.unit.public_id] if project.unit else []


def may_speak_for_government(actor: Actor) -> bool:
    """Of the units the government itself; the clerk enters for it."""
    if actor.role not in OF_UNIT:
        return True
    rows = Unit.objects.in_scope(Scope.everywhere("the unit of the acting role"))
    return rows.filter(pk=actor.unit_id, kind__in=("government", "lower_government")).exists()


def require_government(actor: Actor, text: str) -> None:
    """Refuse a department for what the government alone puts forward."""
    if not may_speak_for_government(actor):
        raise NotPermitted(text, code="not_the_government")


def on_behalf(actor: Actor) -> bool:
    """代录: entered by somebody who does not speak for the unit."""
    return actor.role not in OF_UNIT


Ready = Prepared | StoredFile


def checked_files(given: Iterable[Any]) -> list[Ready]:
    """Uploads checked and on disk before the act; files stored before stay as they are."""
    files = [one for one in given if one]
    if len(files) > MOST_FILES:
        text = _("一次最多 %(most)d 个文件。") % {"most": MOST_FILES}
        raise Invalid("too_many_files", text, where="files")
    return [one if isinstance(one, StoredFile) else prepared(one.name or "", one) for one in files]


def stored(
    actor: Actor, place: Jurisdiction, files: Sequence[Ready], purpose: str
) -> list[StoredFile]:
    """The checked files as records of the thing they belong to, which alone gives them out."""
    return [
        kept(actor, place, one, purpose, "files")
        if isinstance(one, StoredFile)
        else record_prepared(actor, place, one, purpose)
        for one in files
    ]


def verifier_of(actor: Actor, place: Jurisdiction) -> finishing.Verifier:
    """What the rule asks about who verifies: every unit in which the person is, by post, liaison or account."""
    return finishing.Verifier(
        actor.account_id, units_of(actor, place), chair_confirms(actor, place)
    )


def units_of(actor: Actor, place: Jurisdiction) -> frozenset[str]:
    """The units of an account, former ones by their successors; where the place has ended, in both places."""
    today = institutions.today()
    found: set[int] = {actor.unit_id} - {None} if actor.unit_id else set()
    if actor.account_id is not None:
        mine = {"person__account_id": actor.account_id}
        for where in {place, inherited.now_at(place)}:
            rows = (
                institutions.grants_in(where).on(today).filter(account_id=actor.account_id),
                institutions.posts_in(where).on(today).filter(**mine),
                institutions.liaisons_in(where).on(today).filter(**mine),
            )
            for each in rows:
                found |= set(each.exclude(unit=None).values_list("unit_id", flat=True))
    return frozenset(str(key) for key in found)


def report_facts(place: Jurisdiction, project: LivelihoodProject) -> finishing.Report:
    """自报完成 as the rule sees it: who reported anything of the project, and which units build it."""
    lineage = lineage_of(place)
    rows = project.reports.exclude(reported_by=None).values_list("reported_by_id", flat=True)
    units = {project.unit_id} - {None}
    units |= {now for unit in list(units) if unit and (now := lineage.today(unit)) is not None}
    units |= {old for unit in list(units) for old in lineage.carried_by(unit)}
    if (heir := inherited.now_at(place)) != place:
        units |= set(inherited.governments_of(heir).values_list("pk", flat=True))
    last = project.reports.filter(kind="done").last()
    return finishing.Report(
        project.state,
        frozenset(rows),
        frozenset(str(unit) for unit in units),
        last.evidence.count() if last else 0,
    )


def work_url(place: Jurisdiction, project: LivelihoodProject) -> str:
    """The page of a project that is built; of one in reserve the page of its year on which it is asked for."""
    if project.state not in read.CHOSEN:
        return reverse("projects:reserve", args=[place.code, project.project_year.year])
    return reverse("projects:work", args=[place.code, project.public_id])


def tell_unit(
    place: Jurisdiction, project: LivelihoodProject, key: str, title: str, text: str = ""
) -> None:
    """Those who speak for the unit that answers today; of an ended place the government that carries it on."""
    heir = inherited.now_at(place)
    unit: Unit | None = read.unit_today(place, project)
    if heir != place:
        unit = inherited.governments_of(heir).first()
    if unit is not None:
        notify(
            key=f"project:{project.public_id}:{key}:unit",
            title=title,
            text=text,
            url=work_url(place, project),
            kind="matter",
            place=heir,
            roles=sorted(OF_UNIT),
            unit=unit,
        )


def tell_office(
    place: Jurisdiction, project: LivelihoodProject, key: str, title: str, text: str = ""
) -> None:
    """The clerks, and the deputies of the groups that watch it."""
    people = project.watched_by.filter(group__supervisors__left_on=None).values_list(
        "group__supervisors__person__account_id", flat=True
    )
    notify(
        key=f"project:{project.public_id}:{key}:office",
        title=title,
        text=text,
        url=work_url(place, project),
        kind="matter",
        place=inherited.now_at(place),
        roles=("clerk",),
        accounts={one for one in people if one},
    )
