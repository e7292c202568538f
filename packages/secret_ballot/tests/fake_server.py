"""A server of the ceremony and of boxes, in memory, that can be told to lie; over HTTP where a test wants that."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from secret_ballot.opening import add_decryption
from secret_ballot.remote import ROOT, Transport, Unreachable
from secret_ballot.v1 import sharing
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.archive import ArchiveWriter
from secret_ballot.v1.contents import read_contents
from secret_ballot.v1.suites import Suite, suite_of
from secret_ballot.v1.trustees import fingerprint_of, make_trustees

from .fake_heads import FakeHeads

SUITE = suite_of("Ed25519")
KINDS = ("certificate", "commitment", "polynomial", "share")
Lie = Callable[[str, Any], Any]
"""What a lying server answers instead: path below the root, and the honest value."""


class FakeServer:
    """One key set of ``number`` members and its boxes; the code of member n is ``c<n>``."""

    def __init__(self, threshold: int = 2, number: int = 3, suite: Suite = SUITE) -> None:
        self.threshold, self.number, self.suite = threshold, number, suite
        self.told: dict[str, dict[int, Any]] = {kind: {} for kind in KINDS}
        self.boxes: dict[str, dict[str, Any]] = {}
        self.routed: list[Any] = []
        self.assembled: tuple[bytes, list[str]] | None = None
        self.sealed: list[str] = []
        self.shares: dict[int, str] = {}
        self.lie: Lie = lambda _path, value: value
        self.lost: set[str] = set()
        self.bodies: list[bytes] = []
        self.sent: list[tuple[str, int]] = []
        self.heads: dict[str, FakeHeads] = {}

    # Ceremony

    def all(self, kind: str) -> list[Any] | None:
        found = self.told[kind]
        return [found[n] for n in range(self.number)] if len(found) == self.number else None

    def stage(self) -> str:
        names = ("certificates", "commitments", "polynomials", "shares")
        for kind, name in zip(KINDS, names, strict=True):
            if self.all(kind) is None:
                return name
        return "assembled"

    def state(self, place: int) -> dict[str, Any]:
        certs, polynomials, shares = (
            self.all(kind) for kind in ("certificate", "polynomial", "share")
        )
        received = trustees = sealed = None
        if certs and polynomials:
            self.routed = self.routed or ceremony.route(self.suite, certs, polynomials)
            received = self.routed[place]
        if certs and polynomials and shares:
            if self.assembled is None:
                parameters, listed = ceremony.assemble(self.suite, certs, polynomials, shares)
                self.assembled = make_trustees(self.suite, [], [parameters]).raw, listed
            trustees, sealed = self.assembled[0], self.assembled[1][place]
        return {
            "set": 7,
            "title": "第三次会议监票密钥",
            "place": "南口镇",
            "group": self.suite.name,
            "threshold": self.threshold,
            "number": place + 1,
            "name": f"监票人{place + 1}",
            "stage": self.stage(),
            "members": [
                {"number": n + 1, "name": f"监票人{n + 1}"}
                | {kind: n in self.told[kind] for kind in KINDS}
                for n in range(self.number)
            ],
            "certificates": certs,
            "commitments": self.all("commitment"),
            "received": received,
            "trustees": trustees.decode() if trustees else None,
            "fingerprint": fingerprint_of(self.suite, trustees) if trustees else None,
            "sealed": sealed,
        }

    def tell(self, kind: str, place: int, value: Any) -> tuple[int, Any]:
        known = self.told[kind]
        if place in known:
            same = known[place] == value
            return (200, {}) if same else (409, {"code": "told_already"})
        if not self.stage().startswith(kind):
            return 409, {"code": "not_now"}
        known[place] = value
        return 200, {}

    # Boxes

    def add_box(self, election: Any, credentials: bytes, stamp: int) -> str:
        raw = json.dumps(self.state(0)["trustees"])
        out = io.BytesIO()
        writer = ArchiveWriter(out, stamp)
        writer.setup(election.raw, json.loads(raw).encode(), credentials)
        self.boxes[election.uuid] = {"state": "open", "out": out, "writer": writer}
        return str(election.uuid)

    def listed(self) -> dict[str, Any]:
        return {
            "boxes": [
                {
                    "uuid": uuid,
                    "title": "议案",
                    "trial": False,
                    "state": box["state"],
                    "ballots": len(read_contents(self.archive(uuid), partial=True).ballots),
                }
                for uuid, box in self.boxes.items()
            ]
        }

    def archive(self, uuid: str) -> bytes:
        found: bytes = self.boxes[uuid]["out"].getvalue()
        return found

    def committed(self, uuid: str, after: int) -> tuple[int, Any]:
        heads = self.heads.setdefault(uuid, FakeHeads(self.suite, uuid))
        heads.add([*read_contents(self.archive(uuid), partial=True).ballots, *heads.rejected])
        return 200, heads.answer(after, closed=self.boxes[uuid]["state"] != "open")

    def decryption(self, uuid: str, place: int, raw: bytes) -> tuple[int, Any]:
        grown = add_decryption(self.archive(uuid), place + 1, raw)
        self.boxes[uuid]["out"] = out = io.BytesIO()
        out.write(grown)
        there = len(read_contents(grown, partial=True).decryptions)
        return 200, {"missing": max(0, self.threshold - there)}

    def recovery(self, place: int, value: Any) -> tuple[int, Any]:
        if value is None:
            found = self.sealed and place not in self.shares
            return (200, {"sealed": self.sealed[place]}) if found else (404, {"code": "not_now"})
        sharing.check_share(self.suite, self.sealed[place], value["share"])
        self.shares[place] = value["share"]
        return 200, {}

    # Transport

    def answer(self, code: str, method: str, path: str, body: bytes | None) -> tuple[int, Any]:
        if code not in {f"c{n}" for n in range(self.number)}:
            return 401, {"code": "code"}
        place = int(code[1:])
        path, _mark, query = path.partition("?")
        parts = path.removeprefix(ROOT).strip("/").split("/")
        if parts == [""]:
            return 200, self.state(place)
        if parts == ["boxes"]:
            return 200, self.listed()
        if len(parts) == 3 and parts[1] not in self.boxes:
            return 404, {"code": "no_box"}
        value = json.loads(body) if body is not None else None
        if len(parts) == 1:
            return self.tell(parts[0], place, value)
        if parts[2] == "heads":
            return self.committed(parts[1], int(query.removeprefix("after=")))
        if parts[2] == "archive":
            return 200, self.archive(parts[1])
        if parts[2] == "decryption":
            return self.decryption(parts[1], place, body or b"")
        return self.recovery(place, value)

    def send(self, code: str) -> Transport:
        """A member's transport without a network; the answer to a path in ``lost`` is lost once."""

        def sending(method: str, path: str, body: bytes | None, _most: int) -> tuple[int, bytes]:
            if body is not None:
                self.bodies.append(body)
            status, value = self.answer(code, method, path, body)
            short = path.removeprefix(ROOT)
            if short in self.lost:
                self.lost.discard(short)
                raise Unreachable("lost")
            if status == 200:
                value = self.lie(short, value)
            return status, value if isinstance(value, bytes) else json.dumps(value).encode()

        return sending


@contextmanager
def served(fake: FakeServer, context: Any = None) -> Iterator[str]:
    """The same over HTTP, or HTTPS with a context, on a free port; its address."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            if self.path.startswith("/elsewhere"):
                self.send_response(302)
                self.send_header("Location", "/")
                self.end_headers()
                return
            size = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(size) if self.command == "POST" else None
            code = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            status, raw = fake.send(code)(self.command, self.path, body, 1 << 30)
            asked = self.headers.get("Range")
            if status == 200 and asked:
                raw = raw[int(asked.removeprefix("bytes=").rstrip("-")) :]
                status = 206 if raw else 416
            fake.sent.append((self.path, len(raw)))
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = _answer

        def log_message(self, *_arguments: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
