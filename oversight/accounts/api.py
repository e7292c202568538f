"""接口: one's own account, devices and tokens. Signing in itself is for browsers only."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from oversight.accounts import actions, permissions, queries
from oversight.accounts.models import Account, ApiToken, DeviceSession
from oversight.accounts.scopes import SCOPES
from oversight.accounts.tokens import TokenAuth, require_scope

router = Router(tags=["accounts"], auth=TokenAuth())


class ScopeOut(Schema):
    """权限范围: what a token may be allowed to do."""

    scope: str
    label: str


class MeOut(Schema):
    """本人: the account behind the token and the role it acts in."""

    id: str
    username: str
    display_name: str
    kind: str
    role: str
    place: str
    unit_key: int | None
    scopes: list[str]
    expires_at: datetime


class SessionOut(Schema):
    """设备会话: one device signed in now. ``device`` is browser and system."""

    id: str
    device: str
    method: str
    created_at: datetime
    seen_at: datetime


class TokenOut(Schema):
    """接口令牌, without the token itself."""

    id: str
    name: str
    hint: str
    place: str
    role: str
    unit_key: int | None
    scopes: list[str]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class TokenIn(Schema):
    """要生成的令牌: same role as the token in use, no wider scopes, no later end."""

    name: str = Field(min_length=1, max_length=100)
    scopes: list[str]
    days: int = Field(ge=1, le=366)


class NewTokenOut(TokenOut):
    """新令牌: ``token`` is shown this once."""

    token: str


class RevokedOut(Schema):
    """已注销。"""

    id: str
    revoked_at: datetime


@router.get("/scopes", response=list[ScopeOut], auth=None, summary="Scopes a token may carry")
def list_scopes(request: HttpRequest) -> list[ScopeOut]:
    """Every scope with its Chinese label."""
    return [ScopeOut(scope=scope, label=label) for scope, label in SCOPES.items()]


@router.get("/me", response=MeOut, summary="The account and role behind the token")
def read_me(request: HttpRequest) -> MeOut:
    """Any valid token may read this."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    account = token.account
    return MeOut(
        id=account.public_id,
        username=account.username,
        display_name=account.display_name,
        kind=account.kind,
        role=token.role,
        place=token.place,
        unit_key=token.unit_key,
        scopes=token.scopes,
        expires_at=token.expires_at,
    )


@router.get("/sessions", response=list[SessionOut], summary="Devices signed in now")
def list_sessions(request: HttpRequest) -> list[SessionOut]:
    """Scope accounts:read."""
    require_scope(request, "accounts:read")
    return [session_out(row) for row in queries.open_devices(owner_of(request))]


@router.post("/sessions/{session_id}/revoke", response=RevokedOut, summary="Sign one device out")
def revoke_session(request: HttpRequest, session_id: str) -> RevokedOut:
    """Scope accounts:write."""
    actor = require_scope(request, "accounts:write")
    device = queries.device_of(owner_of(request), session_id)
    if device is None:
        raise Http404
    actions.revoke_device(actor, device)
    return RevokedOut(id=device.public_id, revoked_at=device.revoked_at)


@router.get("/tokens", response=list[TokenOut], summary="The account's tokens")
def list_tokens(request: HttpRequest) -> list[TokenOut]:
    """Scope accounts:read. Newest first, ended ones included."""
    require_scope(request, "accounts:read")
    return [TokenOut(**token_values(token)) for token in queries.tokens_of(owner_of(request))]


@router.post("/tokens", response={201: NewTokenOut}, summary="Make a narrower token")
def make_token(request: HttpRequest, wanted: TokenIn) -> Status:
    """Scope accounts:write. The new token ends no later than the one in use."""
    actor = require_scope(request, "accounts:write")
    used: ApiToken = request.auth  # type: ignore[attr-defined]
    token, plain = actions.issue_token(
        actor,
        used.place,
        account=used.account,
        role=used.role,
        unit_key=used.unit_key,
        body_key=used.body_key,
        name=wanted.name,
        scopes=wanted.scopes,
        days=wanted.days,
        permitted=permissions.can_change_own(actor, used.account),
        latest=used.expires_at,
    )
    return Status(201, NewTokenOut(**token_values(token), token=plain))


@router.post("/tokens/{token_id}/revoke", response=RevokedOut, summary="Revoke a token")
def revoke_token(request: HttpRequest, token_id: str) -> RevokedOut:
    """Scope accounts:write. The token in use may revoke itself."""
    actor = require_scope(request, "accounts:write")
    token = queries.token_of(owner_of(request), token_id)
    if token is None:
        raise Http404
    permitted = permissions.can_change_own(actor, token.account)
    actions.revoke_token(actor, token.place, token=token, permitted=permitted)
    return RevokedOut(id=token.public_id, revoked_at=token.revoked_at)


def owner_of(request: HttpRequest) -> Account:
    """The account behind the token."""
    token: ApiToken = request.auth  # type: ignore[attr-defined]
    return token.account


def session_out(row: DeviceSession) -> SessionOut:
    return SessionOut(
        id=row.public_id,
        device=row.device,
        method=row.method,
        created_at=row.created_at,
        seen_at=row.seen_at,
    )


def token_values(token: ApiToken) -> dict[str, object]:
    """The columns that may be shown."""
    names = TokenOut.model_fields.keys() - {"id"}
    return {"id": token.public_id, **{name: getattr(token, name) for name in names}}
