"""征集测试的样例: a town that collects today, citizens who write to it, pictures from their telephones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from oversight.audit.actors import Actor, anyone, operator
from oversight.files.tests.builders import picture
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction, RoleGrant
from oversight.institutions.tests import builders as make
from oversight.projects import receipts
from oversight.projects.actions import collecting, years
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import ProjectYear

NUMBERS = count(1)
ROLES = ("clerk", "reviewer", "chair", "deputy", "liaison", "auditor")


@dataclass
class Town:
    """一个镇: its year, and a grant for every role that has to do with collecting."""

    place: Jurisdiction
    year: ProjectYear
    villages: list[Jurisdiction] = field(default_factory=list)
    grants: dict[str, RoleGrant] = field(default_factory=dict)

    def actor(self, role: str = "clerk") -> Actor:
        return queries.actor_for(self.grants[role])

    def client(self, role: str = "clerk") -> Client:
        return make.signed_in(self.grants[role])


def make_town(*, collecting_for: int = 30, kind: str = "town") -> Town:
    """A town whose collecting began today; ``collecting_for`` 0: only set up."""
    number = next(NUMBERS)
    place = make.make_place(f"town-{number}", kind)
    villages = [
        make.make_place(f"village-{number}-{at}", "village", parent=place, name=name)
        for at, name in enumerate(("柳湾村", "松涧村"))
    ]
    grants = {role: make.make_grant(place, role) for role in ROLES}
    year = years.set_up_year(operator(), place, year=queries.today().year + 1)
    town = Town(place, year, villages, grants)
    if collecting_for:
        open_now(town, collecting_for)
    return town


def open_now(town: Town, days: int = 30, first: date | None = None) -> None:
    """Open the collecting by the clerk's act."""
    first = first or queries.today()
    town.year = years.open_collecting(
        town.actor(),
        town.place,
        town.year,
        first=first,
        last=first + timedelta(days=days - 1),
        notice_title="关于征集民生实事项目的公告",
        notice_text="现公开征集民生实事项目建议。",
        contact_phone="0533-1234567",
    )


@contextmanager
def on(day: date) -> Iterator[None]:
    """What is done inside is done on that day."""
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    with patch.object(timezone, "now", lambda: noon):
        yield


def collected_before(days: int = 40) -> Town:
    """A town whose published last day has passed."""
    with on(queries.today() - timedelta(days=days)):
        return make_town()


def human(seconds: int = 60) -> collecting.Sender:
    """What a person's form brings along."""
    return collecting.Sender(receipts.Stamp(f"form-{next(NUMBERS)}", seconds))


def proposed(town: Town, title: str = "给背街小巷装路灯", **more: Any) -> collecting.Received:
    """A citizen's proposal."""
    sender, photos = more.pop("sender", None) or human(), more.pop("photos", ())
    return collecting.propose(
        anyone(),
        town.place,
        town.year,
        wish=Wish(title=title, **more),
        sender=sender,
        photos=photos,
    )


def upload(name: str = "IMG_1.jpg", kind: str = "JPEG") -> SimpleUploadedFile:
    """A photo as a telephone takes it, with where and when in it."""
    return SimpleUploadedFile(name, picture(kind), "image/jpeg")
