"""写票主机的替身: the booth host's contract in a few lines, so that the page can be tried without the hall.

It keeps ballots in memory and judges them with the package; a test may let it lose answers, refuse or wait.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from nacl.signing import SigningKey
from secret_ballot.findings import BallotError
from secret_ballot.v1.ballots import check_proofs, check_signature, read_ballot
from secret_ballot.v1.credentials import derive, public_of
from secret_ballot.v1.elections import Election, make_election, new_uuid
from secret_ballot.v1.questions import Question
from secret_ballot.v1.suites import suite_of

from oversight.voting.secret import bundle
from oversight.voting.secret.card_marks import CardMarks, marks_of

KINDS = {"vote": ("赞成", "反对", "弃权"), "satisfaction": ("满意", "基本满意", "不满意")}


@dataclass(frozen=True)
class Asked:
    """One question with what stands beside it on the page."""

    kind: str
    question: Question
    note: str = ""
    audio: str | None = None
    shown: dict[int, dict[str, Any]] = field(default_factory=dict)

    def sheet(self) -> dict[str, Any]:
        plain = {"note": "", "photo": None, "audio": None}
        answers = [
            {"name": name} | plain | self.shown.get(place, {})
            for place, name in enumerate(self.question.answers)
        ]
        told = {"heading": self.question.question, "note": self.note, "audio": self.audio}
        return {"kind": self.kind} | told | {"answers": answers}


@dataclass
class Box:
    """One vote and the ballots that came."""

    title: str
    asked: tuple[Asked, ...]
    codes: tuple[str, ...]
    trial: bool = False
    state: str = "open"
    capitals: bool = True
    group: str = "Ed25519"
    close_at: str | None = None
    verified: bool = True
    ballots: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        suite = suite_of(self.group)
        key = suite.power(suite.generator, suite.random_scalar())
        questions = [each.question for each in self.asked]
        self.election: Election = make_election(
            suite, key, uuid=new_uuid(), name=self.title, description="", questions=questions
        )
        secrets = [derive(suite, self.election.uuid, code) for code in self.codes]
        self.listed = {suite.write(public_of(suite, secret)) for secret in secrets}

    @property
    def marks(self) -> CardMarks:
        return marks_of(self.election.uuid, self.listed)


class Host:
    """What the server does next, and all that it was asked."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.media: dict[str, tuple[str, bytes]] = {}
        self.key = SigningKey.generate()
        self.lost = 0
        """How many answers to ballots are still lost on the way, after the ballot was kept."""
        self.asked: list[str] = []
        self.received: list[bytes] = []
        self.address = ""

    def keep(self, content: bytes, media_type: str) -> str:
        """A file that pages may show; its address."""
        name = hashlib.sha256(content).hexdigest()
        self.media[name] = media_type, content
        return f"/media/{name}"

    def answer(self, path: str, sent: bytes | None) -> tuple[int, dict[str, str], bytes]:
        if path == "/":
            return 302, {"Location": f"/{bundle.current().sha256}"}, b""
        if path == f"/{bundle.current().sha256}":
            head = {"Content-Security-Policy": bundle.current().csp}
            return 200, html() | head, bundle.current().path.read_bytes()
        if found := re.fullmatch(r"/media/([0-9a-f]{64})", path):
            media_type, content = self.media[found[1]]
            return 200, {"Content-Type": media_type}, content
        for box in self.boxes:
            if path == f"/elections/{box.election.uuid}/cards/{box.marks.sha256}":
                return 200, {"Content-Type": "application/octet-stream"}, box.marks.raw
        status, told = self.told(path, sent)
        return status, {"Content-Type": "application/json"}, json.dumps(told).encode()

    def told(self, path: str, sent: bytes | None) -> tuple[int, dict[str, Any]]:
        if path == "/elections":
            return 200, {"elections": [self.listed(box) for box in self.boxes]}
        found = re.fullmatch(r"/elections/(\w+)(/ballots(?:/(\w+))?)?", path)
        box = found and next((b for b in self.boxes if b.election.uuid == found[1]), None)
        if not found or not box:
            return 404, {"code": "no_election"}
        if sent is not None:
            return self.cast(box, sent)
        if not found[3]:
            return 200, self.whole(box)
        kept = [b for b in box.ballots.values() if hashlib.sha256(b).hexdigest() == found[3]]
        return (200, self.receipt(box, kept[0])) if kept else (404, {"code": "not_found"})

    def listed(self, box: Box) -> dict[str, Any]:
        told = {"uuid": box.election.uuid, "title": box.title, "place": "青石镇"}
        return told | {"trial": box.trial, "state": box.state}

    def whole(self, box: Box) -> dict[str, Any]:
        election = box.election
        return self.listed(box) | {
            "election": election.raw.decode(),
            "fingerprint": election.fingerprint,
            "configuration": "0" * 64,
            "bundle": bundle.current().sha256,
            "receipt_key": base64.b64encode(bytes(self.key.verify_key)).decode(),
            "sheets": [each.sheet() for each in box.asked],
            "capitals": box.capitals,
            "ballot_size": 40_000,
            "revote_clause": "",
            "cards": box.marks.sha256 if box.state == "open" else "",
            "close_at": box.close_at,
        }

    def cast(self, box: Box, raw: bytes) -> tuple[int, dict[str, Any]]:
        self.received.append(raw)
        try:
            ballot = read_ballot(box.election, box.listed, raw)
            check_signature(box.election, ballot)
            check_proofs(box.election, ballot)
        except BallotError as error:
            if error.code == "ballot_credential":
                return 403, {"code": "not_listed"}
            return 400, {"code": error.code}
        if box.state != "open":
            return 409, {"code": {"waiting": "not_open"}.get(box.state, "closed")}
        first = box.ballots.setdefault(ballot.credential, raw)
        if first != raw:
            return 409, {"code": "voted_already"}
        return 201, self.receipt(box, raw)

    def receipt(self, box: Box, raw: bytes) -> dict[str, Any]:
        uuid, digest = box.election.uuid, hashlib.sha256(raw).digest()
        tracker = base64.b64encode(digest).decode().rstrip("=")
        signature = self.key.sign(f"jiannuo-receipt-1|{uuid}|{tracker}".encode()).signature
        parts = [
            base64.urlsafe_b64encode(each).decode().rstrip("=") for each in (digest, signature)
        ]
        state = "verified" if box.verified else "received"
        return {"receipt": f"JN1.{uuid}.{'.'.join(parts)}", "tracker": tracker, "state": state}


def html() -> dict[str, str]:
    return {"Content-Type": "text/html; charset=utf-8"}


class Handler(BaseHTTPRequestHandler):
    """One question to the host."""

    protocol_version = "HTTP/1.1"
    host: Host

    def do_GET(self) -> None:
        self.reply(None)

    def do_POST(self) -> None:
        self.reply(self.rfile.read(int(self.headers["Content-Length"])).rstrip(b" "))

    def reply(self, sent: bytes | None) -> None:
        self.host.asked.append(f"{self.command} {self.path} {dict(self.headers)}")
        status, head, body = self.host.answer(self.path, sent)
        if sent is not None and self.host.lost:
            self.host.lost -= 1
            self.close_connection = True
            self.connection.close()
            return
        # A page that gave up waiting does not hear the answer.
        with suppress(ConnectionError):
            self.send(status, head, body)

    def send(self, status: int, head: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Cache-Control": "no-store", **head}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing is printed."""


@contextmanager
def hosting() -> Iterator[Host]:
    """A host on a free port while the block runs."""
    host = Host()
    handler = type("HandlerOfHost", (Handler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    host.address = f"http://localhost:{server.server_address[1]}/"
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
