"""台的替身主机: serves the desks as they were built, and hands what the scrutineer's desk asks to a key ceremony."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from oversight.voting.secret import desks

Answer = Callable[[str, str, str, bytes | None], tuple[int, bytes]]
"""Code, method, path and body to status and body."""


def nothing(_code: str, _method: str, _path: str, _body: bytes | None) -> tuple[int, bytes]:
    return 404, b"{}"


@contextmanager
def hosting(answer: Answer = nothing) -> Iterator[tuple[str, list[str]]]:
    """On a free port while the block runs: its address, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            name = self.path.split("/")[2] if self.path.startswith("/desks/") else ""
            if not name:
                return self.reply(None)
            desk = desks.built(name)
            self.send(200, desk.path.read_bytes(), {"Content-Security-Policy": desk.csp})
            return None

        def do_POST(self) -> None:
            asked.append(self.path)
            self.reply(self.rfile.read(int(self.headers["Content-Length"])))

        def reply(self, body: bytes | None) -> None:
            code = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
            self.send(*answer(code, self.command, self.path, body), {})

        def send(self, status: int, raw: bytes, head: dict[str, str]) -> None:
            self.send_response(status)
            kind = "text/html; charset=utf-8" if head else "application/json"
            for name, value in {"Content-Type": kind, "Cache-Control": "no-store", **head}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
