"""The ceremony over the network: members take turns, stop anywhere and go on; a lying server is found out."""

from __future__ import annotations

import contextlib
import copy
import datetime
import io
import json
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from secret_ballot.cli import main
from secret_ballot.findings import BallotError
from secret_ballot.hands import Hands
from secret_ballot.joining import join
from secret_ballot.remote import Refused, Remote, Wrong, over_https
from secret_ballot.trustee_folder import grouped, is_backup, make_seed, read_seed
from secret_ballot.v1 import threshold as ceremony
from secret_ballot.v1.trustees import fingerprint_of, read_trustees

from .fake_server import SUITE, FakeServer, served


class Stopped(Exception):
    """A member's command is killed where it would wait."""


def stop() -> None:
    raise Stopped


HANDS = Hands(lambda _text: None, lambda _question: pytest.fail("asked"), stop)


def folder(tmp_path: Path, place: int) -> Path:
    """A folder whose backup was entered again."""
    path = tmp_path / f"m{place}"
    if not path.exists():
        path.mkdir()
        seed, _fingerprint = make_seed(path, SUITE)
        assert is_backup(path, grouped(seed))
    return path


def turns(fake: FakeServer, tmp_path: Path, most: int = 30) -> list[str]:
    """Everybody in turn, until all are done."""
    done: dict[int, str] = {}
    for _ in range(most):
        for place in range(fake.number):
            try:
                remote = Remote(fake.send(f"c{place}"))
                done[place] = join(remote, folder(tmp_path, place), HANDS)
            except Stopped:
                continue
        if len(done) == fake.number:
            break
    return [done[place] for place in range(fake.number)]


def test_members_who_are_killed_at_every_wait_still_make_a_key(tmp_path: Path):
    fake = FakeServer()
    fake.lost = {"", "/certificate", "/commitment", "/polynomial", "/share"}
    found = turns(fake, tmp_path)
    raw = (tmp_path / "m0" / "trustees.json").read_bytes()
    assert found == [fingerprint_of(SUITE, raw)] * 3
    trustees = read_trustees(SUITE, raw)
    for place in range(3):
        path = tmp_path / f"m{place}"
        key = ceremony.open_key(SUITE, read_seed(path), (path / "sealed.json").read_text().strip())
        assert SUITE.power(SUITE.generator, key) == trustees.keys[place].public_key
        assert not any(read_seed(path).encode() in body for body in fake.bodies)
        assert not any(str(key).encode() in body for body in fake.bodies)
    before = len(fake.bodies)
    assert turns(fake, tmp_path, 1) == found and len(fake.bodies) == before


def test_a_lost_machine_is_replaced_from_the_paper(tmp_path: Path, monkeypatch: Any, capsys: Any):
    fake = FakeServer()
    (found, *_others) = turns(fake, tmp_path)
    seed = read_seed(tmp_path / "m0")
    for name, text, code in (
        ("back", grouped(seed), 0),
        ("typo", f"{seed[:-1]}0", 2),
        ("other", ceremony.new_seed(), 0),
        ("back", seed, 2),
    ):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{text}\n"))
        folder = ["--folder", str(tmp_path / name), "--group", "Ed25519"]
        assert main(["trustee", "restore", *folder]) == code
        assert seed not in "".join(capsys.readouterr())
    back = tmp_path / "back"
    assert join(Remote(fake.send("c0")), back, HANDS) == found
    sealed, kept = (tmp_path / name / "sealed.json" for name in ("back", "m0"))
    assert sealed.read_text() == kept.read_text()
    with pytest.raises(Wrong, match="own_part"):
        join(Remote(fake.send("c0")), tmp_path / "other", HANDS)
    fake.lie = swapped("received", lambda _value: {})
    with pytest.raises(Wrong):
        join(Remote(fake.send("c0")), back, HANDS)


def test_a_seed_is_made_and_its_backup_insisted_upon(tmp_path: Path):
    fake, said, entered = FakeServer(), [], iter(["", "wrong", "", "right"])
    path = tmp_path / "new"

    def ask(_question: str) -> str:
        text = next(entered)
        return grouped(read_seed(path)) if text == "right" else text

    hands = Hands(said.append, ask, stop)
    with pytest.raises(StopIteration):  # killed before the backup was entered
        join(Remote(fake.send("c0")), path, Hands(said.append, lambda _q: next(iter(())), stop))
    assert not fake.told["certificate"]
    with pytest.raises(Stopped):
        join(Remote(fake.send("c0")), path, hands)
    assert list(fake.told["certificate"]) == [0] and next(entered, None) is None
    assert sum(grouped(read_seed(path)) in text for text in said) == 3


def swapped(name: str, change: Callable[[Any], Any], member: int = 0):
    """A server that changes one value of the state once it is there."""

    def lie(path: str, value: Any) -> Any:
        if path == "" and value[name] is not None and value["number"] == member + 1:
            value = copy.deepcopy(value)
            value[name] = change(value[name])
        return value

    return lie


def with_other_certificate(place: int):
    other = ceremony.make_certificate(SUITE, ceremony.new_seed())
    return lambda certs: [*certs[:place], other, *certs[place + 1 :]]


def bad_signature(certs: Any) -> Any:
    certs[2]["signature"]["response"] = "1"
    return certs


def other_polynomial(received: Any) -> Any:
    """A member's polynomial exchanged after all were seen: rushing."""
    received["coefexps"][1] = received["coefexps"][2]
    return received


def wrong_secret(received: Any) -> Any:
    received["secrets"][1] = received["secrets"][2]
    return received


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("certificates", with_other_certificate(0), "own_part"),
        ("certificates", with_other_certificate(1), "coefficients"),
        ("certificates", bad_signature, "certificate"),
        ("certificates", lambda certs: [certs[0], certs[1], certs[1]], "certificate_twice"),
        ("commitments", lambda told: [*told[1:], told[0]], "own_part"),
        ("commitments", lambda told: [told[0], "0" * 64, told[2]], "commitment"),
        ("received", other_polynomial, "commitment"),
        ("received", wrong_secret, "message"),
        ("sealed", lambda text: text.replace("1", "2"), "own_part"),
        ("fingerprint", lambda text: "0" * 64, "server_answer"),
        ("trustees", lambda text: text.replace('"threshold":2', '"threshold":1'), "threshold"),
        ("threshold", lambda n: 9, "server_answer"),
        ("group", lambda name: "RFC-3526-2048", "server_answer"),
        ("members", lambda listed: listed[::-1], "server_answer"),
        ("stage", lambda stage: "ended", "ceremony_ended"),
    ],
)
def test_a_lie_of_the_server_is_found_out(tmp_path: Path, name: str, change: Any, code: str):
    fake = FakeServer()
    fake.lie = swapped(name, change)
    with pytest.raises(Wrong) as caught:
        turns(fake, tmp_path)
    assert caught.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 5) | st.text(max_size=4) | st.just("\ud800"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[FakeServer, Path]:
    """A ceremony that was held, and a member's folder restored from the paper."""
    fake, path = FakeServer(), tmp_path_factory.mktemp("held")
    turns(fake, path)
    seed = read_seed(path / "m0")
    (path / "back").mkdir()
    make_seed(path / "back", SUITE, seed)
    assert is_backup(path / "back", seed)
    return fake, path / "back"


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_the_server_says_is_judged(held: tuple[FakeServer, Path], data: st.DataObject):
    fake, path = held
    (path / "ceremony.json").unlink(missing_ok=True)
    state = copy.deepcopy(fake.state(0))
    name = data.draw(st.sampled_from([*state, *(f"members.{flag}" for flag in ("name", "share"))]))
    if name.startswith("members."):
        state["members"][1][name.partition(".")[2]] = data.draw(JSON)
    elif isinstance(state[name], list | dict) and data.draw(st.booleans()):
        keys = list(range(len(state[name]))) if isinstance(state[name], list) else [*state[name]]
        state[name][data.draw(st.sampled_from(keys))] = data.draw(JSON)
    else:
        state[name] = data.draw(JSON)
    raw = json.dumps(state).encode()
    with contextlib.suppress(BallotError, Stopped):
        join(Remote(lambda *_asked: (200, raw)), path, HANDS)


def test_another_group_of_trustees_is_found_out(tmp_path: Path):
    """A server that runs a second ceremony of its own and shows its result."""
    other = FakeServer()
    (tmp_path / "other").mkdir()
    turns(other, tmp_path / "other")
    fake, theirs = FakeServer(), other.state(0)
    fake.lie = swapped("trustees", lambda _text: theirs["trustees"])
    with pytest.raises(Wrong, match="trustees_differ"):
        turns(fake, tmp_path)


def test_what_was_seen_once_may_not_change(tmp_path: Path):
    fake = FakeServer()
    with pytest.raises(Stopped):
        join(Remote(fake.send("c0")), folder(tmp_path, 0), HANDS)
    fake.threshold = 1
    with pytest.raises(Wrong, match="ceremony_changed"):
        join(Remote(fake.send("c0")), folder(tmp_path, 0), HANDS)
    assert len(fake.told["certificate"]) == 1


def test_a_code_that_somebody_else_has_used(tmp_path: Path):
    fake = FakeServer()
    fake.told["certificate"][0] = ceremony.make_certificate(SUITE, ceremony.new_seed())
    with pytest.raises(Wrong, match="own_part"):
        turns(fake, tmp_path)
    with pytest.raises(Refused, match="401 code"):
        join(Remote(fake.send("c9")), folder(tmp_path, 0), HANDS)


def test_no_answer_is_too_long_or_of_another_kind():
    for raw in (b"[]", b"{", b"[" * 100_000, b"\xff"):
        with pytest.raises(Wrong, match="server_answer"):
            Remote(lambda *_a, raw=raw: (200, raw)).ceremony()
    with pytest.raises(Wrong, match="server_answer"):
        Remote(lambda _m, _p, _b, most: (200, bytes(most + 1))).ceremony()
    for status in (301, 302, 403, 418):
        with pytest.raises(Refused):
            Remote(lambda *_a, status=status: (status, b'{"code": "\\u001b[2J"}')).ceremony()


def test_only_tls_to_the_server_that_was_named(tmp_path: Path):
    for server in ("http://x.test", "ftp://x", "https://u@x", "https://x/a", "x", "https://[", ""):
        with pytest.raises(BallotError, match="server_address"):
            over_https(server, "c0")
    pem = tmp_path / "ca.pem"
    context = certificate(pem)
    with served(FakeServer(), context) as address:
        assert Remote(over_https(address, "c0", pem)).ceremony()["set"] == 7
        with pytest.raises(BallotError, match="TLS"):
            Remote(over_https(address, "c0")).ceremony()
        status, _raw = over_https(address, "c0", pem)("GET", "/elsewhere", None, 99)
        assert status == 302


def certificate(path: Path) -> ssl.SSLContext:
    """A certificate of 127.0.0.1, signed by itself."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hall")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
