"""条目 (entry): what a publication commits to, in a form that anybody can recompute (design §6).

``entry = {format, kind, id, version, issuer, time, digest}`` with ``digest = SHA-256(nonce ‖ RFC 8785
content)``; the entry's own digest is SHA-256 over its RFC 8785 form. Pure functions, no database.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

FORMAT = "jiannuo-publication-1"


def canonical(content: Any) -> bytes:
    """The RFC 8785 form of the content; raises ValueError where JSON cannot hold it."""
    return rfc8785.dumps(content)


def content_digest(content: Any) -> str:
    """SHA-256 of the canonical content alone: says whether two contents are the same."""
    return hashlib.sha256(canonical(content)).hexdigest()


def commitment(nonce: str, content: Any) -> str:
    """SHA-256(nonce ‖ canonical content); ``nonce`` is 64 hexadecimal digits."""
    return hashlib.sha256(bytes.fromhex(nonce) + canonical(content)).hexdigest()


def make_entry(
    *,
    kind: str,
    public_id: str,
    version: int,
    issuer: str,
    time: datetime,
    nonce: str,
    content: Any,
) -> dict[str, Any]:
    """The entry of one version. ``time`` must have a zone; it is kept in UTC seconds."""
    return {
        "format": FORMAT,
        "kind": kind,
        "id": public_id,
        "version": version,
        "issuer": issuer,
        "time": time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "digest": commitment(nonce, content),
    }


def entry_digest(entry: dict[str, Any]) -> str:
    """SHA-256 of the canonical entry."""
    return hashlib.sha256(canonical(entry)).hexdigest()


def check_bundle(bundle: dict[str, Any]) -> list[dict[str, str]]:
    """What is wrong with ``{entry, nonce, content}``; empty when the content is what was published."""
    reasons = []
    try:
        entry, nonce, content = bundle["entry"], bundle["nonce"], bundle["content"]
        if commitment(nonce, content) != entry["digest"]:
            reasons.append({"code": "altered", "text": _("内容与条目的校验值不符。")})
        if entry["format"] != FORMAT:
            reasons.append(
                {
                    "code": "unknown_format",
                    "text": _("不认识的格式 %(format)s。") % {"format": entry["format"]},
                }
            )
    except (KeyError, TypeError, ValueError) as error:
        reasons.append(
            {"code": "malformed", "text": _("不是一份完整的公开数据包：%(why)s") % {"why": error}}
        )
    return reasons
