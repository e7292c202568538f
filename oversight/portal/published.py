"""公开的卡片: what the first pages show of a publication – a sentence, its squares, its day.

Reads publications alone. A summary of a hotline month tells its figures; any other kind only its title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.hotline.actions.publishing import KIND
from oversight.institutions.models import Jurisdiction
from oversight.publications import queries as publications
from oversight.publications.kinds import label
from oversight.publications.models import PublicationVersion
from oversight.ui import formats
from oversight.ui.charts import Squares
from oversight.ui.page import Act, Stamp


@dataclass(frozen=True)
class Card:
    """One matter in its newest public version."""

    title: str
    url: str
    kind: str
    sentence: str
    version: PublicationVersion


def card(place: Jurisdiction, version: PublicationVersion) -> Card:
    """The card of a version."""
    keys = {"place": place.code, "public_id": version.publication.public_id}
    return Card(
        title=version.publication.title,
        url=reverse("publications:publication", kwargs=keys),
        kind=label(version.publication.kind),
        sentence=sentence(figures(version)),
        version=version,
    )


def figures(version: PublicationVersion) -> dict[str, Any] | None:
    """The content of a hotline summary; None for another kind and for a version taken down."""
    content = version.content
    return content if version.publication.kind == KIND and isinstance(content, dict) else None


def sentence(content: dict[str, Any] | None) -> str:
    """What a summary says in one line."""
    if not content or content.get("tickets") is None:
        return ""
    values = {
        "tickets": formats.figure(content["tickets"]),
        "rose": formats.figure(content["double_rises"]),
        "chance": formats.figure(content["expected_by_chance"]),
        "strong": formats.figure(content["strong"]),
    }
    if content["strong"]:
        return (
            _(
                "受理 %(tickets)s 件；%(rose)s 个单位同比、环比都上升（偶然约 %(chance)s 个），%(strong)s 个明显超出偶然。"
            )
            % values
        )
    return (
        _(
            "受理 %(tickets)s 件；%(rose)s 个单位同比、环比都上升（偶然约 %(chance)s 个），没有明显超出偶然的。"
        )
        % values
    )


def headline(place: Jurisdiction, content: dict[str, Any]) -> str:
    """Two lines that answer a citizen: how much came in, whether anything stands out."""
    values = {
        "month": formats.month(content["month"]),
        "tickets": formats.figure(content["tickets"]),
        "strong": formats.figure(content["strong"]),
    }
    if content["strong"]:
        return (
            _("%(month)s热线受理 %(tickets)s 件。\n%(strong)s 个单位的上升明显超出偶然。") % values
        )
    return _("%(month)s热线受理 %(tickets)s 件。\n没有单位的上升明显超出偶然。") % values


def squares(content: dict[str, Any]) -> Squares:
    """Every unit compared as one square, by how far its rise stands out.

    The counts of the summary itself: in its rows a small unit's grade is left out.
    """
    strong, weak, noise = (content[name] for name in ("strong", "weak", "noise"))
    rest = max(0, content["units_tested"] - strong - weak - noise)
    return Squares(strong, weak, noise, rest, content["expected_by_chance"])


def newest_summary(place: Jurisdiction) -> PublicationVersion | None:
    """The summary of the latest month that is public, if its figures may be shown."""
    found = publications.latest_public(place).filter(publication__kind=KIND, state="published")
    for version in found.order_by("-publication__key")[:3]:
        content = figures(version)
        if content and content.get("tickets") is not None:
            return version
    return None


def stamp(place: Jurisdiction, version: PublicationVersion) -> Stamp:
    """自…发布后未改动, with the ways to the versions and to checking."""
    keys = {"place": place.code, "public_id": version.publication.public_id}
    page = reverse("publications:publication", kwargs=keys)
    return Stamp(
        fixed=True,
        published=True,
        version=version.version,
        at=version.published_at,
        check=version.entry_digest,
        versions=Act(_("看历次版本"), f"{page}#versions"),
        verify=Act(_("自己核对"), reverse("publications:how_to_verify", kwargs=keys)),
    )
