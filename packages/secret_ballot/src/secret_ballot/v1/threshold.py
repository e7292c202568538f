"""门限密钥的产生 (threshold ceremony): Pedersen's steps as pure functions; only signed and encrypted texts travel.

Each member keeps one secret word, the seed. Order: ``make_certificate`` (1) → all certificates → ``make_polynomial``
(3) → ``route`` (4) → ``make_share`` (5) → ``assemble`` (6). So that nobody chooses a polynomial after seeing the
others', members tell ``commitment_of`` theirs first and ``route`` compares. Texts are those of belenios-tool 2.0.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import array, decode, dumps, members, string
from secret_ballot.v1.channels import receive, send, sign
from secret_ballot.v1.elections import BASE_58, random_word
from secret_ballot.v1.suites import Element, Suite
from secret_ballot.v1.trustees import (
    Certificate,
    combined,
    make_public_key,
    read_certificates,
    read_coefficients,
    read_pedersen,
    read_public_key,
    value_at,
)

SEED_LENGTH = 22


def new_seed() -> str:
    """A member's secret: 22 random base 58 characters, 128 bits."""
    return random_word(SEED_LENGTH)


def signing_key(suite: Suite, seed: str) -> int:
    """Derived from the seed; raises ``BallotError``: private_key."""
    return _derived(suite, "sk", seed)


def decryption_key(suite: Suite, seed: str) -> int:
    """Of the channel, not of the election; derived from the seed; raises ``BallotError``: private_key."""
    return _derived(suite, "dk", seed)


def _derived(suite: Suite, kind: str, seed: str) -> int:
    if len(seed) != SEED_LENGTH or set(seed) - set(BASE_58):
        raise BallotError("private_key", "seed")
    return suite.scalar_of(f"{kind}|{seed}")


def make_certificate(suite: Suite, seed: str) -> dict[str, Any]:
    """Step 1: the public keys of a member, signed."""
    signing = signing_key(suite, seed)
    verification = suite.secret_power(suite.generator, signing)
    encryption = suite.secret_power(suite.generator, decryption_key(suite, seed))
    keys = {"verification": suite.write(verification), "encryption": suite.write(encryption)}
    return sign(suite, signing, dumps(keys))


def fingerprint_of(suite: Suite, certificate: dict[str, Any]) -> str:
    """What members read aloud to each other: the hash of a certificate in hexadecimal."""
    return suite.digest(dumps(certificate).encode()).hex()


def place_of(suite: Suite, seed: str, certificates: Sequence[Certificate]) -> int:
    """Which member the seed belongs to, from 0; raises ``BallotError``: private_key."""
    mine = suite.secret_power(suite.generator, signing_key(suite, seed))
    for place, certificate in enumerate(certificates):
        if certificate.verification == mine:
            return place
    raise BallotError("private_key", "seed")


def make_polynomial(
    suite: Suite, seed: str, certs: Sequence[dict[str, Any]], threshold: int
) -> dict[str, Any]:
    """Step 3: a random polynomial, its values for the members, its commitments; raises ``BallotError``."""
    certificates = read_certificates(suite, list(certs), "certs")
    if not 1 <= threshold <= len(certificates):
        raise BallotError("threshold", "threshold")
    signing = signing_key(suite, seed)
    mine = certificates[place_of(suite, seed, certificates)]
    coefficients = [suite.random_scalar() for _ in range(threshold)]
    commitments = [suite.secret_power(suite.generator, each) for each in coefficients]
    own = dumps({"polynomial": [str(each) for each in coefficients]})
    return {
        "polynomial": send(suite, signing, mine.encryption, own),
        "secrets": [
            send(
                suite,
                signing,
                each.encryption,
                dumps({"secret": str(value_of(suite, coefficients, place + 1))}),
            )
            for place, each in enumerate(certificates)
        ],
        "coefexps": sign(
            suite, signing, dumps({"coefexps": [suite.write(each) for each in commitments]})
        ),
    }


def value_of(suite: Suite, coefficients: Sequence[int], place: int) -> int:
    """A polynomial's value, by Horner's rule."""
    found = 0
    for coefficient in reversed(coefficients):
        found = (found * place + coefficient) % suite.order
    return found


def commitment_of(suite: Suite, polynomial: dict[str, Any]) -> str:
    """The hash of a member's commitments, told before anybody shows theirs."""
    return suite.digest(dumps(polynomial["coefexps"]).encode()).hex()


def route(
    suite: Suite,
    certs: Sequence[dict[str, Any]],
    polynomials: Sequence[Any],
    committed: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """Step 4: what each member receives of all; raises ``BallotError``, also where a commitment was changed."""
    certificates = read_certificates(suite, list(certs), "certs")
    number = len(certificates)
    listed = [
        members(each, "polynomial secrets coefexps", f"polynomials[{place}]")
        for place, each in enumerate(array(list(polynomials), "polynomials", number))
    ]
    for place, each in enumerate(listed):
        array(each["secrets"], f"polynomials[{place}].secrets", number)
        if committed is not None and committed[place] != commitment_of(suite, each):
            raise BallotError("coefficients", f"polynomials[{place}].coefexps")
    coefexps = [each["coefexps"] for each in listed]
    read_coefficients(suite, certificates, coefexps, "coefexps")
    return [
        {
            "polynomial": each["polynomial"],
            "secrets": [other["secrets"][place] for other in listed],
            "coefexps": coefexps,
        }
        for place, each in enumerate(listed)
    ]


def make_share(
    suite: Suite, seed: str, certs: Sequence[dict[str, Any]], received: Any, threshold: int
) -> dict[str, Any]:
    """Step 5: check what all have sent, add it up to the own key; raises ``BallotError``: share, message."""
    found = members(received, "polynomial secrets coefexps", "received")
    certificates = read_certificates(suite, list(certs), "certs")
    place, opening = place_of(suite, seed, certificates), decryption_key(suite, seed)
    mine = certificates[place]
    coefficients = read_coefficients(suite, certificates, found["coefexps"], "received.coefexps")
    if len(coefficients[0]) != threshold:
        raise BallotError("threshold", "received.coefexps")
    _check_own(suite, seed, mine, string(found["polynomial"], "received"), coefficients[place])
    key = 0
    secrets = array(found["secrets"], "received.secrets", len(certificates))
    for number, (sender, text) in enumerate(zip(certificates, secrets, strict=True)):
        spot = f"received.secrets[{number}]"
        letter = receive(
            suite, opening, mine.encryption, sender.verification, string(text, spot), spot
        )
        share = _unreduced(suite, letter, "secret", spot)
        promised = value_at(suite, coefficients[number], place + 1)
        if suite.secret_power(suite.generator, share) != promised:
            raise BallotError("share", spot)
        key = (key + share) % suite.order
    own = dumps({"decryption_key": str(key)})
    return {
        "private_key": send(suite, signing_key(suite, seed), mine.encryption, own),
        "public_key": make_public_key(suite, key),
    }


def _check_own(
    suite: Suite, seed: str, mine: Certificate, text: str, commitments: Sequence[Element]
) -> None:
    """What came back as one's own polynomial is what stands committed; raises ``BallotError``: share."""
    spot = "received.polynomial"
    opening = decryption_key(suite, seed)
    letter = receive(suite, opening, mine.encryption, mine.verification, text, spot)
    listed = members(decode(letter.encode(), spot), "polynomial", spot)["polynomial"]
    try:
        scalars = [suite.read_scalar(each) for each in array(listed, spot)]
    except ValueError as error:
        raise BallotError("share", spot) from error
    if [suite.secret_power(suite.generator, each) for each in scalars] != list(commitments):
        raise BallotError("share", spot)


def _unreduced(suite: Suite, letter: str, name: str, where: str) -> int:
    """The scalar of a letter, reduced: the tool adds values up without reducing them."""
    text = string(members(decode(letter.encode(), where), name, where)[name], where)
    if not text.isascii() or not text.isdigit() or len(text) > 2 * len(str(suite.order)):
        raise BallotError("share", where)
    return int(text) % suite.order


def assemble(
    suite: Suite, certs: Sequence[dict[str, Any]], polynomials: Sequence[Any], shares: Sequence[Any]
) -> tuple[dict[str, Any], list[str]]:
    """Step 6: the threshold parameters to publish, and each member's encrypted key; raises ``BallotError``."""
    listed = [
        members(each, "private_key public_key", f"shares[{place}]")
        for place, each in enumerate(array(list(shares), "shares", len(certs)))
    ]
    coefexps = [each["coefexps"] for each in polynomials]
    certificates = read_certificates(suite, list(certs), "certs")
    coefficients = read_coefficients(suite, certificates, coefexps, "coefexps")
    for place, each in enumerate(listed):
        read_public_key(suite, each["public_key"], f"shares[{place}].public_key")
    found = {
        "threshold": len(combined(suite, coefficients)),
        "certs": list(certs),
        "coefexps": coefexps,
        "verification_keys": [each["public_key"] for each in listed],
    }
    read_pedersen(suite, found, "threshold")
    keys = [string(each["private_key"], f"shares[{n}]") for n, each in enumerate(listed)]
    return found, keys


def open_key(suite: Suite, seed: str, encrypted: str) -> int:
    """A member's key of the election, as the tool or we have sealed it; raises ``BallotError``."""
    opening = decryption_key(suite, seed)
    recipient = suite.secret_power(suite.generator, opening)
    sender = suite.secret_power(suite.generator, signing_key(suite, seed))
    letter = receive(suite, opening, recipient, sender, encrypted, "private_key")
    return _unreduced(suite, letter, "decryption_key", "private_key")
