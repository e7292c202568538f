"""谁可以办报送 (procedures §9): filings are never public, and their words are the general office's alone."""

from __future__ import annotations

import rules

from oversight.audit.actors import Actor
from oversight.institutions.models import Jurisdiction
from oversight.institutions.permissions import OFFICE, holds


@rules.predicate
def can_read_content(actor: Actor, place: Jurisdiction) -> bool:
    """只有本地办公室的人（经办人、审核人、主任）可以看报送和批示的内容。 Who may read what a filing says."""
    return holds(actor, place, OFFICE) and actor.may_use("filings:read")


@rules.predicate
def can_know(actor: Actor, place: Jurisdiction) -> bool:
    """审计员可以知道有哪些报送、何时报给谁、谁看过，看不到内容。 Who may know that filings exist."""
    return holds(actor, place, OFFICE | {"auditor"}) and actor.may_use("filings:read")


@rules.predicate
def can_see_accesses(actor: Actor, place: Jurisdiction) -> bool:
    """查阅记录由主任（主席）和审计员看。 Who may see who opened a filing."""
    return holds(actor, place, frozenset({"chair", "auditor"})) and actor.may_use("filings:read")


@rules.predicate
def can_draft(actor: Actor, place: Jurisdiction) -> bool:
    """本地办公室的人拟报送稿。 Who drafts a filing."""
    return holds(actor, place, OFFICE) and actor.may_use("filings:write")


@rules.predicate
def can_record(actor: Actor, place: Jurisdiction) -> bool:
    """本地办公室的人登记报送、签收、批示和退回。 Who records what became of a filing."""
    return holds(actor, place, OFFICE) and actor.may_use("filings:write")
