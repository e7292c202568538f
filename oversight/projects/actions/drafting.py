"""建议的成文: what a person wrote as it will stand, with its number, its mark and its photos. Inside an act only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from oversight.audit.actors import Actor
from oversight.audit.errors import Invalid
from oversight.files.actions import Prepared, prepared, record_prepared
from oversight.files.kinds import MIB
from oversight.institutions.actions.place_ends import require_still_there
from oversight.institutions.actions.writing import put
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import village_at
from oversight.projects import receipts
from oversight.projects.actions.support import next_number
from oversight.projects.models import ProjectYear, Proposal, ProposalPhoto
from oversight.projects.rules import spam
from oversight.projects.sealing import Contact

MOST_PHOTOS = 5
LARGEST_PHOTO = 15 * MIB
MARK = "oversight.projects.text"
PLACES = Decimal("0.000001")


@dataclass(frozen=True)
class Wish:
    """提出了什么: kind, title, what is wished and where."""

    title: str
    text: str = ""
    where: str = ""
    kind: str = "project"
    village: Jurisdiction | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    contact: Contact = field(default_factory=Contact)


def drafted(
    place: Jurisdiction, year: ProjectYear, wish: Wish, channel: str, code: str
) -> Proposal:
    """The proposal as it will stand, with the next number of the year; none where the place has ended."""
    require_still_there(place)
    title, text = cleaned(wish.title), cleaned(wish.text, lines=True)
    if not title:
        raise Invalid("title_missing", _("没有写希望办什么事。"), where="title")
    if wish.village is not None and wish.village.parent_id != place.pk:
        raise Invalid("other_place", _("所选的村（社区）不属于本地。"), where="village")
    where = located(place, vars(wish))
    return Proposal(
        jurisdiction=place,
        project_year=year,
        number=next_number(year, "proposal"),
        receipt=receipts.digest(code) if code else "",
        channel=channel,
        kind=wish.kind,
        title=title,
        text=text,
        where=cleaned(wish.where),
        **where,
        text_mark=mark_of(title, text),
        received_at=timezone.now(),
    )


def located(place: Jurisdiction, found: Mapping[str, Any]) -> dict[str, Any]:
    """The point to six places, both numbers or neither; the village it lies in where none was chosen."""
    latitude, longitude = rounded(found.get("latitude")), rounded(found.get("longitude"))
    if latitude is None or longitude is None:
        latitude = longitude = None
    village = found.get("village")
    if village is None and latitude is not None and longitude is not None:
        village = village_at(place, longitude, latitude)
    return {"latitude": latitude, "longitude": longitude, "village": village}


def mark_of(title: str, text: str) -> str:
    """The keyed digest by which the same text is known again."""
    return salted_hmac(MARK, spam.folded(title + text), algorithm="sha256").hexdigest()


def cleaned(text: str, *, lines: bool = False) -> str:
    """What a person wrote, without signs that no database holds and without blanks around it."""
    text = unicodedata.normalize("NFC", text).replace("\x00", "").replace("\r\n", "\n").strip()
    return text if lines else " ".join(text.split())


def rounded(value: Decimal | None) -> Decimal | None:
    """Six places: a tenth of a metre, which is more than a telephone knows."""
    return None if value is None else Decimal(value).quantize(PLACES)


def checked_photos(photos: Iterable[Any]) -> list[Prepared]:
    """Up to five pictures, cleaned of what the camera wrote into them."""
    given = [one for one in photos if one]
    if len(given) > MOST_PHOTOS:
        text = _("照片最多 %(most)d 张。") % {"most": MOST_PHOTOS}
        raise Invalid("too_many_photos", text, where="photos")
    found = []
    for one in given:
        if (one.size or 0) > LARGEST_PHOTO:
            text = _("一张照片不超过 %(most)d MB。") % {"most": LARGEST_PHOTO // MIB}
            raise Invalid("too_large", text, where="photos")
        found.append(prepared(one.name or "", one))
        if found[-1].found.kind.family != "image":
            raise Invalid("no_picture", _("只收照片（JPEG、PNG、WebP）。"), where="photos")
    return found


def attach(actor: Actor, place: Jurisdiction, made: Proposal, photos: Sequence[Prepared]) -> None:
    """The photos of a proposal under neutral names: what the telephone called them may name a person."""
    for number, photo in enumerate(photos, start=1):
        name = f"{made.code}-{number}.{photo.found.kind.extensions[0]}"
        stored = record_prepared(actor, place, photo, _("建议所附照片"), name)
        put(ProposalPhoto(jurisdiction=place, proposal=made, file=stored))
