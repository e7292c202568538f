"""投票页的内容: what the booth shows beside each name, entered once where the matter is kept and reused here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from oversight.files.models import StoredFile
from oversight.voting.models import Poll

LONGEST_NOTE = 300


@dataclass(frozen=True)
class Shown:
    """What the booth shows of an answer beside its name. Photos are pictures, ``audio`` the spoken text."""

    note: str = ""
    photo: StoredFile | None = None
    audio: StoredFile | None = None


NOTHING = Shown()
Source = Callable[[Poll], Mapping[str, Shown]]


def known_of(poll: Poll) -> dict[str, Shown]:
    """By option what the app that keeps the matter knows of it; ``settings.BALLOT_CONTENTS`` says which app."""
    sources: Mapping[str, Source] = import_string(settings.BALLOT_CONTENTS)
    source = sources.get(poll.about_kind)
    found = source(poll) if source is not None else {}
    return {name: found[name] for name in poll.options if name in found}
