"""Shares of a journal key: any t rebuild it, fewer give nothing, a wrong one is named, nothing else opens them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from secret_ballot.findings import BallotError
from secret_ballot.v1 import sharing
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.canonical import dumps
from secret_ballot.v1.suites import suite_of

SUITE = suite_of("Ed25519")
SEEDS = [ceremony.new_seed() for _ in range(5)]
CERTS = [ceremony.make_certificate(SUITE, seed) for seed in SEEDS]


def refused(code: str, where: str = ""):
    return pytest.raises(BallotError, match=rf"{where}.*\[{code}\]")


@given(st.binary(min_size=32, max_size=32), st.integers(1, 5), st.randoms())
@settings(max_examples=12, deadline=None)
def test_any_t_rebuild_and_fewer_give_nothing(key: bytes, threshold: int, draw):
    sealed = sharing.share_key(SUITE, CERTS, threshold, key, box="B")
    members = draw.sample(range(5), 5)
    opened = {
        n: sharing.open_share(SUITE, SEEDS[n], CERTS, sealed[n], box="B")
        for n in members[:threshold]
    }
    shares = list(opened.values())
    assert sharing.join_shares(SUITE, threshold, shares) == key
    assert sharing.join_shares(SUITE, threshold, shares, sealed) == key
    with refused("threshold"):
        sharing.join_shares(SUITE, threshold, shares[:-1])
    if threshold > 1:
        with refused("share"):  # fewer than were needed, passed off as enough
            sharing.join_shares(SUITE, threshold - 1, shares[:-1])
        with refused("share", r"shares\[1\]"):  # one of them twice
            sharing.join_shares(SUITE, threshold, [shares[0]] * threshold)


def test_a_wrong_share_is_named():
    key = bytes(range(32))
    sealed = sharing.share_key(SUITE, CERTS, 2, key)
    shares = [
        sharing.open_share(SUITE, *each) for each in zip(SEEDS, [CERTS] * 5, sealed, strict=True)
    ]
    wrong = str(int(shares[1]) + 1)
    with refused("share", r"shares\[1\]"):
        sharing.join_shares(SUITE, 2, [shares[0], wrong, shares[2]], sealed)
    with refused("share"):
        sharing.join_shares(SUITE, 2, [shares[0], wrong])
    with refused("share"):
        sharing.check_share(SUITE, sealed[0], shares[1])
    other = sharing.share_key(SUITE, CERTS, 2, key)
    mixed = sharing.open_share(SUITE, SEEDS[1], CERTS, other[1])
    with refused("share"):
        sharing.join_shares(SUITE, 2, [shares[0], mixed])
    for text in ("", "0", "-1", "x", "1" * 5000, str(1 << 2500)):
        with refused("share"):
            sharing.read_share(SUITE, text)


def test_only_its_member_opens_a_share_and_only_for_its_box():
    sealed = sharing.share_key(SUITE, CERTS, 2, bytes(32), box="B")
    for seed, text, box in (
        (SEEDS[0], sealed[1], "B"),
        (SEEDS[0], sealed[0], "C"),
        (SEEDS[0], sealed[0], ""),
    ):
        with refused("message"):
            sharing.open_share(SUITE, seed, CERTS, text, box=box)
    with refused("private_key"):
        sharing.open_share(SUITE, ceremony.new_seed(), CERTS, sealed[0], box="B")
    for name, change in (
        ("hidden", lambda v: v[::-1]),
        ("commitments", lambda v: v[::-1]),
        ("data", lambda v: v[:-2] + ("00" if v[-2:] != "00" else "01")),
    ):
        value = json.loads(sealed[0])
        value[name] = change(value[name])
        with refused("message"):
            sharing.open_share(SUITE, SEEDS[0], CERTS, dumps(value), box="B")


def test_a_message_of_the_ceremony_is_not_opened_as_a_share():
    """Nobody has a sealed key of the election opened by calling it a share."""
    made = ceremony.make_polynomial(SUITE, SEEDS[0], CERTS, 2)
    letter = json.loads(made["polynomial"])
    value = json.loads(sharing.share_key(SUITE, CERTS, 2, bytes(32))[0])
    value |= {"alpha": letter["alpha"], "data": letter["data"]}
    with refused("message"):
        sharing.open_share(SUITE, SEEDS[0], CERTS, dumps(value))
    with refused("shape"):
        sharing.open_share(SUITE, SEEDS[0], CERTS, made["polynomial"])
    with refused("shape"):
        ceremony.open_key(SUITE, SEEDS[0], sharing.share_key(SUITE, CERTS, 2, bytes(32))[0])


def test_in_the_group_of_the_default_too():
    suite, seeds = suite_of("BELENIOS-2048"), SEEDS[:3]
    certs = [ceremony.make_certificate(suite, seed) for seed in seeds]
    sealed = sharing.share_key(suite, certs, 2, b"k" * 32, box="B")
    shares = [sharing.open_share(suite, seeds[n], certs, sealed[n], box="B") for n in (2, 0)]
    assert sharing.join_shares(suite, 2, shares, sealed) == b"k" * 32
