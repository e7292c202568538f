"""会前检查的一项: what was looked at and how it stands; what is examined."""

from __future__ import annotations

from dataclasses import dataclass

GOOD, WARNING, BAD = "good", "warning", "bad"
WORKER_SECONDS = 20.0


@dataclass(frozen=True)
class Finding:
    """一项: what was looked at, how it stands, in words, and what to do."""

    code: str
    state: str
    title: str
    text: str
    todo: str = ""


@dataclass(frozen=True)
class Asked:
    """What is examined: the site's address as people open it, that of the booth, how long the worker may take."""

    site: str
    booth: str
    worker_seconds: float = WORKER_SECONDS
