"""首句: the sentence that answers the reader, the squares beside it, and the stamp of what it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from oversight.hotline.models import MonthFreeze
from oversight.hotline.pages.addresses import MonthAddress
from oversight.hotline.pages.basis import Basis, Row
from oversight.hotline.queries_months import MonthView
from oversight.ui import formats
from oversight.ui.charts import Squares
from oversight.ui.page import Act, Stamp


def squares(rows: Sequence[Row], tested: int, expected: float) -> Squares:
    """Every tested row as a square, by grade."""
    grades = [row["grade"] for row in rows if row["double_rise"] == "yes"]
    counts = {code: grades.count(code) for code in ("strong", "weak", "noise")}
    return Squares(**counts, rest=max(0, tested - len(grades)), expected=expected)


def headline(basis: Basis) -> str:
    """检验 76 个单位。全凭偶然，预计也有约 25 个双升；实有 27 个，其中 2 个明显超出偶然。"""
    answer = basis.view.answer
    drawn = squares(basis.rows, answer["units_tested"], answer["expected_by_chance"])
    return sentence(drawn, answer["units_tested"], basis.address.by)


def sentence(drawn: Squares, tested: int, by: str) -> str:
    """The sentence for these counts."""
    noun = _("类别") if by == "category" else _("单位")
    seen = drawn.strong + drawn.weak + drawn.noise
    values = {
        "noun": noun,
        "tested": formats.figure(tested),
        "expected": formats.figure(round(drawn.expected)),
        "seen": formats.figure(seen),
        "strong": formats.figure(drawn.strong),
    }
    if not tested:
        return _("没有一个%(noun)s可以检验：上月或上年同期没有数据，须人工研判。") % values
    if not seen:
        text = _(
            "检验 %(tested)s 个%(noun)s。全凭偶然，预计也有约 %(expected)s 个双升；实际没有双升。"
        )
    elif not drawn.strong:
        text = _(
            "检验 %(tested)s 个%(noun)s。全凭偶然，预计也有约 %(expected)s 个双升；"
            "实有 %(seen)s 个，没有一个明显超出偶然。"
        )
    else:
        text = _(
            "检验 %(tested)s 个%(noun)s。全凭偶然，预计也有约 %(expected)s 个双升；"
            "实有 %(seen)s 个，其中 %(strong)s 个明显超出偶然。"
        )
    return text % values


def stamp(view: MonthView, address: MonthAddress, versions: Sequence[MonthFreeze]) -> Stamp:
    """What the figures stand on: a version, or the present state."""
    link = Act(_("历次版本"), address.url("versions")) if versions else None
    snapshot = view.answer["snapshot"]
    if view.freeze is None:
        return Stamp(fixed=False, count=snapshot["tickets"], at=view.as_of, versions=link)
    number = view.freeze.version
    compare = None
    if number > 1:
        parameters = {"a": str(number - 1), "b": str(number)}
        label = _("与第%(number)d版比较") % {"number": number - 1}
        compare = Act(label, address.url("compare", parameters))
    return Stamp(
        fixed=True,
        version=number,
        count=view.freeze.tickets,
        at=view.freeze.frozen_at,
        check=view.freeze.sha256,
        compare=compare,
        versions=None if compare else link,
    )
