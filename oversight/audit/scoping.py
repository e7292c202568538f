"""范围 (Scope): every row belongs to a jurisdiction, and a read says first for which one.

The default manager of a scoped table refuses to be evaluated before ``in_scope``. What is reached from
a record already read (``unit.posts.all()``) is in the scope of that record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

from django.db import models

from oversight.audit.context import require_act
from oversight.audit.errors import OutsideActError


class UnscopedReadError(RuntimeError):
    """A query was evaluated without a scope: a mistake of the programmer."""


@dataclass(frozen=True)
class Scope:
    """The jurisdictions (by primary key) a read may see; ``everywhere`` only with a reason."""

    jurisdiction_ids: frozenset[int] | None
    reason: str = ""

    @classmethod
    def of(cls, *jurisdictions: Any) -> Scope:
        """The scope of these jurisdictions (records or primary keys)."""
        return cls(frozenset(getattr(j, "pk", j) for j in jurisdictions))

    @classmethod
    def everywhere(cls, reason: str) -> Scope:
        """All jurisdictions, for work of the installation itself. The reason is for the reader of the code."""
        if not reason:
            raise ValueError("a scope over everything needs a reason")
        return cls(None, reason)


class ScopedQuerySet(models.QuerySet):
    """Refuses reads without a scope and writes outside ``act()``."""

    _scope_given = False

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._scope_given = self._scope_given
        return clone

    def in_scope(self, scope: Scope) -> Self:
        path = getattr(self.model, "scope_path", "jurisdiction")
        chosen = self._chain()
        if scope.jurisdiction_ids is not None:
            chosen = chosen.filter(**{f"{path}__in": scope.jurisdiction_ids})
        chosen._scope_given = True
        return chosen

    def _check_scope(self) -> None:
        if not (self._scope_given or self._hints.get("instance")):
            raise UnscopedReadError(f"{self.model.__name__} was read without a scope")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._check_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._check_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check_scope()
        return super().count()

    def exists(self) -> bool:
        self._check_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> Any:
        self._check_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        if getattr(self.model, "recorded", False):
            raise OutsideActError("change recorded rows one by one, so that each leaves its trace")
        require_act(self.model.__name__)
        return super().update(**kwargs)

    def delete(self) -> Any:
        if getattr(self.model, "recorded", False):
            raise OutsideActError("delete recorded rows one by one, so that each leaves its trace")
        require_act(self.model.__name__)
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if getattr(self.model, "recorded", False):
            raise OutsideActError("create recorded rows one by one, so that each leaves its trace")
        require_act(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet, "ScopedManager")
