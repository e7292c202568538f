"""来源的一句话: every origin is told in a whole sentence, from the facts that its form asks for."""

from __future__ import annotations

import pytest

from oversight.cases.origins import FIELDS
from oversight.cases.papers import ORIGIN_SENTENCES, origin_sentence

SAMPLES = {"number": 36, "day": "2026-07-05", "lines": ["甲", "乙", "丙"], "choice": "attention"}
TOLD = [origin for origin in FIELDS if origin != "hotline_finding"]


def facts_of(origin: str) -> dict[str, object]:
    """An invented fact for every field of the form."""
    return {
        field.key: SAMPLES.get(
            field.kind, f"{field.key}的内容。" if field.key == "text" else "某处"
        )
        for field in FIELDS[origin]
    }


def test_every_origin_has_a_sentence():
    assert sorted(ORIGIN_SENTENCES) == sorted(TOLD)


@pytest.mark.parametrize("origin", TOLD)
def test_the_sentence_is_whole(origin: str):
    sentence = origin_sentence(origin, facts_of(origin))
    assert sentence.endswith("text的内容。")
    assert "{" not in sentence and "None" not in sentence


def test_signers_are_counted_and_not_named():
    sentence = origin_sentence("signatures", facts_of("signatures"))
    assert "3人联名" in sentence and "甲" not in sentence
