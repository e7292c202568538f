"""看守票箱 (watching): a scrutineer's copy of each box grows while the vote runs; what shrinks or changes is refused.

Every new ballot is verified once, on this machine, and what the server signs while it receives is kept (``committed``). After closing the copy that grew here is what is opened: its
tally of as many ballots as the wall of the hall says, and nothing else. The server's word decides nothing; it only says
when to look.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secret_ballot.boxes import RUNNING, TO_OPEN, read_box
from secret_ballot.check_values import in_fours
from secret_ballot.committed import Committed
from secret_ballot.findings import BallotError
from secret_ballot.hands import Hands, ballots_on_the_wall, judging
from secret_ballot.opening import decrypt_closed
from secret_ballot.private_files import read_line, write_whole
from secret_ballot.recovering import give_share
from secret_ballot.remote import Refused, Remote, Wrong, shown
from secret_ballot.trustee_folder import SEALED, TRUSTEES, opened, remember, seen, single_key
from secret_ballot.v1.contents import Contents, read_contents
from secret_ballot.verify import judge

GROWN_BY = 10
"""A running box is looked into again when a tenth more ballots are there: a whole copy costs its length."""
OPENED = "opened_already"


@dataclass
class Wishes:
    """What the user said beforehand."""

    uuid: str | None = None
    ballots: int | None = None
    workers: int = 1
    interactive: bool = True


@dataclass
class Copy:
    """What was seen of one box."""

    committed: Committed
    ballots: int = -1
    counted: int = 0
    unsaid: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    over: bool = False


class Watching:
    """One scrutineer's watch over the boxes of a key set."""

    def __init__(self, remote: Remote, folder: Path, hands: Hands, wishes: Wishes) -> None:
        self.remote, self.folder, self.hands, self.wishes = remote, folder, hands, wishes
        self.suite, self.seed = opened(folder)
        self.known = seen(folder)
        self.copies: dict[str, Copy] = {}
        (folder / "boxes").mkdir(exist_ok=True)

    def run(self) -> None:
        """Until every box is over, or the one named; raises ``BallotError``, ``Wrong`` where the server lies."""
        waiting = False
        while True:
            boxes = self.look()
            for box in boxes:
                self.box(box)
            if boxes and all(self.copy(box).over for box in boxes):
                return
            if not waiting:
                self.hands.say("正在看守票箱，按 Ctrl+C 可停下 · watching; Ctrl+C stops")
            waiting = True
            self.hands.pause()

    def look(self) -> list[dict[str, Any]]:
        """The boxes to watch, in their form."""
        found = [read_box(box) for box in self.hands.until(self.remote.boxes)]
        if self.wishes.uuid is None:
            return found
        wanted = [box for box in found if box["uuid"] == self.wishes.uuid]
        if not wanted:
            raise BallotError("box_unknown", self.wishes.uuid)
        return wanted

    def copy(self, box: dict[str, Any]) -> Copy:
        uuid = box["uuid"]
        if uuid not in self.copies:
            path = self.path(box).with_suffix(".heads")
            self.copies[uuid] = Copy(Committed(self.remote, self.hands, path, uuid))
        return self.copies[uuid]

    def path(self, box: dict[str, Any]) -> Path:
        return self.folder / "boxes" / f"{box['uuid']}.bel"

    def box(self, box: dict[str, Any]) -> None:
        """Whatever the box needs now."""
        copy = self.copy(box)
        if copy.over:
            return
        if box["state"] in RUNNING:
            give_share(
                self.remote, self.hands, self.folder, box, copy.asked, self.wishes.interactive
            )
        if box["state"] == "waiting":
            return
        grown = box["ballots"] - max(copy.ballots, 0)
        due = copy.ballots < 0 or grown >= max(1, copy.ballots // GROWN_BY)
        if box["state"] in RUNNING:
            copy.committed.follow()
            if due:
                self.verified(box, whole=False)
            return
        copy.over = box["state"] == "sealed"
        if copy.over:
            self.hands.say(
                f"{shown(box['title'])}：已取消或改用其他方式，不开启 · cancelled, or voted another way; not opened"
            )
            return
        started = time.monotonic()
        raw, contents = self.verified(box)
        opens = box["state"] == TO_OPEN
        if opens and contents.state not in ("tallied", "decrypting", "done"):
            raise Wrong("not_closed", f"boxes/{box['uuid']}/archive")
        copy.committed.whole(
            contents, box["title"], opens=opens, tell=lambda text: self.tell_number(box, text)
        )
        if opens and contents.state != "done":
            self.open(box, raw, started)
        self.tell_unsaid(copy)
        copy.over = True

    def verified(self, box: dict[str, Any], *, whole: bool = True) -> tuple[bytes, Contents]:
        """The archive as it is now, judged, the continuation of the copy here; raises ``Wrong``.

        Unless the whole is wanted, only what is new is fetched and put behind the copy; where that does not fit, the
        whole is, to see what was changed.
        """
        path, started, before = self.path(box), time.monotonic(), len(self.known)
        earlier = path.read_bytes() if path.exists() else None
        rest = None
        if earlier is not None and not whole:
            known = len(earlier)
            rest = self.hands.until(lambda: self.remote.rest(box["uuid"], known))
        if earlier is not None and rest is not None:
            raw = earlier + rest
        else:
            raw = self.hands.until(lambda: self.remote.archive(box["uuid"]))
        with judging():
            try:
                contents, counted = self.judged(box, raw, earlier)
            except BallotError:
                if rest is not None:
                    return self.verified(box)
                self.alarm(path.with_suffix(".refused"), raw)
                raise
        write_whole(path, raw, private=True)
        remember(self.folder, self.known)
        self.copy(box).ballots, self.copy(box).counted = len(contents.ballots), counted
        if self.asks(box):
            self.hands.say(
                f"{shown(box['title'])}：选票全部成立；张数等你照大屏输入以后再显示 · all ballots hold; how many is shown"
                " once you have typed the number on the wall"
            )
        self.tell_number(
            box,
            f"{shown(box['title'])}：{len(contents.ballots)} 张选票全部成立，新验 {len(self.known) - before} 张 ·"
            f" all {len(contents.ballots)} ballots hold, {len(self.known) - before} new"
            f" ({time.monotonic() - started:.1f} s)",
        )
        if counted != len(contents.ballots):
            self.tell_number(
                box,
                f"其中 {len(contents.ballots) - counted} 张后来由同一张卡重投，计入 {counted} 张 ·"
                f" {counted} count: the others were cast again with the same card",
            )
        return raw, contents

    def asks(self, box: dict[str, Any]) -> bool:
        """Whether the number on the wall is still to be typed, so that nothing may tell the archive's."""
        if not self.wishes.interactive or self.wishes.ballots is not None:
            return False
        closed = box["state"] in ("closing", TO_OPEN)
        return closed and not any(self.folder.glob(f"decryption-{box['uuid']}-*.json"))

    def tell_number(self, box: dict[str, Any], text: str) -> None:
        """Says what tells how many ballots there are; once the wall's number was typed where that is asked for."""
        unsaid = self.copy(box).unsaid
        if self.asks(box):
            unsaid[:] = [*unsaid, text] if box["state"] == TO_OPEN else []
        else:
            self.hands.say(text)

    def tell_unsaid(self, copy: Copy) -> None:
        for text in copy.unsaid:
            self.hands.say(text)
        copy.unsaid.clear()

    def alarm(self, path: Path, raw: bytes) -> None:
        """What was refused is kept as evidence; nothing of it is opened."""
        write_whole(path, raw, private=True)
        self.hands.say(
            f"警报：服务器给出的档案不成立，已另存 {path}；请停下，向会议报告 ·"
            " ALARM: the archive does not hold and was kept apart; stop, and tell the meeting"
        )

    def judged(
        self, box: dict[str, Any], raw: bytes, earlier: bytes | None
    ) -> tuple[Contents, int]:
        """Everything holds, it is this box, these trustees, and it only grew; how many count. Raises ``BallotError``."""
        found = judge(
            raw, partial=True, earlier=earlier, workers=self.wishes.workers, verified=self.known
        )
        for reason in found.report.reasons:
            raise BallotError(reason.code, f"{box['uuid']}: {reason.where}")
        if found.report.uuid != box["uuid"]:
            raise BallotError("ballot_uuid", f"{box['uuid']}: election.uuid")
        own = self.folder / TRUSTEES
        if own.exists() and own.read_bytes() != found.contents.trustees:
            raise BallotError("trustees_differ", f"{box['uuid']}: trustees")
        if earlier is None:
            self.hands.say(
                "选举指纹，大屏写前四组 · election fingerprint, the wall shows its first four groups:"
                f" {in_fours(found.report.fingerprint or '')}"
            )
        return found.contents, found.report.counted or 0

    # Opening

    def open(self, box: dict[str, Any], raw: bytes, started: float) -> None:
        """Decrypts the tally once, and hands it over; the same bytes again after a kill."""
        uuid, given = box["uuid"], self.wishes.ballots
        kept = sorted(self.folder.glob(f"decryption-{uuid}-*.json"))
        if kept:
            path = kept[0]
        else:
            asked = 0.0
            if given is None:
                before = time.monotonic()
                given = self.number(box)
                asked = time.monotonic() - before
            owner, made = self.decrypted(raw, given)
            path = self.folder / f"decryption-{uuid}-{owner}.json"
            write_whole(path, made, private=False)
            started += asked
        owner_text = path.stem.rpartition("-")[2]
        if any(
            str(owner) == owner_text for owner, _raw in read_contents(raw, partial=True).decryptions
        ):
            self.hands.say("本人的解密早已交上 · your decryption is there already")
            return
        decryption = path.read_bytes()
        try:
            missing = self.hands.until(lambda: self.remote.decrypted(uuid, decryption))
        except Refused as refusal:
            if refusal.told != OPENED:
                raise
            self.hands.say(
                "其他人已经开启，不再需要 · opened by others meanwhile, not needed any more"
            )
            return
        self.hands.say(
            f"已验证、解密并交上，用时 {time.monotonic() - started:.1f} 秒；还差 {missing} 位 ·"
            f" verified, decrypted and handed over; {missing} more needed"
        )

    def decrypted(self, raw: bytes, ballots: int) -> tuple[int, bytes]:
        """By the sealed key of the threshold, or the single key; raises ``Wrong``."""
        from secret_ballot.v1.threshold import open_key

        sealed = self.folder / SEALED
        if sealed.exists():
            key = open_key(self.suite, self.seed, read_line(sealed))
        else:
            key = single_key(self.suite, self.seed)
        with judging():
            return decrypt_closed(
                raw, key, ballots=ballots, workers=self.wishes.workers, verified=self.known
            )

    def number(self, box: dict[str, Any]) -> int:
        """As many ballots as the wall says, typed; never taken from the server."""
        if not self.wishes.interactive:
            raise BallotError("number", "--ballots")
        copy = self.copy(box)
        given = ballots_on_the_wall(self.hands, shown(box["title"]), copy.counted)
        if given == copy.counted:
            self.tell_unsaid(copy)
        return given


def watch(remote: Remote, folder: Path, hands: Hands, wishes: Wishes) -> None:
    """Watches until the boxes are over; raises ``BallotError``, ``OSError``."""
    Watching(remote, folder, hands, wishes).run()
