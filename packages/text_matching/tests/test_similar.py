"""相似文本: what is found, in which order, why; and that nothing depends on how the texts came in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_matching import TextIndex, find_similar
from text_matching.grams import normalised, pieces_of
from text_matching.index import WAITING

TEXTS = {
    "light": "西湖镇中心小学门口加装红绿灯 早晚高峰学生过马路危险",
    "lamp": "修复李家村村道路灯 晚上出行不便",
    "lamp2": "王家村主街安装太阳能路灯",
    "water": "王家村自来水管网改造 冬天经常冻裂",
    "square": "建设社区文化广场和健身器材",
}


def index(texts: dict[str, str] | None = None) -> TextIndex:
    return TextIndex.of((TEXTS if texts is None else texts).items())


def test_a_text_while_it_is_typed_finds_what_is_like_it_with_the_fragments_they_share():
    found = find_similar("小学门口装红绿灯", index())
    assert found[0].key == "light"
    assert found[0].shared == ("小学门口", "装红绿灯")
    assert 0.3 < found[0].score < 1
    assert [one.key for one in find_similar("安装太阳能路灯", index())] == ["lamp2"]


def test_nothing_in_common_finds_nothing():
    assert find_similar("养老食堂", index()) == []
    assert find_similar("，。！", index()) == [] == find_similar("", index())
    assert find_similar("路灯", TextIndex()) == []


def test_width_case_and_punctuation_make_no_difference():
    held = index({"a": "Ｇ206 国道（李家段）：加装护栏！"})
    assert find_similar("g206国道李家段加装护栏", held, least=0)[0].score < 1
    assert find_similar("g206  国道,李家段 加装护栏", held)[0].score == 1.0


def test_what_everybody_says_counts_less_than_what_few_say():
    texts = {f"n{number}": f"希望尽快解决{chr(0x4E00 + number)}的问题" for number in range(40)}
    held = index({**texts, "dam": "希望加固水库大坝"})
    assert find_similar("希望尽快加固大坝", held)[0].key == "dam"


def test_a_text_added_again_is_replaced_and_its_own_can_be_left_out():
    held = index()
    held.add("lamp", "建设公共厕所")
    assert [one.key for one in find_similar("公共厕所", held)] == ["lamp"]
    assert find_similar("建设公共厕所", held, leaving_out={"lamp"}, least=0.3) == []
    assert len(held) == 5 and held.text("lamp") == "建设公共厕所"


def test_parts_of_a_text_are_taken_together_and_no_piece_reaches_over():
    held = TextIndex()
    held.add("a", "安装路灯", "王家村")
    assert held.text("a") == "安装路灯 王家村"
    assert len(pieces_of(held.text("a"))) == 8
    assert find_similar("王家村 安装路灯", held)[0].score > 0.99


def test_what_is_not_there_cannot_be_removed():
    with pytest.raises(KeyError):
        index().remove("nothing")


def test_of_many_that_are_the_same_the_smaller_keys_come_first():
    held = index({f"k{number:03d}": "修路" for number in range(300)})
    assert [one.key for one in find_similar("修路", held, 3)] == ["k000", "k001", "k002"]


def test_many_that_come_one_by_one_are_found_as_if_they_had_come_together():
    texts = {f"k{number:04d}": f"修建第{number}号桥" for number in range(2 * WAITING + 50)}
    held = TextIndex()
    for key, text in texts.items():
        held.add(key, text)
    for key in list(texts)[: WAITING // 2]:
        held.remove(key)
        del texts[key]
    asked = "修建第700号桥和第20号桥"
    assert find_similar(asked, held, 20) == find_similar(asked, index(texts), 20)
    assert list(held) == sorted(texts)


words = st.text(alphabet="路灯水管学校修建村道桥 a1", min_size=1, max_size=12)
texts = st.dictionaries(st.text(alphabet="abcdef", min_size=1, max_size=3), words, max_size=12)


@given(texts, words)
def test_the_same_text_scores_one_and_comes_first(held, asked):
    if not normalised(asked):
        return
    found = find_similar(asked, index({**held, "own": asked}), least=0)
    assert found[0].score == 1.0
    assert normalised({**held, "own": asked}[found[0].key]) == normalised(asked)
    assert all(0 <= one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@given(texts, words, st.randoms(use_true_random=False))
def test_the_order_of_adding_never_matters(held, asked, chance):
    items = list(held.items())
    chance.shuffle(items)
    assert find_similar(asked, index(dict(items)), least=0) == find_similar(
        asked, index(held), least=0
    )


@given(texts, texts, words)
def test_removing_removes_without_a_trace(held, more, asked):
    both = index({**more, **held})
    for key in set(more) - set(held):
        both.remove(key)
        assert key not in both
    assert len(both) == len(held)
    assert find_similar(asked, both, least=0) == find_similar(asked, index(held), least=0)


@given(texts, words)
def test_every_fragment_stands_in_both_texts(held, asked):
    built = index(held)
    for one in find_similar(asked, built, least=0):
        for fragment in one.shared:
            assert fragment in normalised(asked) and fragment in built.text(one.key)
