"""Codes on cards, what is derived from them, and the public list."""

from __future__ import annotations

import pytest
from secret_ballot.findings import BallotError
from secret_ballot.v1.canonical import encode
from secret_ballot.v1.credentials import (
    derive,
    make_credentials,
    new_private_credential,
    parse_private_credential,
    public_of,
    read_credentials,
)
from secret_ballot.v1.elections import new_uuid
from secret_ballot.v1.suites import suite_of

SUITE = suite_of("Ed25519")
SHORT = "DwA-H48-HGT-CBK-idb"


@pytest.mark.parametrize("short", [True, False])
def test_new_codes_are_codes(short: bool):
    codes = {new_private_credential(short=short) for _ in range(50)}
    assert len(codes) == 50
    sizes = [3, 3, 3, 3, 3] if short else [5, 6, 5, 6]
    for code in codes:
        assert parse_private_credential(code) == code
        assert [len(part) for part in code.split("-")] == sizes


def test_codes_without_small_letters():
    codes = [new_private_credential(capitals=True) for _ in range(50)]
    assert all(code == code.upper() == parse_private_credential(code) for code in codes)
    assert set("".join(codes)) == set("-123456789ABCDEFGHJKLMNPQRSTUVWXYZ")


def test_every_single_slip_in_a_short_code_is_seen():
    """53 is prime and no power of 58 is a multiple of it; only digits 53 apart look alike."""
    for place, character in enumerate(SHORT):
        for slip in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz":
            code = SHORT[:place] + slip + SHORT[place + 1 :]
            if character == "-" or slip == character:
                continue
            try:
                parse_private_credential(code)
            except BallotError as error:
                assert error.code == "private_credential"
                assert code not in str(error)
            else:
                assert {character, slip} <= set("12345vwxyz")


@pytest.mark.parametrize(
    "code",
    ["", "-", "DwA-H48-HGT-CBK-id", "DwA-H48-HGT-CBKi-db", "DwA H48 HGT CBK idb", SHORT + "1", "0" * 22,
     "ABCDE-FGHJKL-MNPQR-STUVW", "ABCDEFGHJKLMNPQRSTUVWX", "ABCDEF-GHJKL-MNPQR-STUVWX"],
)  # fmt: skip
def test_what_is_no_code(code: str):
    with pytest.raises(BallotError, match="private_credential"):
        derive(SUITE, new_uuid(), code)


def test_the_dashes_are_part_of_the_password():
    uuid = "WmjgJVNhDSJ6Kf"
    assert derive(SUITE, uuid, SHORT) != derive(SUITE, uuid, SHORT.replace("-", ""))


@pytest.mark.parametrize("short", [True, False])
def test_two_elections_from_one_set_of_cards_share_no_credential(short: bool):
    codes = [new_private_credential(short=short) for _ in range(20)]
    lists = [
        {SUITE.write(public_of(SUITE, derive(SUITE, uuid, code))) for code in codes}
        for uuid in (new_uuid(), new_uuid())
    ]
    assert all(len(each) == 20 for each in lists)
    assert not lists[0] & lists[1]


def test_the_list_is_sorted_by_number_and_read_back():
    suite = suite_of("BELENIOS-2048")
    elements = [suite.generator_table.power(suite.random_scalar()) for _ in range(8)]
    raw = make_credentials(suite, [(each, 2) for each in elements])
    found = read_credentials(suite, raw)
    assert [int(text) for text in found.weights] == sorted(map(int, elements))
    assert set(found.weights.values()) == {2}
    assert len(found) == 8 and suite.write(elements[0]) in found and "5" not in found


def refused(entries: list[object]) -> str:
    with pytest.raises(BallotError) as caught:
        read_credentials(SUITE, encode(entries))
    return caught.value.code


def test_what_no_list_may_hold():
    one = SUITE.write(SUITE.generator)
    assert refused([]) == "credentials_none"
    assert refused([one, one]) == "credential_twice"
    assert refused([one, f"{one},2"]) == "credential_twice"
    assert refused([one[:-1] + "G"]) == "element"
    assert refused([SUITE.write(SUITE.identity)]) == "identity"
    assert refused([f"{2:064x}"]) == "not_member"
    for weight in ("0", "", "01", "-1", "1.5", " 1", "1,login", "٣", "9" * 40):
        assert refused([f"{one},{weight}"]) == "credential_weight", weight
    assert refused([5]) == "shape"
    with pytest.raises(BallotError, match="not_canonical"):
        read_credentials(SUITE, f'[ "{one}"]'.encode())
