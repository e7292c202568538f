"""关联的种类: each with its word in both directions, as the record on either side reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class LinkKind:
    """一种关联: ``word`` is read at the first end, ``inverse`` at the other; equal where it has no direction."""

    code: str
    word: object
    inverse: object

    @property
    def directed(self) -> bool:
        return self.word is not self.inverse


def _both_ways(code: str, word: object) -> LinkKind:
    return LinkKind(code, word, word)


KINDS: Mapping[str, LinkKind] = {
    kind.code: kind
    for kind in (
        _both_ways("related", pgettext_lazy("link", "相关")),
        LinkKind("origin", pgettext_lazy("link", "起因于"), pgettext_lazy("link", "引出")),
        LinkKind("answers", pgettext_lazy("link", "答复"), pgettext_lazy("link", "已由其答复")),
        LinkKind("follows", pgettext_lazy("link", "接续"), pgettext_lazy("link", "后续是")),
        LinkKind("part_of", pgettext_lazy("link", "属于"), pgettext_lazy("link", "包含")),
        LinkKind("carries_out", pgettext_lazy("link", "落实"), pgettext_lazy("link", "由其落实")),
        LinkKind("evidence", pgettext_lazy("link", "佐证"), pgettext_lazy("link", "有其佐证")),
        LinkKind("duplicate_of", _("与其重复，以其为准"), _("有重复的记录")),
        LinkKind("replaces", pgettext_lazy("link", "取代"), pgettext_lazy("link", "已被其取代")),
    )
}


def choices() -> list[tuple[str, str]]:
    """What a person may choose, both directions: ``origin`` and ``-origin`` for its inverse."""
    found = []
    for kind in KINDS.values():
        found.append((kind.code, str(kind.word)))
        if kind.directed:
            found.append((f"-{kind.code}", str(kind.inverse)))
    return found
