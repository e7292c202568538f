"""读规则簿: what is in force for a place on a day, a version by its reference, typed sections.

``in_force`` never gives None: where a body has adopted nothing, the shipped template holds. A decision keeps
``reference`` and ``sha256``; ``at(reference)`` gives back the sections as they were, for a replay.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast

from django.db import models
from django.utils.translation import gettext as _

from oversight.audit.scoping import Scope
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction
from oversight.rulebooks import shipped
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.sections import (
    SECTIONS,
    Askers,
    Content,
    Deadlines,
    Dispositions,
    DoubleRise,
    LeadTimes,
    Methods,
    Numbering,
    Overdue,
    Projects,
    Ratings,
    Recipients,
    Retentions,
    SecretBallots,
    Section,
)

ANY_PLACE = Scope.everywhere("a reference names one version; what a body adopted is no secret")
Kind = TypeVar("Kind", bound=Section)


class UnknownReference(LookupError):
    """No version and no release of the template has this reference."""


@dataclass(frozen=True)
class InForce:
    """现行规则: one version as it binds a place. ``template`` is True where nothing was adopted.

    reference  what a decision stores: ``public_id@number`` or ``template@sha8``
    label      2026年第1版, or 样本（未通过）
    """

    place: Jurisdiction | None
    label: str
    reference: str
    sha256: str
    number: int | None
    template: bool
    content: Content
    version: Rulebook | None = None

    def section(self, name: str) -> Section:
        """A section as it applies to the place; raises KeyError for a name that is none.

        A version older than the section says nothing about it: there the template holds.
        """
        values = self.content.get(name) or shipped.template().content[name]
        found = SECTIONS[name].from_dict(values)
        if self.place is None:
            return found
        return found.narrowed(self.place.level, self.place.kind)

    def of(self, kind: type[Kind]) -> Kind:
        """The section of a class, typed."""
        return cast(Kind, self.section(kind.NAME))

    @property
    def stored(self) -> dict[str, str]:
        """The two fields that a decision keeps."""
        return {"rulebook": self.reference, "rulebook_sha256": self.sha256}


def in_force(place: Jurisdiction, day: date | None = None) -> InForce:
    """The version in force on a day (default: today), else the shipped template."""
    day = day or institutions.today()
    found = (
        adopted_versions(place)
        .filter(models.Q(valid_to=None) | models.Q(valid_to__gte=day), valid_from__lte=day)
        .order_by("-valid_from", "-pk")
        .first()
    )
    return of_version(found) if found else of_template(place)


def at(reference: str, place: Jurisdiction | None = None) -> InForce:
    """The version that a decision named; an empty reference is the first template.

    place  for which a template is read; a version knows its own. Raises ``UnknownReference``.
    """
    if not reference:
        return of_template(place, shipped.template(shipped.RELEASES[0]))
    if (named := shipped.template_named(reference)) is not None:
        return of_template(place, named)
    public_id, _sign, number = reference.partition("@")
    found = (
        Rulebook.objects.in_scope(ANY_PLACE)
        .select_related("jurisdiction")
        .filter(public_id=public_id, state__in=Rulebook.ADOPTED)
        .first()
    )
    if found is None or str(found.number) != number:
        raise UnknownReference(reference)
    return of_version(found)


def of_version(version: Rulebook) -> InForce:
    """A version, draft or adopted, as it binds or would bind its place."""
    return InForce(
        place=version.jurisdiction,
        label=version.label,
        reference=version.reference,
        sha256=version.sha256,
        number=version.number,
        template=False,
        content=json.loads(version.content),
        version=version,
    )


def of_template(place: Jurisdiction | None, chosen: shipped.Template | None = None) -> InForce:
    """The shipped template (default: of today) for a place."""
    chosen = chosen or shipped.template()
    return InForce(
        place=place,
        label=_("样本（未通过）"),
        reference=chosen.reference,
        sha256=chosen.sha256,
        number=None,
        template=True,
        content=cast(Mapping[str, Any], chosen.content),
    )


def versions_of(place: Jurisdiction) -> models.QuerySet[Rulebook]:
    """Every version of a place, drafts included, newest first."""
    return Rulebook.objects.in_scope(Scope.of(place)).select_related(
        "jurisdiction", "body", "adopted_by"
    )


def adopted_versions(place: Jurisdiction) -> models.QuerySet[Rulebook]:
    """The versions that a body of the place adopted."""
    return versions_of(place).filter(state__in=Rulebook.ADOPTED)


def version_by_id(place: Jurisdiction, public_id: str) -> Rulebook | None:
    """One version of the place, or None."""
    return versions_of(place).filter(public_id=public_id).first()


def draft_of(place: Jurisdiction) -> Rulebook | None:
    """The open draft of the place, or None."""
    return versions_of(place).filter(state="draft").first()


def adopted_above(place: Jurisdiction) -> models.QuerySet[Rulebook]:
    """The versions that places above adopted, those of the nearest first, its newest first: what may be copied."""
    chain = place.ancestors()
    steps = [models.When(jurisdiction=one, then=at) for at, one in enumerate(chain)]
    far = models.Case(*steps, default=len(steps), output_field=models.IntegerField())
    rows = Rulebook.objects.in_scope(Scope.of(*chain)).select_related("jurisdiction")
    return rows.filter(state__in=Rulebook.ADOPTED).order_by(far, "-valid_from", "-pk")


def section(place: Jurisdiction, name: str, day: date | None = None) -> Section:
    """One section in force."""
    return in_force(place, day).section(name)


def double_rise(place: Jurisdiction, day: date | None = None) -> DoubleRise:
    """双升规则的参数 in force."""
    return in_force(place, day).of(DoubleRise)


def dispositions(place: Jurisdiction, day: date | None = None) -> Dispositions:
    """处置和研判 in force."""
    return in_force(place, day).of(Dispositions)


def methods(place: Jurisdiction, day: date | None = None) -> Methods:
    """监督方式的依据 in force, for the level of the place."""
    return in_force(place, day).of(Methods)


def askers(place: Jurisdiction, day: date | None = None) -> Askers:
    """询问人 in force, for the level of the place."""
    return in_force(place, day).of(Askers)


def ratings(place: Jurisdiction, day: date | None = None) -> Ratings:
    """测评规则 in force, for the level of the place."""
    return in_force(place, day).of(Ratings)


def projects(place: Jurisdiction, day: date | None = None) -> Projects:
    """民生实事项目 in force: who does what, places, ballot, days, colours, rating."""
    return in_force(place, day).of(Projects)


def secret_ballots(place: Jurisdiction, day: date | None = None) -> SecretBallots:
    """电子无记名投票 in force: for which matters, from how many voters, how an archive is published."""
    return in_force(place, day).of(SecretBallots)


def lead_times(place: Jurisdiction, day: date | None = None) -> LeadTimes:
    """会前时限 in force."""
    return in_force(place, day).of(LeadTimes)


def deadlines(place: Jurisdiction, day: date | None = None) -> Deadlines:
    """办理期限 in force."""
    return in_force(place, day).of(Deadlines)


def overdue(place: Jurisdiction, day: date | None = None) -> Overdue:
    """催办和逾期 in force."""
    return in_force(place, day).of(Overdue)


def recipients(place: Jurisdiction, day: date | None = None) -> Recipients:
    """报告对象 in force, for the kind of the place."""
    return in_force(place, day).of(Recipients)


def numbering(place: Jurisdiction, day: date | None = None) -> Numbering:
    """发文字号 in force."""
    return in_force(place, day).of(Numbering)


def retention(place: Jurisdiction, day: date | None = None) -> Retentions:
    """保管期限 in force."""
    return in_force(place, day).of(Retentions)
