"""服务器 (remote): what a scrutineer's tool asks of the server and tells it. It trusts nothing that comes back.

Addresses and bodies are those of the ceremony's programming interface. A transport sends one request; ``over_https``
is the real one, tests and the server's own tests put another in its place. TLS is always verified, redirects are
refused, answers are limited, and nothing leaves but what a caller names: public values.
"""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from typing import Any, TypeAlias
from urllib import error as urlerror
from urllib import parse, request

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import encode

ROOT = "/api/v1/key-ceremony"
SMALL, LARGE = 4 << 20, 1 << 30
"""Most bytes of an answer, and of an archive."""
TIMEOUT_SECONDS = 30
NEARBY = ("127.0.0.1", "::1", "localhost")
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_TOKEN = re.compile(r"[\x21-\x7e]{1,200}", re.ASCII)

Transport: TypeAlias = Callable[[str, str, bytes | None, int], tuple[int, bytes]]
"""Method, path, body and the most bytes of the answer to its status and bytes; raises ``Unreachable``."""


class Unreachable(Exception):
    """Nothing was answered, or that the server is busy: the same may be asked again."""


class Wrong(BallotError):
    """What the server gave was judged here and does not hold."""


class Refused(BallotError):
    """The server's refusal: its status and its code."""

    def __init__(self, where: str, status: int, told: str) -> None:
        super().__init__("server_refused", f"{where}: {status} {told}".strip())
        self.status, self.told = status, told


def shown(text: object, most: int = 60) -> str:
    """A text from the server for the terminal: one line, nothing that moves the cursor."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


class Remote:
    """One scrutineer's access to the ceremony and its boxes."""

    def __init__(self, send: Transport) -> None:
        self._send = send

    def ceremony(self) -> dict[str, Any]:
        """The state of the key ceremony as this member may see it."""
        return self._object("GET", "")

    def tell(self, kind: str, value: Any) -> None:
        """Certificate, commitment, polynomial or share."""
        self._asked("POST", f"/{kind}", encode(value))

    def boxes(self) -> list[Any]:
        """The boxes of the key set."""
        found = self._object("GET", "/boxes").get("boxes")
        if not isinstance(found, list):
            raise Wrong("server_answer", "boxes")
        return found

    def archive(self, uuid: str) -> bytes:
        """The archive so far."""
        return self._asked("GET", f"/boxes/{uuid}/archive", None, LARGE)

    def rest(self, uuid: str, first: int) -> bytes | None:
        """What the archive has from byte ``first`` on; None where transport or server cannot leave out the others."""
        if not isinstance(self._send, Https):
            return None
        status, raw = self._send(
            "GET", f"{ROOT}/boxes/{uuid}/archive", None, LARGE, {"Range": f"bytes={first}-"}
        )
        if status == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return b""
        return raw if status == HTTPStatus.PARTIAL_CONTENT and len(raw) <= LARGE else None

    def heads(self, uuid: str, after: int) -> dict[str, Any] | None:
        """What the server signed while it received, behind so many heads; None where it signs nothing."""
        try:
            return self._object("GET", f"/boxes/{uuid}/heads?after={after}", most=LARGE)
        except Refused as refusal:
            if refusal.status == HTTPStatus.NOT_FOUND:
                return None
            raise

    def decrypted(self, uuid: str, decryption: bytes) -> int:
        """Hands over a decryption; how many are still missing."""
        missing = self._object("POST", f"/boxes/{uuid}/decryption", decryption).get("missing")
        if type(missing) is not int or missing < 0:
            raise Wrong("server_answer", "decryption.missing")
        return missing

    def recovery(self, uuid: str) -> str | None:
        """The sealed share of the box's journal key that the server asks to open, if it does."""
        try:
            sealed = self._object("GET", f"/boxes/{uuid}/recovery").get("sealed")
        except Refused as refusal:
            if refusal.status in (HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT):
                return None
            raise
        if sealed is not None and not isinstance(sealed, str):
            raise Wrong("server_answer", "recovery.sealed")
        return sealed

    def recovered(self, uuid: str, share: str) -> None:
        """Hands over an opened share."""
        self._asked("POST", f"/boxes/{uuid}/recovery", encode({"share": share}))

    def _object(
        self, method: str, path: str, body: bytes | None = None, most: int = SMALL
    ) -> dict[str, Any]:
        raw = self._asked(method, path, body, most)
        try:
            found = json.loads(raw)
            encode(found)  # can be kept: no number without an end, no half of a character
        except (ValueError, RecursionError) as error:
            raise Wrong("server_answer", path or "ceremony") from error
        if not isinstance(found, dict):
            raise Wrong("server_answer", path or "ceremony")
        return found

    def _asked(self, method: str, path: str, body: bytes | None, most: int = SMALL) -> bytes:
        status, raw = self._send(method, ROOT + path, body, most)
        if len(raw) > most:
            raise Wrong("server_answer", path or "ceremony")
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unreachable(str(status))
        if status not in (HTTPStatus.OK, HTTPStatus.CREATED):
            raise Refused(path.lstrip("/") or "ceremony", status, _told(raw))
        return raw


def _told(raw: bytes) -> str:
    """The code in a problem document, where it has the form of one."""
    try:
        code = json.loads(raw).get("code")
    except (ValueError, RecursionError, AttributeError):
        return ""
    return code if isinstance(code, str) and _CODE.fullmatch(code) else ""


class _NoRedirect(request.HTTPRedirectHandler):
    """A ceremony code goes to the server that was named and to no other."""

    def redirect_request(self, *_arguments: Any) -> None:
        return None


class Https:
    """The transport to a server."""

    def __init__(self, server: str, code: str, ca: Path | None) -> None:
        self.base = _base(server)
        if not _TOKEN.fullmatch(code):
            raise BallotError("server_refused", "--code")
        self.headers = {"Authorization": f"Bearer {code}", "Accept": "application/json, */*"}
        context = ssl.create_default_context(cafile=str(ca) if ca else None)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        self.opener = request.build_opener(
            request.ProxyHandler({}), request.HTTPSHandler(context=context), _NoRedirect
        )

    def __call__(
        self,
        method: str,
        path: str,
        body: bytes | None,
        most: int,
        more: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes]:
        headers = {**self.headers, **(more or {})}
        if body is not None:
            headers["Content-Type"] = "application/json"
        asked = request.Request(self.base + path, body, headers, method=method)  # noqa: S310 - see _base
        try:
            with self.opener.open(asked, timeout=TIMEOUT_SECONDS) as answer:
                return answer.status, answer.read(most + 1)
        except urlerror.HTTPError as refusal:
            with refusal:
                return refusal.code, refusal.read(SMALL)
        except (urlerror.URLError, HTTPException, OSError) as error:
            if isinstance(getattr(error, "reason", error), ssl.SSLCertVerificationError):
                raise BallotError("server_address", f"{self.base}: TLS") from error
            raise Unreachable(type(error).__name__) from error


def over_https(server: str, code: str, ca: Path | None = None) -> Https:
    """The transport to a server; raises ``BallotError``: server_address, ``OSError`` (of the certificates' file).

    Plain HTTP only to this very machine, for rehearsals.
    """
    return Https(server, code, ca)


def _base(server: str) -> str:
    """Scheme, host and port alone."""
    try:
        parts = parse.urlsplit(server)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise BallotError("server_address", "--server") from None
    plain = not (parts.query or parts.fragment or parts.username or parts.path.strip("/"))
    secure = parts.scheme == "https" or (
        parts.scheme == "http" and (host in NEARBY or str(host).endswith(".localhost"))
    )
    if not host or not plain or not secure:
        raise BallotError("server_address", "--server")
    return f"{parts.scheme}://{parts.netloc}"
