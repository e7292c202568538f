"""首页上的民生实事: a place's own promise in a sentence, and what the towns below have published of theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.projects.pages.promise import promise_of
from oversight.projects.publishing_rollup import ROLLUP
from oversight.projects.queries.rollup import TownRollup, each_once, towns_below
from oversight.projects.rules.stages import WITH_RESULT
from oversight.publications import queries as publications


@dataclass(frozen=True)
class TownLine:
    """一个镇: chosen, verified done and late, as it has published them; ``None`` where it has published nothing."""

    name: str
    url: str
    chosen: int | None = None
    verified: int | None = None
    late: int | None = None
    carried: int | None = None


@dataclass(frozen=True)
class TownNumbers:
    """各镇的数: the newest year of which a town has published its figures with chosen projects."""

    year: int
    lines: Sequence[TownLine]

    @property
    def lead(self) -> str:
        return _("各乡镇%(year)d年民生实事") % {"year": self.year}

    @property
    def sentence(self) -> str:
        """各镇答应 57 件，核实办成 55 件，未办成 2 件。"""
        told = [one for one in self.lines if one.chosen is not None]
        values = {
            "towns": len(told),
            "n": sum(one.chosen or 0 for one in told),
            "done": sum(one.verified or 0 for one in told),
        }
        values["open"] = values["n"] - values["done"]
        if values["open"]:
            text = _(
                "%(towns)d 个乡镇答应 %(n)d 件。\n核实办成 %(done)d 件，还有 %(open)d 件没有办成。"
            )
        else:
            text = _("%(towns)d 个乡镇答应 %(n)d 件。\n全部核实办成。")
        return text % values


@dataclass(frozen=True)
class Own:
    """本地的民生实事: its headline, the year it is of, where all of it stands."""

    sentence: str
    lead: str
    url: str
    watched: str = ""
    segments: Sequence[str] = ()


def deputys(place: Jurisdiction) -> Own | None:
    """For a deputy's first page: the same, with the way to the groups that watch the projects."""
    found = promise_of(place, {})
    if found is None:
        return None
    url = reverse("projects:public_projects", args=[place.code])
    watched = reverse("projects:supervision", args=[place.code, found.year.year])
    return Own(found.sentence, str(found.year), url, watched)


def own_promise(place: Jurisdiction) -> Own | None:
    """The headline of the place's newest year, once its result was announced."""
    found = promise_of(place, {})
    if found is None:
        return None
    url = reverse("projects:public_projects", args=[place.code])
    return Own(found.sentence, str(found.year), url, segments=found.segments)


def towns_of(place: Jurisdiction) -> TownNumbers | None:
    """What the towns below have published; of a year that only collects there is nothing to tell yet."""
    towns = towns_below(place)
    told: dict[int, dict[int, TownRollup]] = {}
    by_place = {one.pk: one for one in towns}
    for version in publications.newest_of_kind(towns, ROLLUP) if towns else ():
        found = TownRollup(by_place[version.jurisdiction_id], version)
        if found.content.get("stage") in WITH_RESULT:
            told.setdefault(int(found.content["year"]), {})[version.jurisdiction_id] = found
    if not told:
        return None
    year = max(told)
    newest = {one.place.pk: one for one in each_once(told[year].values())}
    return TownNumbers(year, [line_of(one, newest.get(one.pk)) for one in towns])


def line_of(place: Jurisdiction, found: TownRollup | None) -> TownLine:
    """The row of a town."""
    url = reverse("projects:public_projects", args=[place.code])
    if found is None:
        return TownLine(place.name, url)
    content = found.content
    totals = content["totals"]
    return TownLine(
        place.name,
        url,
        totals["chosen"],
        totals["verified"],
        content.get("late", 0),
        content.get("carried", 0),
    )
