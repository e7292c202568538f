# ruff: noqa: RUF001 - full-width signs are this file's subject
"""What is hidden in every text: phone numbers, ID numbers, licence plates, e-mail addresses.

The shape alone decides; a check digit, right or wrong, does not matter. Figures that are
no such thing (amounts, years, short ticket numbers) stay.
"""

from __future__ import annotations

import re
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

PHONE = "〔电话〕"
IDENTITY = "〔身份证〕"
PLATE = "〔车牌〕"
EMAIL = "〔邮箱〕"

# One character for one, so that a place in the shadow is the same place in the text.
_SHADOW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord(sign): ord(plain)
    for signs, plain in (
        ("‐‑‒–—―−─﹣", "-"),
        ("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\u200b\u200c\u200d\u2060\ufeff\t\r\n", " "),
        ("•・‧∙●⋅", "·"),
        ("﹫", "@"),
    )
    for sign in signs
}
_NEEDS_SHADOW = re.compile(
    "[" + "".join(map(re.escape, map(chr, set(_SHADOW) - set(map(ord, "，：；！？"))))) + "]"
)

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_S = "[ .·-]{0,3}"  # what people put between groups of figures
_SEP = "[ .·-]{1,3}"
_ALONE = "(?<![0-9]-)"
_NOT_AFTER = "(?![0-9])"
_CHINA = r"(?:\(?(?:\+|00)?86\)?" + _S + ")?"

_IDENTITY = re.compile(
    r"(?<![0-9])(?:"
    r"[1-9][0-9]{16}[0-9Xx](?![0-9])"
    rf"|[1-9][0-9]{{5}}{_SEP}[0-9]{{8}}{_SEP}[0-9]{{3}}[0-9Xx](?![0-9])"
    r"|[1-9][0-9]{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}(?![0-9])"
    r"|(?<!-)[0-9]{3}-[0-9]{2}-[0-9]{4}(?![0-9-])"
    r")"
)
_MOBILE = (
    r"1[3-9](?:"
    rf"[0-9]{_S}[0-9]{{4}}{_S}[0-9]{{4}}"
    rf"|[0-9]{_S}[0-9]{{3}}{_S}[0-9]{{5}}"
    rf"|[0-9]{_S}[0-9]{{3}}{_S}[0-9]{{2}}{_S}[0-9]{{3}}"
    rf"|[0-9]{{2}}{_S}[0-9]{{3}}{_S}[0-9]{{4}}"
    rf"|[0-9]{{2}}{_S}[0-9]{{4}}{_S}[0-9]{{3}}"
    r")"
)
_AREA = r"(?:\(0[1-9][0-9]{1,2}\)|0[1-9][0-9]{1,2}[)]?)"
_EXTENSION = r"(?:" + _S + r"(?:转|ext\.?|x|-)" + _S + r"[0-9]{1,6})?"
_LANDLINE = rf"{_AREA}{_S}[0-9]{{3,4}}{_S}[0-9]{{4}}"
_LANDLINE_86 = rf"\(?(?:\+|00)86\)?{_S}\(?[1-9][0-9]{{1,2}}\)?{_S}[0-9]{{3,4}}{_S}[0-9]{{4}}"
_SERVICE = rf"[48]00(?:{_S}[0-9]{{3}}{_S}[0-9]{{4}}|{_S}[0-9]{{4}}{_S}[0-9]{{3}})"
_DATED = r"(?!(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))"
_AMERICAN = (
    rf"(?:\+?1{_S})?(?:\([2-9][0-9]{{2}}\){_S}|[2-9][0-9]{{2}}{_SEP})[2-9][0-9]{{2}}{_SEP}[0-9]{{4}}"
    rf"|{_DATED}[2-9][0-9]{{2}}[2-9][0-9]{{6}}"
)
_FOREIGN = rf"\+[1-9](?:{_S}\(?[0-9]\)?){{7,14}}"
_PHONE = re.compile(
    rf"(?<![0-9])(?:{_CHINA}{_MOBILE}|{_LANDLINE_86}|{_FOREIGN}"
    rf"|{_ALONE}(?:{_LANDLINE}|{_SERVICE}|{_AMERICAN})){_NOT_AFTER}{_EXTENSION}",
    re.I,
)
_NAMED = re.compile(
    r"(?:电话|座机|手机|致电|来电|拨打|热线|联系方式|号码|tel|phone|call)[号码是为：:;,. ]{0,6}\Z",
    re.I,
)
_SHORT_PHONE = re.compile(rf"[2-9][0-9]{{2,3}}{_S}[0-9]{{4}}(?![0-9元年月日])")
# Runs of figures and what may stand between them: only there the patterns are tried.
_CLUSTER = re.compile(r"[0-9+(][0-9+() .·-]{5,}")
_PLATE = re.compile(
    rf"(?:WJ[ ·.-]?)?[{_PROVINCES}][ ]?[A-HJ-NP-Z][ ·.-]{{0,2}}"
    r"(?:[DFABCEGHJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DFABCEGHJK]|(?=[A-Z]{0,4}[0-9])[A-HJ-NP-Z0-9]{5}"
    r"|(?=[A-Z]{0,3}[0-9])[A-HJ-NP-Z0-9]{4}[挂学警港澳领使])(?![A-Z0-9])"
    rf"|WJ[ ·.-]?[{_PROVINCES}0-9][ ·.-]?[0-9]{{4,6}}[A-Z0-9]?(?![A-Z0-9])"
    r"|[使领][ ·.-]?(?:[A-Z][ ·.-]?[0-9]{4,5}|[0-9]{3}[ ·.-]?[0-9]{3})"
    r"(?![A-Z0-9元万亿人户名个家次件余多])"
    r"|(?<![0-9])[0-9]{3}[ ·.-]?[0-9]{3}[使领](?![^ ,，。；;、)）])",
    re.I,
)
_DOMAIN = re.compile(r"@(?:[A-Z0-9-]{1,63}\.){1,8}[A-Z]{2,63}(?![A-Z0-9_-])", re.I)
_LOCAL = re.compile(r"[A-Z0-9._%+-]{1,64}\Z", re.I)

# A cheap question for whole columns; whatever the patterns above can hide answers yes.
CANDIDATE = (
    r"[0-9０-９](?:[^0-9０-９]{0,8}[0-9０-９]){5}|[@＠﹫]|[WwＷｗ][JjＪｊ]"
    rf"|[{_PROVINCES}使领][^0-9A-Za-z０-９Ａ-Ｚａ-ｚ]?[A-Za-zＡ-Ｚａ-ｚ]"
)
_SAMPLE = 128
_PLATE_HINT = re.compile(f"[{_PROVINCES}使领]|WJ", re.I)


def mask_text(text: str) -> str:
    """The text with everything personal replaced by its kind in brackets."""
    shadow = text.translate(_SHADOW) if _NEEDS_SHADOW.search(text) else text
    spans: list[tuple[int, int, str]] = []
    if "@" in shadow:
        shadow = _take(shadow, _email_spans(shadow), EMAIL, spans)
    shadow = _take(shadow, _cluster_spans(shadow, _IDENTITY), IDENTITY, spans)
    if _PLATE_HINT.search(shadow):
        shadow = _take(shadow, [match.span() for match in _PLATE.finditer(shadow)], PLATE, spans)
    shadow = _take(shadow, _cluster_spans(shadow, _PHONE), PHONE, spans)
    _take(shadow, _named_spans(shadow), PHONE, spans)
    parts, at = [], 0
    for start, end, label in sorted(spans):
        parts += [text[at:start], label]
        at = end
    return "".join([*parts, text[at:]])


def _cluster_spans(shadow: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a pattern of figures matches."""
    spans: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(shadow):
        for found in pattern.finditer(shadow, cluster.start(), cluster.end() + 16):
            if not spans or found.start() >= spans[-1][1]:
                spans.append(found.span())
    return spans


def _named_spans(shadow: str) -> list[tuple[int, int]]:
    """Numbers of seven or eight figures that the text before them calls a telephone."""
    spans = []
    for cluster in _CLUSTER.finditer(shadow):
        start = cluster.start()
        number = _SHORT_PHONE.match(shadow, start)
        if number and _NAMED.search(shadow, max(0, start - 16), start):
            spans.append(number.span())
    return spans


def _email_spans(shadow: str) -> list[tuple[int, int]]:
    """Addresses, found from their domain backwards."""
    spans = []
    for found in _DOMAIN.finditer(shadow):
        local = _LOCAL.search(shadow, max(0, found.start() - 64), found.start())
        if local:
            spans.append((local.start(), found.end()))
        elif shadow[
            max(0, found.start() - 1) : found.start()
        ].isalpha():  # a name in characters before the sign
            spans.append(found.span())
    return spans


def _take(
    shadow: str, found: list[tuple[int, int]], label: str, spans: list[tuple[int, int, str]]
) -> str:
    """Note what was found and blank it, so that no later pattern reads it again."""
    parts, at = [], 0
    for start, end in found:
        start = max(start, at)
        spans.append((start, end, label))
        parts += [shadow[at:start], "\0" * (end - start)]
        at = end
    return "".join([*parts, shadow[at:]]) if found else shadow


def _is_repetitive(column: Any) -> bool:
    """Whether the same few texts seem to stand in the column again and again."""
    if len(column) < 16 * _SAMPLE:
        return False
    return bool(pc.count_distinct(column.slice(len(column) // 2, _SAMPLE)).as_py() < _SAMPLE // 4)


def mask_column(column: Any) -> Any:
    """A string column masked; only the cells that may hold something are looked at closely."""
    if _is_repetitive(column):
        encoded = column.dictionary_encode()
        return mask_column(encoded.dictionary).take(encoded.indices)
    suspects = pc.fill_null(pc.match_substring_regex(column, CANDIDATE), False)
    if not pc.any(suspects, min_count=0).as_py():
        return column
    masked = [mask_text(text) for text in column.filter(suspects).to_pylist()]
    return pc.replace_with_mask(column, suspects, pa.array(masked, pa.string()))
