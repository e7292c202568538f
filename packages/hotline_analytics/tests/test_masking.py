"""What is hidden in texts, and what stays."""

import re
import time

import pyarrow as pa
import pytest
from hotline_analytics.masking import EMAIL, IDENTITY, PHONE, PLATE, mask_column, mask_text
from hypothesis import given, settings
from hypothesis import strategies as st

PHONES = [
    "13812345678",
    "138 1234 5678",
    "138-1234-5678",
    "1381234 5678",
    "138.1234.5678",
    "138 123 45678",
    "+8613812345678",
    "+86 138-1234-5678",
    "0086 13812345678",
    "86-13812345678",
    "（86）13812345678",
    "１３８１２３４５６７８",
    "１３８－１２３４－５６７８",
    "138—1234—5678",
    "0512-65123456",
    "（0512）65123456",
    "0512 6512 3456",
    "051265123456",
    "010-88889999",
    "０１０－８８８８９９９９",
    "+86 512 65123456",
    "0512-65123456-801",
    "0512-65123456转801",
    "400-123-4567",
    "4001234567",
    "800 123 4567",
    "617-555-1234",
    "(617) 555-1234",
    "617.555.1234",
    "6175551234",
    "+1 617 555 1234",
    "1-617-555-1234",
    "+852 6123 4567",
    "+44 20 7946 0958",
]
IDENTITIES = [
    "110101199003071233",
    "11010119900307123X",
    "11010119900307123x",
    "１１０１０１１９９００３０７１２３Ｘ",
    "110101 19900307 1234",
    "110101-19900307-1234",
    "110101900307123",
    "123-45-6789",
]
PLATES = [
    "苏E12345",
    "苏E·12345",
    "苏E 12345",
    "苏E-A1B23",
    "苏e8k6m2",
    "京AD12345",
    "沪A12345D",
    "粤Z1234港",
    "粤Z·1234澳",
    "沪A1234学",
    "京A1234警",
    "苏E1234挂",
    "沪A0023领",
    "使014578",
    "使014·578",
    "224578使",
    "WJ苏12345",
    "苏Ｅ１２３４５",
]
EMAILS = [
    "a@b.cn",
    "zhang.san+x@mail.example.com",
    "ZHANG_SAN@QQ.COM",
    "张三＠qq.com",
    "a-b@sub-domain.org",
]
KEPT = [
    "金额12345678元",
    "欠薪 1380000 元",
    "1,234,567.89元",
    "2026年6月30日",
    "2026-06-30 08:15:00",
    "2026/06/30",
    "2026.06.30-2026.07.15",
    "2019-2020年度",
    "10000-20000元",
    "工单123456",
    "工单1234567",
    "工单20260615",
    "编号2019051612",
    "工单号 202606151234",
    "18-00269879",
    "101000729509",
    "邮编215000",
    "3-2-1201室",
    "12345热线",
    "拨打110",
    "95598",
    "3.1415926",
    "120.5平方米",
    "15 16 17 18 19 20",
    "上午8:30-11:30",
    "A市A3区",
    "京津冀",
    "川A2区",
    "补助使100000人受益",
    "认领150000元",
    "100000使用",
    "价格@2.5元",
    "@getxlate.Udf_Code",
    "艾特@某人",
    "1-2-3-4-5-6-7",
]


@pytest.mark.parametrize(
    ("texts", "label"),
    [(PHONES, PHONE), (IDENTITIES, IDENTITY), (PLATES, PLATE), (EMAILS, EMAIL)],
    ids=["phones", "identities", "plates", "emails"],
)
@pytest.mark.parametrize("frame", ["{}", "请联系{}，谢谢", "x:{}。", "（{}）", "a {} b"])
def test_personal_details_are_replaced(texts: list[str], label: str, frame: str) -> None:
    for text in texts:
        masked = mask_text(frame.format(text))
        assert label in masked, text
        assert not re.search("[0-9０-９]{4}|@|＠", masked), (text, masked)


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_figures_stay(text: str) -> None:
    assert mask_text(text) == text
    assert mask_text(f"反映{text}的问题") == f"反映{text}的问题"


@pytest.mark.parametrize(
    "text", ["电话：87654321", "座机6512 3456", "联系方式 8765-4321", "Tel: 8765432"]
)
def test_a_short_number_is_hidden_where_it_is_called_a_telephone(text: str) -> None:
    assert PHONE in mask_text(text)
    assert mask_text("门店87654321") == "门店87654321"


def test_several_details_in_one_text() -> None:
    text = "苏E12345车主13812345678（110101199003071233）或a@b.cn，备用13912345678、0512-65123456"
    assert mask_text(text) == (f"{PLATE}车主{PHONE}（{IDENTITY}）或{EMAIL}，备用{PHONE}、{PHONE}")


_digit = st.sampled_from("0123456789０１２３４５６７８９")
_mobile = st.builds(
    lambda second, rest, at, sep: "1" + second + rest[:1] + sep + rest[1:5] + sep + rest[5:],
    st.sampled_from("3456789"),
    st.text("0123456789", min_size=9, max_size=9),
    st.none(),
    st.sampled_from(["", " ", "-", "－", "·", "."]),
)
_identity = st.builds(
    lambda head, year, month, day, tail: f"{head}{year}{month:02d}{day:02d}{tail}",
    st.integers(110000, 659999),
    st.integers(1900, 2026),
    st.integers(1, 12),
    st.integers(1, 31),
    st.from_regex(r"[0-9]{3}[0-9X]", fullmatch=True),
)
_words = st.text(
    st.characters(categories=["Lo"], min_codepoint=0x4E00, max_codepoint=0x4FFF), max_size=20
)


@settings(deadline=None)
@given(_words, st.one_of(_mobile, _identity), _words)
def test_any_mobile_or_identity_number_is_hidden(before: str, number: str, after: str) -> None:
    masked = mask_text(before + number + after)
    assert masked in (before + PHONE + after, before + IDENTITY + after)


@settings(deadline=None)
@given(st.integers(0, 9_999_999), _words)
def test_a_number_of_up_to_seven_figures_stays(number: int, words: str) -> None:
    assert mask_text(f"{words}共{number}件") == f"{words}共{number}件"


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(st.text(max_size=30), st.sampled_from([*PHONES, *PLATES, *IDENTITIES, *EMAILS]))
    )
)
def test_a_column_is_masked_as_its_cells_are(texts: list[str]) -> None:
    column = pa.array(texts, pa.string())
    assert mask_column(column).to_pylist() == [mask_text(text) for text in texts]


@settings(deadline=None)
@given(st.text(alphabet="1380-+() 苏E·@a.京使0123４５", max_size=80))
def test_the_quick_question_overlooks_nothing(text: str) -> None:
    assert mask_column(pa.array([text, None], pa.string())).to_pylist() == [mask_text(text), None]


@pytest.mark.parametrize(
    "cell",
    ["1" * 10**6, "a@" * 500_000, "苏E" * 500_000, "138 " * 250_000, "(" * 10**6, "电话" * 500_000],
)
def test_a_very_long_cell_is_masked_in_linear_time(cell: str) -> None:
    def seconds(text: str) -> float:
        begun = time.process_time()
        mask_text(text)
        return time.process_time() - begun

    short = seconds(cell[: len(cell) // 10])
    assert seconds(cell) < 40 * short + 0.5
