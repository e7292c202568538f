"""Trustees: any t of n open, t - 1 do not; every lie of a member is seen before anything is encrypted."""

from __future__ import annotations

import copy
import json
from itertools import combinations

import pytest
from secret_ballot.findings import BallotError
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.canonical import dumps, encode
from secret_ballot.v1.channels import receive, send, sign
from secret_ballot.v1.proofs import encrypt
from secret_ballot.v1.suites import suite_of
from secret_ballot.v1.trustees import (
    make_public_key,
    make_trustees,
    read_certificates,
    read_pedersen,
    read_trustees,
)

from .made import make, mixed_trustees

SUITE = suite_of("Ed25519")


class Ceremony:
    """Everybody's steps, kept so that a test can change one."""

    def __init__(self, threshold: int, number: int, suite=SUITE) -> None:
        self.suite, self.threshold = suite, threshold
        self.seeds = [ceremony.new_seed() for _ in range(number)]
        self.certs = [ceremony.make_certificate(suite, seed) for seed in self.seeds]
        self.polynomials = [
            ceremony.make_polynomial(suite, seed, self.certs, threshold) for seed in self.seeds
        ]

    def finish(self):
        received = ceremony.route(self.suite, self.certs, self.polynomials)
        shares = [self.share(place, each) for place, each in enumerate(received)]
        return ceremony.assemble(self.suite, self.certs, self.polynomials, shares)

    def share(self, place: int, received):
        seed = self.seeds[place]
        return ceremony.make_share(self.suite, seed, self.certs, received, self.threshold)


@pytest.mark.parametrize(("threshold", "number"), [(1, 1), (1, 2), (2, 2), (2, 3), (3, 5)])
def test_any_t_open_and_one_less_does_not(threshold: int, number: int):
    steps = Ceremony(threshold, number)
    parameters, sealed = steps.finish()
    found = read_pedersen(SUITE, parameters, "x")
    keys = [
        ceremony.open_key(SUITE, seed, text) for seed, text in zip(steps.seeds, sealed, strict=True)
    ]
    assert [SUITE.power(SUITE.generator, k) for k in keys] == [m.public_key for m in found.members]
    drawn = SUITE.random_scalar()
    cell = encrypt(SUITE, SUITE.table(found.public_key), 7, drawn)
    factors = [SUITE.power(cell.alpha, key) for key in keys]

    def opened(places: tuple[int, ...]):
        from secret_ballot.v1.tally import lagrange

        shared = SUITE.product(
            SUITE.power(factors[k - 1], lagrange(SUITE, places, k)) for k in places
        )
        return SUITE.logarithm(SUITE.divide(cell.beta, shared), 10)

    for places in combinations(range(1, number + 1), threshold):
        assert opened(places) == 7
    for places in combinations(range(1, number + 1), threshold - 1):
        assert opened(places) is None


def test_a_threshold_beside_single_keys():
    trustees, keys = mixed_trustees("Ed25519", 2, (2, 3))
    assert [key.public_key for key in trustees.keys][:2] == [
        SUITE.power(SUITE.generator, keys[n]) for n in (1, 2)
    ]
    assert len(trustees.keys) == 5 and trustees.independent_keys == 4
    assert read_trustees(SUITE, trustees.raw) == trustees
    named = make_trustees(SUITE, [make_public_key(SUITE, 5, "监票人甲")])
    assert named.keys[0].name == "监票人甲"


def test_who_changes_a_polynomial_after_seeing_the_others_is_seen():
    steps = Ceremony(2, 3)
    told = [ceremony.commitment_of(SUITE, each) for each in steps.polynomials]
    ceremony.route(SUITE, steps.certs, steps.polynomials, told)
    steps.polynomials[1] = ceremony.make_polynomial(SUITE, steps.seeds[1], steps.certs, 2)
    with pytest.raises(BallotError, match="coefficients"):
        ceremony.route(SUITE, steps.certs, steps.polynomials, told)


def test_a_member_who_sends_a_wrong_share_is_seen():
    steps = Ceremony(2, 3)
    signing = ceremony.signing_key(SUITE, steps.seeds[0])
    victim = read_certificates(SUITE, steps.certs, "x")[1]
    wrong = dumps({"secret": str(SUITE.random_scalar())})
    steps.polynomials[0]["secrets"][1] = send(SUITE, signing, victim.encryption, wrong)
    received = ceremony.route(SUITE, steps.certs, steps.polynomials)
    steps.share(0, received[0])
    with pytest.raises(BallotError) as caught:
        steps.share(1, received[1])
    assert (caught.value.code, caught.value.where) == ("share", "received.secrets[0]")


def test_shares_that_the_tool_did_not_reduce_are_taken():
    steps = Ceremony(2, 2)
    signing, opening = (
        each(SUITE, steps.seeds[0]) for each in (ceremony.signing_key, ceremony.decryption_key)
    )
    mine = read_certificates(SUITE, steps.certs, "x")[0]
    letter = receive(
        SUITE, opening, mine.encryption, mine.verification, steps.polynomials[0]["secrets"][0], "x"
    )
    large = dumps({"secret": str(int(json.loads(letter)["secret"]) + SUITE.order)})
    steps.polynomials[0]["secrets"][0] = send(SUITE, signing, mine.encryption, large)
    steps.finish()
    negative = dumps({"secret": "-1"})
    steps.polynomials[0]["secrets"][0] = send(SUITE, signing, mine.encryption, negative)
    with pytest.raises(BallotError, match="share"):
        steps.finish()


def test_a_message_for_or_from_another_does_not_open():
    steps = Ceremony(2, 3)
    received = ceremony.route(SUITE, steps.certs, steps.polynomials)
    swapped = copy.deepcopy(received[0])
    swapped["secrets"] = [swapped["secrets"][1], swapped["secrets"][0], swapped["secrets"][2]]
    with pytest.raises(BallotError, match="message"):
        steps.share(0, swapped)
    with pytest.raises(BallotError, match="message"):
        steps.share(0, received[1])
    broken = copy.deepcopy(received[0])
    letter = json.loads(broken["secrets"][0])
    letter["data"] = letter["data"][:-1] + ("0" if letter["data"][-1] != "0" else "1")
    broken["secrets"][0] = dumps(letter)
    with pytest.raises(BallotError, match="message"):
        steps.share(0, broken)


def test_nobody_else_can_take_part_or_open():
    steps = Ceremony(2, 3)
    _parameters, sealed = steps.finish()
    stranger = ceremony.new_seed()
    with pytest.raises(BallotError, match="private_key"):
        ceremony.make_polynomial(SUITE, stranger, steps.certs, 2)
    with pytest.raises(BallotError, match="message"):
        ceremony.open_key(SUITE, stranger, sealed[0])
    for seed in ("", "0" * 22, "1" * 21):
        with pytest.raises(BallotError, match="private_key"):
            ceremony.open_key(SUITE, seed, sealed[0])
    for number in (0, 4):
        with pytest.raises(BallotError, match="threshold"):
            ceremony.make_polynomial(SUITE, steps.seeds[0], steps.certs, number)


def refused(parameters) -> str:
    raw = encode([["Pedersen", parameters]])
    with pytest.raises(BallotError) as caught:
        read_trustees(SUITE, raw)
    return caught.value.code


def test_threshold_parameters_of_which_anything_is_changed_are_refused():
    steps = Ceremony(2, 3)
    good, _sealed = steps.finish()

    def with_change(change) -> str:
        bad = copy.deepcopy(good)
        change(bad)
        return refused(bad)

    def swap(name: str):
        def change(value):
            value[name][0], value[name][1] = value[name][1], value[name][0]

        return change

    assert with_change(swap("verification_keys")) == "verification_key"
    assert with_change(swap("coefexps")) == "coefficients"
    assert with_change(swap("certs")) == "coefficients"
    assert with_change(lambda v: v.update(threshold=1)) == "threshold"
    assert with_change(lambda v: v.update(threshold=3)) == "threshold"
    assert with_change(lambda v: v["certs"].__setitem__(1, v["certs"][0])) == "certificate_twice"
    assert with_change(lambda v: v["verification_keys"].pop()) == "shape"
    assert with_change(lambda v: v["certs"][0]["signature"].update(response="1")) == "certificate"
    key = make_public_key(SUITE, 5)
    assert with_change(lambda v: v["verification_keys"].__setitem__(0, key)) == "verification_key"
    assert (
        with_change(lambda v: v["verification_keys"][0]["pok"].update(challenge="1"))
        == "trustee_proof"
    )
    own = sign(SUITE, ceremony.signing_key(SUITE, steps.seeds[0]), dumps({"coefexps": []}))
    assert with_change(lambda v: v["coefexps"].__setitem__(0, own)) == "threshold"


def test_a_key_without_its_secret_is_refused():
    key = make_public_key(SUITE, 5)
    key["public_key"] = make_public_key(SUITE, 6)["public_key"]
    with pytest.raises(BallotError, match="trustee_proof"):
        make_trustees(SUITE, [key])
    with pytest.raises(BallotError, match="trustees_none"):
        make_trustees(SUITE, [])


def test_no_secret_is_shown():
    """Nothing that prints holds a key, a code or a share."""
    made = make("Ed25519", singles=1, pedersen=(2, 3))
    ballot = made.ballot(0, [[1, 0, 0]])
    from secret_ballot.v1.ballots import read_ballot
    from secret_ballot.v1.credentials import read_credentials

    listed = read_credentials(SUITE, made.credentials)
    shown = repr((made.election, made.trustees, listed, read_ballot(made.election, listed, ballot)))
    for secret in (*made.keys.values(), *made.secrets):
        assert str(secret) not in shown
    assert len(shown) < 2000
