"""看守承诺: a scrutineer's copy of what the server signed while it received, and what the archive must then contain.

While the vote runs, few ballots put nothing on the board; heads are signed all the same, so a server that later leaves a
ballot out or puts another in its place is found out by every tool that has watched.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secret_ballot.check_values import brief, in_fours
from secret_ballot.findings import BallotError
from secret_ballot.hands import YES, Hands, judging
from secret_ballot.private_files import read_value, write_whole
from secret_ballot.remote import Remote, Wrong, shown
from secret_ballot.v1.ballots import check_proofs, check_signature, read_ballot
from secret_ballot.v1.canonical import array, dumps, hex_hash, members, string
from secret_ballot.v1.contents import Contents
from secret_ballot.v1.credentials import read_credentials
from secret_ballot.v1.elections import read_election
from secret_ballot.v1.heads import REVOTED, Chain, check_whole, read_head
from secret_ballot.v1.receipts import read_receipt_key

ANSWER = "key heads rejected proof"


@dataclass
class Committed:
    """The heads of one box as this tool has pinned them."""

    remote: Remote
    hands: Hands
    path: Path
    uuid: str
    key: str = ""
    chain: Chain = field(default_factory=lambda: Chain(""))

    def __post_init__(self) -> None:
        self.chain = Chain(self.uuid)
        if self.path.exists():
            kept = members(read_value(self.path), "key heads", str(self.path))
            self.key = string(kept["key"], str(self.path))
            self.grow(array(kept["heads"], str(self.path)))

    def grow(self, values: list[Any]) -> None:
        """Judge and take on the heads that came since; raises ``BallotError``."""
        public = read_receipt_key(self.key) if self.key else b""
        for value in values:
            self.chain = self.chain.grown(read_head(value), public)

    def follow(self) -> dict[str, Any] | None:
        """What the server signed since; None where it has signed nothing ever. Raises ``Wrong``."""
        after = len(self.chain.heads)
        answer = self.hands.until(lambda: self.remote.heads(self.uuid, after))
        if answer is None:
            if after:
                raise Wrong("heads_missing", self.uuid)
            return None
        with judging():
            found = members(answer, ANSWER, "heads")
            fresh = not self.key
            try:
                self.take(string(found["key"], "heads.key"), array(found["heads"], "heads"))
            except BallotError:
                refused = self.path.with_suffix(".heads-refused")
                write_whole(refused, dumps(answer).encode(), private=True)
                self.hands.say(
                    f"警报：收票承诺不成立，已另存 {refused}；请停下，向会议报告 · ALARM: the commitments do not hold and"
                    " were kept apart; stop, and tell the meeting"
                )
                raise
        if len(self.chain.heads) > after:
            self.keep()
            if not after and self.chain.only_counts:
                self.hands.say(
                    "服务器说这次可以重投：只承诺票数，不承诺每一张票 · the server says that cards may vote again:"
                    " it commits to numbers only"
                )
        if fresh:
            digest = hex_hash(read_receipt_key(self.key))
            self.hands.say(
                f"回执公钥指纹，与大屏核对 · key of receipts, as on the wall: {brief(digest)}\n"
                f"    全文 · in full: {in_fours(digest)}"
            )
        return found

    def take(self, key: str, values: list[Any]) -> None:
        """The key is the one that was pinned, and the heads go on; raises ``BallotError``."""
        if self.key and key != self.key:
            raise BallotError("heads_key", self.uuid)
        self.key = key
        self.grow(values)

    def keep(self) -> None:
        heads = [head.as_json() for head in self.chain.heads]
        write_whole(self.path, dumps({"key": self.key, "heads": heads}).encode(), private=True)

    def whole(
        self,
        contents: Contents,
        title: str,
        *,
        opens: bool,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        """After the close: the archive and the rejected ballots are just what was committed; raises ``Wrong``.

        opens  whether the total is still to be opened
        tell   says what tells how many ballots there are (default: at once, as all else)
        """
        tell = tell or self.hands.say
        early = self.chain.ballots
        found = self.follow()
        if found is None:
            self.without(title, opens=opens)
            return
        if late := self.chain.ballots - early:
            tell(
                f"{shown(title)}：{late} 张的承诺，本机到总和封存以后才看到，不能证明收票时就有 · the commitments to {late} were"
                " seen here only after the total was sealed: that they were there before cannot be shown"
            )
        with judging():
            if (
                self.chain.only_counts
                and REVOTED not in json.loads(contents.election)["description"]
            ):
                raise BallotError("heads_counts", self.uuid)
            election = read_election(contents.election)
            listed = read_credentials(election.suite, contents.credentials).weights
            rejected = [string(one, "rejected") for one in array(found["rejected"], "rejected")]
            cards = {json.loads(raw)["credential"] for raw in contents.ballots}
            for place, text in enumerate(rejected):
                cards.add(self.failed(election, listed, text.encode(), f"rejected[{place}]"))
            if len(cards) != self.chain.ballots:
                raise BallotError("heads_number", f"{len(cards)} ≠ {self.chain.ballots}")
            hashes = [hex_hash(raw) for raw in contents.ballots]
            hashes += [hex_hash(text.encode()) for text in rejected]
            check_whole(election.suite, self.chain, hashes, found["proof"])
        tell(
            f"{shown(title)}：与收票时的 {len(self.chain.heads)} 份承诺相符，{self.chain.ballots} 张，其中核验不过"
            f" {len(rejected)} 张；末份承诺 {self.chain.root[:16]}，各监票人须相同 · as committed when received;"
            " the last commitment must be the same for every scrutineer"
        )

    @staticmethod
    def failed(election: Any, listed: Any, raw: bytes, where: str) -> str:
        """The card of a ballot that a listed card signed and whose proofs do not hold; raises ``BallotError``."""
        try:
            ballot = read_ballot(election, listed, raw, where)
            check_signature(election, ballot, where)
        except BallotError as error:
            raise BallotError("rejected_holds", f"{where}: {error.code}") from error
        try:
            check_proofs(election, ballot, where)
        except BallotError:
            return ballot.credential
        raise BallotError("rejected_holds", where)

    def without(self, title: str, *, opens: bool) -> None:
        """A server that signs nothing: an older one, or one that hides; a person decides, a script does not."""
        self.hands.say(
            f"{shown(title)}：服务器没有公布收票承诺，不能证明收到的票都在 · the server published no commitments: that"
            " everything received is there cannot be shown"
        )
        if not opens:
            return
        answer = self.hands.ask("仍要继续就输入“同意” · to go on all the same, type yes: ")
        if answer.strip().lower() not in YES:
            raise Wrong("heads_missing", self.uuid)
