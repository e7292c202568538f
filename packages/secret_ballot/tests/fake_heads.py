"""The commitments of a server in memory: one more whenever somebody asks and ballots have come since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from secret_ballot.v1.canonical import hex_hash
from secret_ballot.v1.commitments import Opening, commit, prove
from secret_ballot.v1.heads import Chain, Head, context_of, make_head, message_of
from secret_ballot.v1.receipts import receipt_key_of
from secret_ballot.v1.suites import Suite

SECRET = bytes(range(32))


@dataclass
class FakeHeads:
    """Of one box. ``rejected`` are ballots that came and did not hold; ``only_counts`` where cards vote again; ``shut``: nothing more."""

    suite: Suite
    uuid: str
    secret: bytes = SECRET
    only_counts: bool = False
    shut: bool = False
    rejected: list[bytes] = field(default_factory=list)
    openings: dict[str, Opening] = field(default_factory=dict)
    hashes: list[str] = field(default_factory=list)
    chain: Chain = field(init=False)

    def __post_init__(self) -> None:
        self.chain = Chain(self.uuid)

    def add(self, raws: list[bytes]) -> None:
        """A head over what came since the last."""
        fresh = [one for one in map(hex_hash, raws) if one not in self.hashes]
        if not fresh or self.shut:
            return
        self.hashes += fresh
        leaves = []
        for one in fresh:
            opening = Opening(message_of(self.suite, self.uuid, one), self.suite.random_scalar())
            leaf = self.suite.write(commit(self.suite, opening))
            self.openings[leaf] = opening
            leaves.append(leaf)
        self.chain = self.chain.grown(self.head(leaves), receipt_key_of(self.secret))

    def head(self, leaves: list[str]) -> Head:
        given = None if self.only_counts else leaves
        number, ballots = len(self.chain.heads) + 1, len(self.hashes)
        return make_head(self.secret, self.uuid, self.chain.root, number, ballots, given)

    def proof(self) -> dict[str, Any] | None:
        if not self.hashes or self.only_counts:
            return None
        openings = [self.openings[leaf] for leaf in self.chain.leaves]
        return prove(self.suite, openings, context_of(self.uuid, self.chain.root, self.hashes))

    def answer(self, after: int, *, closed: bool) -> dict[str, Any]:
        import base64

        return {
            "key": base64.b64encode(receipt_key_of(self.secret)).decode(),
            "heads": [head.as_json() for head in self.chain.heads[after:]],
            "rejected": [raw.decode() for raw in self.rejected] if closed else None,
            "proof": self.proof() if closed else None,
        }
