"""Groups: parameters, strangers of every kind, the ways to raise, scalars and texts."""

from __future__ import annotations

import gmpy2
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from secret_ballot.v1.suites import NAMES, Suite, suite_of

P25519 = 2**255 - 19
# A point of order 8, and with it all eight points of small order.
TORSION = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")


@pytest.fixture(params=NAMES)
def suite(request: pytest.FixtureRequest) -> Suite:
    return suite_of(request.param)


def test_the_parameters_are_those_of_the_specification():
    for name in ("BELENIOS-2048", "RFC-3526-2048"):
        group = suite_of(name)
        assert gmpy2.is_prime(group.p) and gmpy2.is_prime(group.order)
        assert group.p.bit_length() == 2048
        assert (group.p - 1) % group.order == 0
        assert group.generator != 1 and gmpy2.powmod(group.generator, group.order, group.p) == 1
    assert suite_of("BELENIOS-2048").order.bit_length() == 256
    rfc = suite_of("RFC-3526-2048")
    assert (rfc.p, rfc.generator) == (2 * rfc.order + 1, 2)
    assert f"{rfc.p:x}".startswith("f" * 16 + "c90fdaa22168c234") and f"{rfc.p:x}".endswith(
        "f" * 16
    )
    assert suite_of("Ed25519").write(suite_of("Ed25519").generator) == "66" * 31 + "58"


def test_every_way_to_raise_gives_the_same(suite: Suite):
    q, g = suite.order, suite.generator
    base = suite.power(g, suite.random_scalar())
    exponents = [0, 1, 2, q - 1, *(suite.random_scalar() for _ in range(2))]
    one_by_one = [suite.power(base, exponent) for exponent in exponents]
    assert suite.powers(base, exponents) == one_by_one
    assert suite.powers(base, exponents[:2]) == one_by_one[:2]
    assert suite.checked_powers(base, exponents) == one_by_one
    table = suite.table(base)
    assert [table.power(exponent) for exponent in exponents] == one_by_one
    assert [suite.secret_power(base, exponent) for exponent in exponents] == one_by_one
    assert one_by_one[:2] == [suite.identity, base]
    assert suite.multiply(one_by_one[3], base) == suite.identity
    assert suite.generator_table.power(-5) == suite.divide(suite.identity, suite.power(g, 5))
    assert suite.divide(one_by_one[2], base) == base
    assert suite.checked_powers(suite.identity, exponents) == [suite.identity] * len(exponents)


@given(data=st.data())
@examples(max_examples=15)
def test_texts_are_read_back(data: st.DataObject):
    suite = suite_of(data.draw(st.sampled_from(("BELENIOS-2048", "Ed25519"))))
    element = suite.generator_table.power(data.draw(st.integers(0, suite.order - 1)))
    assert suite.is_member(element)
    assert suite.read(suite.write(element)) == element
    scalar = data.draw(st.integers(0, suite.order - 1))
    assert suite.read_scalar(str(scalar)) == scalar


@pytest.mark.parametrize(
    "text", ["", "-1", "+1", "01", "00", "1 ", "1_0", "١", "0x1", "1.0", "1e3", 5, None, True]
)
def test_a_scalar_has_one_form(suite: Suite, text: object):
    with pytest.raises(ValueError):
        suite.read_scalar(text)


def test_a_scalar_is_below_the_order(suite: Suite):
    assert suite.read_scalar(str(suite.order - 1)) == suite.order - 1
    for number in (suite.order, suite.order + 1, 10**700):
        with pytest.raises(ValueError):
            suite.read_scalar(str(number) if number < 10**699 else "1" + "0" * 5000)


@pytest.mark.parametrize("name", ["BELENIOS-2048", "RFC-3526-2048"])
def test_what_is_no_number_of_the_group(name: str):
    group = suite_of(name)
    for text in (
        "",
        "0",
        "-1",
        "02",
        " 2",
        "2 ",
        "1_0",
        "٢",
        "0x2",
        str(group.p),
        str(group.p + 1),
        "9" * 618,
    ):
        with pytest.raises(ValueError):
            group.read(text)


def test_strangers_modulo_p_are_refused():
    group = suite_of("BELENIOS-2048")
    member = group.generator_table.power(group.random_scalar())
    exponents = [group.random_scalar(), group.random_scalar()]
    cofactor = (group.p - 1) // group.order
    assert cofactor % 2 == 0  # -1 has order 2: a batched check would miss it every second time
    for stranger in (group.p - 1, group.p - member, gmpy2.mpz(2), group.p + 1, gmpy2.mpz(0)):
        assert not group.is_member(stranger)
        assert group.checked_powers(stranger, exponents) is None
    rfc = suite_of("RFC-3526-2048")
    assert not rfc.is_member(rfc.p - 1) and not rfc.is_member(rfc.p - 4)
    assert rfc.is_member(gmpy2.mpz(4))


def test_points_outside_the_subgroup_are_refused():
    """All seven points of small order, and their sums with members (CVE-2025-69277)."""
    group = suite_of("Ed25519")
    member = group.generator_table.power(group.random_scalar())
    exponents = [group.random_scalar(), group.random_scalar()]
    small, point = [], TORSION
    while point != group.identity:
        small.append(point)
        point = group.multiply(point, TORSION)
    assert len(small) == 7
    for stranger in (*small, *(group.multiply(member, point) for point in small)):
        assert not group.is_member(stranger)
        assert group.checked_powers(stranger, exponents) is None
        assert group.checked_powers(stranger, [0, 0]) is None
        assert group.checked_powers(stranger, [0, exponents[0]]) is None


def test_points_have_one_form():
    group = suite_of("Ed25519")
    for text in ("", "AB" * 32, "ab" * 31, "ab" * 33, " " + "a" * 63, "g" * 64):
        with pytest.raises(ValueError):
            group.read(text)
    odd_zero = f"{1 + 2**255:064x}"  # the identity with its sign set
    for number in (P25519 + 1, P25519, 2**255 - 1):
        assert not group.is_member(group.read(f"{number:064x}"))
    assert not group.is_member(group.read(odd_zero))
    assert not group.is_member(group.read(f"{2:064x}"))  # no point has this height
    assert group.is_member(group.identity)


def test_fingerprints_have_no_padding(suite: Suite):
    assert suite.fingerprint(b"") == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
    assert suite.scalar_of("x") == suite.whole_hash("x") % suite.order


@pytest.mark.parametrize("name", ["BELENIOS-2048", "Ed25519"])
def test_small_logarithms(name: str):
    group = suite_of(name)
    for number in (0, 1, 9, 10, 99, 100):
        assert group.logarithm(group.generator_table.power(number), 100) == number
    assert group.logarithm(group.generator_table.power(101), 100) is None
    assert group.logarithm(group.identity, 0) == 0
    assert group.logarithm(group.generator, 0) is None
