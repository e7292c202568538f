"""正文与文本: lines that a clerk writes, as the blocks that the layout sets, and back.

One line is one block. Recognised are the four levels, tables written with ``|``, boxes of a sheet ``【栏】`` and
places to sign ``【签字】``. Whatever is not recognised is a paragraph: no text is ever lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from oversight.documents.layout.content import (
    Block,
    Field,
    Heading,
    Paragraph,
    SignatureLine,
    Table,
)

NUMERALS = "一二三四五六七八九十百"
LEVELS = (
    re.compile(rf"^([{NUMERALS}]{{1,4}})[、．.]\s*(?=\S)"),
    re.compile(rf"^[（(]([{NUMERALS}]{{1,4}})[）)][、]?\s*(?=\S)"),
    re.compile(r"^(\d{1,2})[.．、]\s*(?=[^\d\s.．])"),
    re.compile(r"^[（(](\d{1,2})[）)][、]?\s*(?=\S)"),
)
MARKS = ("{}、", "（{}）", "{}.", "（{}）")
SIGN = "签字"
BOX = re.compile(r"^【([^【】|]{1,20})】\s*(.*)$")
CAPTION = re.compile(r"^表\s*\d*[　 ：:]\s*\S")
HEADING_LENGTH = 40  # a longer first sentence is text that happens to be numbered


def blocks_from_text(text: str) -> tuple[Block, ...]:
    """The body of a paper, level by level."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return tuple(_blocks(lines))


def text_from_blocks(blocks: Iterable[Block]) -> str:
    """The same body as lines; read again, it gives the same blocks."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if CAPTION.match(line) and at + 1 < len(lines) and _is_row(lines[at + 1]):
            end = _rows_end(lines, at + 1)
            yield _table(lines[at + 1 : end], line)
        elif _is_row(line):
            end = _rows_end(lines, at)
            yield _table(lines[at:end], "")
        elif box := BOX.match(line):
            end = _box_end(lines, at + 1)
            yield _box(box, lines[at + 1 : end])
        else:
            end = at + 1
            if line:
                yield _one(line)
        at = end


def _one(line: str) -> Block:
    """A heading when the line is numbered and short enough to be one, else a paragraph."""
    for level, pattern in enumerate(LEVELS, start=1):
        if found := pattern.match(line):
            mark, rest = MARKS[level - 1].format(found[1]), line[found.end() :]
            return _numbered(level, mark, rest)
    return Paragraph(line)


def _numbered(level: int, mark: str, rest: str) -> Block:
    """``一、总体情况`` heads what follows; ``（一）总体情况。本月……`` heads its own line; else it is an item."""
    sentence, stop, after = rest.partition("。")
    if len(sentence) > HEADING_LENGTH or (stop and not after.strip()):
        return Paragraph(mark + rest)
    if not stop:
        ends = sentence[-1] in "；;：:，,？！"
        return Paragraph(mark + rest) if ends else Heading(level, mark + rest)
    return Heading(level, f"{mark}{sentence}。", after.strip())


def _is_row(line: str) -> bool:
    return len(line) > 2 and line.startswith("|") and line.endswith("|")


def _rows_end(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and _is_row(lines[at]):
        at += 1
    return at


def _table(lines: Sequence[str], caption: str) -> Table:
    """The first row is the head; a rule of dashes, as some write it, is passed over."""
    rows = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]
    heads = rows[0]
    body = (row for row in rows[1:] if not all(re.fullmatch(r":?-+:?", cell) for cell in row))
    width = len(heads)
    return Table(heads, tuple((*row, *("",) * width)[:width] if len(row) <= width
                              else (*row[: width - 1], " ".join(row[width - 1 :]))
                              for row in body), caption)  # fmt: skip


def _box_end(lines: Sequence[str], at: int) -> int:
    """A box goes on to the next empty line, box or table."""
    while at < len(lines) and lines[at] and not BOX.match(lines[at]) and not _is_row(lines[at]):
        at += 1
    return at


def _box(found: re.Match[str], more: Sequence[str]) -> Block:
    label, first = found[1].strip(), found[2]
    if label == SIGN and not more:
        who, _, name = first.partition("：")
        return SignatureLine(who.strip(), name.strip())
    return Field(label, "\n".join(line for line in (first, *more) if line))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, run_on=run_on):
            yield text + run_on
        case Paragraph(text=text):
            yield text
        case Table():
            if block.caption:
                yield block.caption
            for row in (block.heads, *block.rows):
                yield "| " + " | ".join(row) + " |"
            yield ""
        case Field(label=label, text=text):
            yield f"【{label}】{text}"
            yield ""
        case SignatureLine(label=label, name=name):
            yield f"【{SIGN}】{label}：{name}"
            yield ""
