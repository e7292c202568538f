"""票箱名单 (boxes): what a server lists of the boxes that a scrutineer watches, in its form; none of it is trusted."""

from __future__ import annotations

from typing import Any

from secret_ballot.hands import judging
from secret_ballot.remote import Wrong
from secret_ballot.v1.elections import read_uuid

RUNNING = ("waiting", "open", "closing")
TO_OPEN = "tallied"
STATES = (*RUNNING, TO_OPEN, "opened", "announced", "sealed")


def read_box(value: Any) -> dict[str, Any]:
    """A box of the list; its id is used in names of files, so its form is judged; raises ``Wrong``."""
    with judging():
        if not isinstance(value, dict):
            raise Wrong("server_answer", "boxes")
        read_uuid(value.get("uuid"), "boxes.uuid")
        ballots = value.get("ballots")
        fits = len(value["uuid"]) <= 64 and value.get("state") in STATES
        if not fits or type(ballots) is not int or ballots < 0:
            raise Wrong("server_answer", "boxes")
        found = {name: value.get(name, "") for name in ("uuid", "title", "state", "ballots")}
        if value.get("trial") is True:
            found["title"] = f"（试投 · trial）{found['title']}"
        return found
