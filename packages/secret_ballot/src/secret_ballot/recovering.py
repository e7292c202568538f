"""断电以后 (recovering): a share of a box's journal key, opened for one who confirms, never for a closed box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.hands import YES, Hands, judging
from secret_ballot.joining import KEPT
from secret_ballot.private_files import read_value
from secret_ballot.remote import Remote, shown
from secret_ballot.trustee_folder import opened
from secret_ballot.v1.contents import read_contents


def open_recovery(
    folder: Path, sealed: str, uuid: str, certificates: list[Any] | None = None
) -> str:
    """The share of a box's journal key; raises ``BallotError``: recovery where the copy here is closed already."""
    from secret_ballot.v1.sharing import open_share

    suite, seed = opened(folder)
    copy = folder / "boxes" / f"{uuid}.bel"
    if copy.exists() and read_contents(copy.read_bytes(), partial=True).state != "voting":
        raise BallotError("recovery", uuid)
    if certificates is None:
        certificates = read_value(folder / KEPT).get("certificates", [])
    return open_share(suite, seed, certificates, sealed, box=uuid)


def give_share(
    remote: Remote,
    hands: Hands,
    folder: Path,
    box: dict[str, Any],
    asked: set[str],
    interactive: bool,
) -> None:
    """Opens one's share of the journal key where the server asks for it and the user confirms; raises ``Wrong``."""
    uuid = box["uuid"]
    sealed = hands.until(lambda: remote.recovery(uuid))
    if sealed is None or sealed in asked:
        return
    asked.add(sealed)
    hands.say(
        f"{shown(box['title'])}：服务器说断过电，请你交出票箱恢复份额 · the server says that it lost power and"
        " asks for your share of the box's journal key"
    )
    if not interactive:
        hands.say("没有人确认，不交 · nobody confirms, so nothing is given")
        return
    with judging():
        share = open_recovery(folder, sealed, uuid)
    answer = hands.ask("会场确实断过电就输入“同意” · if it really did, type yes: ")
    if answer.strip().lower() not in YES:
        hands.say("没有交出 · nothing was given")
        return
    hands.until(lambda: remote.recovered(uuid, share))
    hands.say("恢复份额已交上 · the share was handed over")
