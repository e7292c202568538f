"""版面数据: what both forms of a paper need, worked out once: lines, sizes, sides, boxes. Plain values only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from oversight.documents.layout import drawn, measures
from oversight.documents.layout.content import (
    Annex,
    Block,
    Direction,
    Field,
    Form,
    Heading,
    PaperContent,
    Paragraph,
    SignatureLine,
    Table,
)
from oversight.documents.layout.measures import HeadFit, fit_head, width_of
from oversight.documents.layout.titles import break_title

SHORT_FIELD = 11.0  # characters: two such boxes share a row of a sheet
BOX_LINE_MM = 7.6
BOX_LINE_CHARACTERS = 25.0
WORD_SHARE = 0.24  # 文件 beside several issuers takes this share of the width
DEMO_WORD = "演示数据"
SEAL_WORD = "用印位置，直径42毫米"


def day_words(day: date | None) -> str:
    """成文日期: Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def left_lines(content: PaperContent) -> tuple[str, ...]:
    """版头左上角: copy number, 内部, urgency, one under the other."""
    return tuple(each for each in (content.copy_number, content.security, content.urgency) if each)


def head_fits(content: PaperContent) -> tuple[tuple[str, HeadFit], ...]:
    """发文机关标志: every name with its size; several names share one size."""
    names = content.issuer_names
    if len(names) == 1:
        name = names[0] + content.document_word
        return ((name, fit_head(name)),)
    width = measures.AREA_WIDTH_PT * (1 - (WORD_SHARE if content.document_word else 0))
    largest = max(names, key=width_of)
    fit = fit_head(largest, width, 34.0)
    return tuple((name, HeadFit(fit.size_pt, fit.scale)) for name in names)


def word_fit(content: PaperContent) -> tuple[str, HeadFit] | None:
    """文件 beside several issuers."""
    if len(content.issuer_names) == 1 or not content.document_word:
        return None
    return content.document_word, HeadFit(40.0, 0.9)


def joint_width_pt(content: PaperContent) -> float:
    """How wide the names of several issuers stand, in points."""
    fits = head_fits(content)
    widest = max(width_of(name) * fit.size_pt * fit.scale for name, fit in fits)
    return min(widest * 1.02, measures.AREA_WIDTH_PT)


def signature_lines(content: PaperContent) -> tuple[str, ...]:
    """发文机关署名: one per issuer."""
    return tuple(line.strip() for line in content.issued_by.splitlines() if line.strip())


def with_stop(names: str) -> str:
    """抄送机关之后标句号."""
    return names if not names or names.endswith("。") else names + "。"


def annex_mark(content: PaperContent, at: int) -> str:
    """附件1: numbered only where there is more than one."""
    several = max(len(content.annexes), len(content.attachments)) > 1
    return f"附件{at + 1}" if several else "附件"


def banner_line(content: PaperContent) -> tuple[str, str]:
    """纪要、简报: who made it to the left, the day to the right, above the rule."""
    if content.form not in (Form.MINUTES, Form.BRIEF):
        return "", ""
    return "　".join(signature_lines(content)), day_words(content.issued_on)


def has_signature(content: PaperContent) -> bool:
    """纪要 and 简报 carry no signature and no seal."""
    return content.form not in (Form.MINUTES, Form.BRIEF)


def number_words(content: PaperContent) -> str:
    """发文字号, or the issue of a brief."""
    return content.issue_no or content.number


def block_data(blocks: Iterable[Block], *, sheet: bool) -> list[dict[str, Any]]:
    """The blocks as plain values; in a sheet neighbouring boxes become one table."""
    found: list[dict[str, Any]] = []
    boxes: list[Field | SignatureLine] = []
    for block in blocks:
        if sheet and isinstance(block, Field | SignatureLine):
            boxes.append(block)
            continue
        if boxes:
            found.append(sheet_data(boxes))
            boxes = []
        found.append(one_block(block))
    if boxes:
        found.append(sheet_data(boxes))
    return found


def one_block(block: Block) -> dict[str, Any]:
    """One block as plain values."""
    match block:
        case Heading(level=level, text=text, run_on=run_on):
            return {"kind": "heading", "level": level, "text": text, "run-on": run_on}
        case Paragraph(text=text):
            return {"kind": "paragraph", "text": text}
        case Field(label=label, text=text):
            return {"kind": "paragraph", "text": f"{label}：{text}".replace("\n", " ")}
        case SignatureLine(label=label, name=name):
            return {"kind": "sign", "label": label, "name": name}
        case Table(heads=heads, rows=rows, caption=caption):
            return {
                "kind": "table",
                "heads": list(heads),
                "rows": [list(row) for row in rows],
                "caption": caption,
                "shares": list(measures.column_shares(heads, rows)),
                "sides": [side_of(at, rows) for at in range(len(heads))],
            }


def side_of(column: int, rows: Sequence[Sequence[str]]) -> str:
    """Figures stand to the right, short words in the middle, text to the left."""
    cells = [row[column] for row in rows if row[column]]
    if cells and all(measures.is_figure(cell) for cell in cells):
        return "right"
    return "center" if all(width_of(cell) <= 6 for cell in cells) else "left"


def sheet_data(boxes: Sequence[Field | SignatureLine]) -> dict[str, Any]:
    """表格: short boxes two in a row, long ones across.

    Who signs alone stands in the box before; of several each has a row that a hand can sign in.
    """
    rows: list[dict[str, Any]] = []
    waiting: Field | None = None
    for at, box in enumerate(boxes):
        if isinstance(box, SignatureLine):
            beside = (*boxes[max(0, at - 1) : at], *boxes[at + 1 : at + 2])
            if box.strokes or any(isinstance(each, SignatureLine) for each in beside):
                rows.append(_signed(box))
            else:
                _sign(rows, box)
            continue
        signed = at + 1 < len(boxes) and isinstance(boxes[at + 1], SignatureLine)
        short = bool(box.text) and "\n" not in box.text and width_of(box.text) <= SHORT_FIELD
        if not short or signed:
            if waiting:
                rows.append(_across(waiting))
                waiting = None
            rows.append(_across(box))
        elif waiting:
            rows.append({"kind": "pair", "cells": [_cell(waiting), _cell(box)]})
            waiting = None
        else:
            waiting = box
    if waiting:
        rows.append(_across(waiting))
    return {"kind": "sheet", "rows": rows}


def _cell(box: Field) -> dict[str, str]:
    return {"label": box.label, "text": box.text}


def _across(box: Field) -> dict[str, Any]:
    lines = box.text.splitlines() or [""]
    needed = sum(max(1, -(-int(width_of(line) + 2) // int(BOX_LINE_CHARACTERS))) for line in lines)
    return {
        "kind": "across",
        "label": box.label,
        "lines": lines,
        "indent": needed > 1,
        "needed": needed,
        "spare": 0.0 if box.text else 2 * BOX_LINE_MM,
        "signs": [],
    }


def _sign(rows: list[dict[str, Any]], box: SignatureLine) -> None:
    """The place to sign stands in the box before it, which then has room for an opinion."""
    if not rows or rows[-1]["kind"] != "across":
        rows.append({**_across(Field(box.label)), "spare": 0.0})
        rows[-1]["signs"].append({"label": "", "name": box.name})
        return
    rows[-1]["signs"].append({"label": box.label, "name": box.name})
    rows[-1]["spare"] = max(0, 3 - rows[-1]["needed"]) * BOX_LINE_MM


def _signed(box: SignatureLine) -> dict[str, Any]:
    """签字一行: who, the name, what was drawn; where nothing was, room for the hand and the day."""
    drawing = drawn.svg(box.strokes) if box.strokes else ""
    return {
        "kind": "signed",
        "label": box.label,
        "name": box.name,
        "drawing": drawing,
        "strokes": [[list(point) for point in one] for one in box.strokes],
    }


def annex_data(content: PaperContent) -> list[dict[str, Any]]:
    """The attachments that are printed with the paper."""
    return [_annex(content, at, each) for at, each in enumerate(content.annexes)]


def _annex(content: PaperContent, at: int, annex: Annex) -> dict[str, Any]:
    return {
        "mark": annex_mark(content, at),
        "title": list(break_title(annex.title)),
        "blocks": block_data(annex.blocks, sheet=content.form == Form.SHEET),
    }


def signers_shown(content: PaperContent) -> tuple[str, ...]:
    """签发人: only in the head of an upward paper."""
    return content.signer_names if content.direction == Direction.UP else ()
