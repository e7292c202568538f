"""样本 (template): the rulebook that ships with the program, in force where a body has adopted none.

Every release of the template stays in ``data/`` for ever (``v1``, ``v2`` …), so that what was decided under an
old one can be computed again. Pure but for reading its own files.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import rfc8785

from oversight.rulebooks.sections import SECTIONS, Content

RELEASES = ("v1", "v2", "v3", "v4", "v5")
"""Every release, oldest first; the last one is the template of today."""


@dataclass(frozen=True)
class Template:
    """一版样本: its content, canonical JSON and hash."""

    release: str
    content: Content
    canonical: str
    sha256: str

    @property
    def reference(self) -> str:
        """How a decision names it."""
        return f"template@{self.sha256[:8]}"


def canonical_of(content: Content) -> str:
    """The RFC 8785 form of a rulebook."""
    return rfc8785.dumps({name: dict(values) for name, values in content.items()}).decode()


def sha256_of(canonical: str) -> str:
    """The check value of a canonical text."""
    return hashlib.sha256(canonical.encode()).hexdigest()


@cache
def template(release: str = RELEASES[-1]) -> Template:
    """A release of the template, each of its sections read and checked."""
    folder = files("oversight.rulebooks") / "data" / release
    content: dict[str, Any] = {}
    for name, section in SECTIONS.items():
        source = folder / f"{name}.toml"
        if not source.is_file():
            continue  # a section younger than the release
        values = tomllib.loads(source.read_text("utf-8"))
        dropped = {key: values[key] for key in section.DROPPED & set(values)}
        content[name] = section.from_dict(values).to_dict() | dropped
    canonical = canonical_of(content)
    return Template(release, MappingProxyType(content), canonical, sha256_of(canonical))


def template_named(reference: str) -> Template | None:
    """The release that a decision names; None where no release has this hash."""
    for release in RELEASES:
        if template(release).reference == reference:
            return template(release)
    return None
