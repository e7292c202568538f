"""公开的种类: the hand-written list lives in config; here is its shape and how a kind is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class PublicationKind:
    """One kind of publication: its Chinese label and the template that renders its content alone.

    technical  check values for those who verify: in the full list, not in the short ones of the first pages
    """

    code: str
    label: str
    template: str
    technical: bool = False


def kinds() -> Mapping[str, PublicationKind]:
    """Every kind by code."""
    return import_string(settings.PUBLICATION_KINDS)


def label(code: str) -> str:
    """The label of a kind; the code itself for one that is no longer listed."""
    found = kinds().get(code)
    return str(found.label) if found else code
