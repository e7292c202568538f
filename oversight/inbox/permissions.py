"""谁有收件箱。 Whoever has an account reads the own inbox and nobody else's."""

from __future__ import annotations

from typing import Any

import rules

from oversight.audit.actors import Actor


@rules.predicate
def has_inbox(actor: Actor, _: Any = None) -> bool:
    """有账号的人各看各的收件。 An account reads its own notices."""
    return actor.account_id is not None


@rules.predicate
def can_read_by_token(actor: Actor, _: Any = None) -> bool:
    """接口令牌要有“收件”权限。 Tokens need inbox:read."""
    return has_inbox(actor, None) and actor.may_use("inbox:read")


@rules.predicate
def can_mark_by_token(actor: Actor, _: Any = None) -> bool:
    """接口令牌标已读要有“收件办理”权限。 Tokens need inbox:write to mark notices as read."""
    return has_inbox(actor, None) and actor.may_use("inbox:write")
