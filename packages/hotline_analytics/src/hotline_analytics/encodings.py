"""In which encoding a text file is written: UTF-8, GBK (read as GB18030) or marked UTF-16.

A file may be mostly readable: the bytes that fit nothing become `BROKEN`, and the rows
that hold one are set aside later instead of being guessed at.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

BROKEN = "\udcff"
ERRORS = "hotline_broken"
_CHUNK = 1 << 20
_UTF8_SEQUENCE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_HANZI_PAIR = re.compile(rb"[\xb0-\xf7][\xa1-\xfe]")
_HIGH = re.compile(rb"[\x80-\xff]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LABELS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "gb18030": "GBK", "utf-16": "UTF-16"}


def _broken(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BROKEN, error.end


codecs.register_error(ERRORS, _broken)


@dataclass(frozen=True)
class Encoding:
    """The encoding of one file: codec, its name for people, and whether some bytes fit nothing."""

    codec: str
    broken: bool
    line_breaks: int
    zero_bytes: int

    @property
    def label(self) -> str:
        """The name people know."""
        return _LABELS[self.codec]


def detect_encoding(path: Path) -> Encoding:
    """Look at the whole file and decide."""
    with path.open("rb") as file:
        head = file.read(4)
    marked = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    survey = _survey(path, marked or "utf-8")
    if survey.clean:
        return Encoding(marked or "utf-8", False, survey.line_breaks, survey.zero_bytes)
    if marked:
        return Encoding(marked, True, survey.line_breaks, survey.zero_bytes)
    return _decide_unmarked(path, survey)


@dataclass
class _Survey:
    clean: bool = True
    line_breaks: int = 0
    zero_bytes: int = 0


def _survey(path: Path, codec: str) -> _Survey:
    survey = _Survey()
    decoder = codecs.getincrementaldecoder(codec)("strict")
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            survey.line_breaks += chunk.count(b"\n") or chunk.count(b"\r")
            survey.zero_bytes += chunk.count(b"\0")
            survey.clean = survey.clean and _decodes(decoder, chunk, final=False)
    survey.clean = survey.clean and _decodes(decoder, b"", final=True)
    return survey


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _decide_unmarked(path: Path, survey: _Survey) -> Encoding:
    """UTF-8 with some broken bytes, or GBK: which of the two explains more bytes."""
    high = utf8 = pairs = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            high += len(_HIGH.findall(chunk))
            utf8 += sum(map(len, _UTF8_SEQUENCE.findall(chunk)))
            pairs += 2 * len(_HANZI_PAIR.findall(chunk))
    codec = "utf-8" if utf8 * 2 > high or pairs * 2 < high else "gb18030"
    broken = codec == "utf-8" or not _survey(path, codec).clean
    return Encoding(codec, broken, survey.line_breaks, survey.zero_bytes)
