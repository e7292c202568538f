"""组件页的内容。 Invented content for the gallery: what every component looks like (演示数据)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.ui import charts
from oversight.ui.page import Act, Crumb, Entry, Matter, NextStep, Page, Rung, Stamp, Step

ZONE = timezone(timedelta(hours=8))
FROZEN = datetime(2026, 7, 3, 9, 12, tzinfo=ZONE)
CHECK = "9f3c61d2" + "0" * 52 + "a71e"
HERE = "#main"

PALETTE = (
    ("paper", gettext_lazy("纸"), "#F7F5F0"),
    ("surface", gettext_lazy("面"), "#FFFFFF"),
    ("tint", gettext_lazy("衬"), "#EFECE5"),
    ("ink", gettext_lazy("墨"), "#1B2026"),
    ("ink-2", gettext_lazy("次"), "#4A525B"),
    ("ink-3", gettext_lazy("三"), "#646C75"),
    ("act", gettext_lazy("动作"), "#1C4F7C"),
    ("seal", gettext_lazy("标志红"), "#B5121B"),
)
SERIES = (
    ("chart-1", gettext_lazy("一"), "#163F66"),
    ("chart-2", gettext_lazy("二"), "#C77A0A"),
    ("chart-3", gettext_lazy("三"), "#3A9C93"),
    ("chart-4", gettext_lazy("四"), "#8E6BB5"),
    ("chart-5", gettext_lazy("五"), "#A8432A"),
    ("chart-6", gettext_lazy("六"), "#4A4F55"),
    ("band", gettext_lazy("区间"), "#C9D6E2"),
)
STATES = (
    ("new", ""),
    ("running", ""),
    ("to_verify", ""),
    ("to_sign", ""),
    ("soon", ""),
    ("soon", gettext_lazy("还有 3 天")),
    ("late", gettext_lazy("逾期 4 天")),
    ("late", gettext_lazy("长期逾期 92 天")),
    ("verified", ""),
    ("archived", ""),
    ("returned", ""),
    ("frozen", ""),
    ("public", ""),
    ("extended", ""),
    ("continuing", ""),
)


MANY = (("", "–"), *((str(n), format_lazy(gettext_lazy("第 {n} 科"), n=n)) for n in range(1, 31)))
"""A list that is long enough to be searched."""


class ReplyForm(forms.Form):
    """答复期限（演示）."""

    due = forms.CharField(
        label=gettext_lazy("答复期限"), help_text=gettext_lazy("例如 2026年8月7日")
    )
    way = forms.ChoiceField(
        label=gettext_lazy("答复方式"),
        choices=(("paper", gettext_lazy("书面")), ("talk", gettext_lazy("当面"))),
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=gettext_lazy("备注"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("答复单位"), choices=MANY, required=False)
    others = forms.MultipleChoiceField(
        label=gettext_lazy("协办单位"),
        choices=MANY[1:],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}),
    )
    public = forms.BooleanField(label=gettext_lazy("答复同时公开"), required=False)

    def clean_due(self) -> str:
        if "8月9日" in self.cleaned_data["due"]:
            raise forms.ValidationError(gettext_lazy("8月9日是星期日。请改为 8月7日或更早。"))
        return str(self.cleaned_data["due"])


def _row(name: str, seen: int, low: int, high: int, last: tuple[int, int], grade: str) -> Any:
    expected = (low + high) / 2
    return SimpleNamespace(
        name=name,
        count=seen,
        previous=last[0],
        last_year=last[1],
        mom=(seen - last[0]) / last[0],
        yoy=(seen - last[1]) / last[1],
        grade=grade,
        interval=charts.Interval(seen, expected, low, high, grade),
    )


def rows() -> list[Any]:
    """A few units of the ranking (演示)."""
    return [
        _row(_("市住房和城乡建设局"), 1486, 970, 1190, (1021, 968), "strong"),
        _row(_("市水务局"), 742, 450, 656, (536, 498), "strong"),
        _row(_("临溪县人民政府"), 2214, 1920, 2260, (2051, 1987), "weak"),
        _row(_("市农业农村局"), 96, 64, 118, (81, 88), "noise"),
    ]


def trend() -> charts.Trend:
    """36 months of one unit (演示)."""
    season = (0, 20, 60, 110, 260, 330, 270, 120, 70, 60, 100, 40)
    points = []
    for n in range(36):
        year, month = divmod(2023 * 12 + 6 + n, 12)
        value = 890 + season[n % 12] + n
        seen = 1486 if n == 35 else value
        label = _("%(year)d年%(month)d月") % {"year": year, "month": month + 1}
        points.append(charts.TrendPoint(label, seen, round(value * 0.9), round(value * 1.1)))
    return charts.Trend(points, title=_("市住房和城乡建设局，36个月受理件数"))


def chain() -> list[Step]:
    names = (_("数据"), _("研判"), _("决定"), _("通知"), _("报告"), _("询问"), _("表决"), _("跟踪"))
    notes = (
        (_("7月3日冻结"), _("第2版")),
        (_("7月6日"), _("两室会签")),
        (_("7月7日"), _("第七次主任会议")),
        (_("7月9日收悉"), "〔2026〕12号"),
        (_("8月7日前"), _("初稿")),
        (_("8月27日"), _("常委会会议")),
        (_("8月27日"), _("全体过半数")),
        (_("表决后"), _("直至解决")),
    )
    states = ("done",) * 4 + ("current",) + ("future",) * 3
    return [Step(n, s, notes=t) for n, s, t in zip(names, states, notes, strict=True)]


def late_chain() -> list[Step]:
    steps = [Step(step.name, "done") for step in chain()]
    return [*steps[:-1], Step(steps[-1].name, "late")]


def rungs() -> list[Rung]:
    def matter(what: str, who: str, label: str, main: bool = False) -> Matter:
        return Matter(what, who, Act(label, HERE, main=main))

    return [
        Rung(
            _("逾期 4 天"),
            _("应于7月4日"),
            "late",
            [matter(_("公交末班时间的整改要求，未答复"), _("市交通局　许望舒"), _("催办"), True)],
        ),
        Rung(
            _("今天"),
            _("7月8日 星期三"),
            "today",
            [
                matter(_("市水务局：供水水质双升，填处置意见"), _("本人、城建环资工委"), _("填写")),
                matter(_("第七次主任会议纪要，核稿"), _("本人（起草 沈知微）"), _("核稿")),
            ],
        ),
        Rung(
            _("本周"),
            _("至7月12日"),
            "week",
            [matter(_("临溪县上半年监督情况，收件确认"), _("本人　7月10日"), _("看材料"))],
        ),
        Rung(
            _("会前节点"),
            _("8月27日开会"),
            "later",
            [matter(_("报告初稿送工作委员会（会前20日）"), _("市住建局　8月7日"), _("查看"))],
        ),
    ]


def next_step() -> NextStep:
    return NextStep(
        title=_("报送专项工作报告初稿"),
        facts=(
            (_("由谁"), _("市住房和城乡建设局，联络员 程予安（A角）、葛青禾（B角）")),
            (_("期限"), _("2026年8月7日，还有 18 天")),
            (
                _("依据"),
                _(
                    "《各级人民代表大会常务委员会监督法》第十五条：会议举行20日前送交有关工作机构征求意见"
                ),
            ),
        ),
        acts=(
            Act(_("登记收到初稿"), HERE, main=True),
            Act(_("催办"), HERE),
            Act(_("登记延期申请"), HERE),
        ),
        days=(
            Step(_("今天"), "today", on=date(2026, 7, 20)),
            Step(_("初稿送城建环资工委"), "current", notes=(_("会前20日"),), on=date(2026, 8, 7)),
            Step(_("修改后送常委会"), notes=(_("会前10日"),), on=date(2026, 8, 17)),
            Step(_("第三十四次会议"), on=date(2026, 8, 27)),
        ),
        refusal=_("现在不能列入表决：尚未收到报告。依据《监督法》第十五条"),
    )


def heat() -> list[tuple[str, list[tuple[int, float]]]]:
    return [
        (_("市住房和城乡建设局"), [(902, 0.8), (948, 1.0), (1180, 1.05), (1021, 1.1), (1486, 1.7)]),
        (_("市水务局"), [(640, 1.35), (655, 1.3), (462, 0.95), (536, 1.2), (742, 1.65)]),
        (_("市教育局"), [(420, 0.6), (610, 1.0), (415, 0.8), (571, 1.1), (655, 1.4)]),
    ]


def rates() -> list[tuple[str, str, dict[str, Any] | None]]:
    def rate(top: int, below: int, out: int, low: float, high: float) -> dict[str, Any]:
        return {
            "value": top / below,
            "numerator": top,
            "denominator": below,
            "excluded": out,
            "low": low,
            "high": high,
        }

    return [
        (_("办结率"), _("已办结 ÷ 受理"), rate(37144, 38214, 0, 0.970, 0.974)),
        (_("按期办结率"), _("按期 ÷ 应按期办结"), rate(35902, 37590, 624, 0.953, 0.957)),
        (_("满意率（仅“满意”）"), _("满意 ÷ 已评价"), rate(14980, 19456, 18758, 0.764, 0.776)),
        (_("重复反映率"), _("90日内同人同类 ÷ 有来电人"), None),
    ]


def entries() -> list[Entry]:
    return [
        Entry(
            datetime(2026, 7, 20, 9, 6, tzinfo=ZONE),
            _("周砚清 提交调研意见汇总会签"),
            _("经办人 · 规则簿 2026年第1版 · e41b…07"),
            HERE,
        ),
        Entry(
            datetime(2026, 7, 9, 10, 22, tzinfo=ZONE),
            _("程予安 确认收到通知"),
            _("联络员 · 回执 6/6 · 7c90…d2"),
        ),
    ]


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything the gallery shows."""
    ranked = rows()
    return {
        "page": Page(
            title=_("颜色、状态与常用组件"),
            lead=_("写页面时照此取用；名称和数字均为虚构"),
            crumbs=(Crumb(_("首页"), "/"), Crumb(_("组件"))),
            stamp=Stamp(
                True, 2, 38214, at=FROZEN, check=CHECK, compare=Act(_("与第1版比较"), HERE)
            ),
        ),
        "palette": PALETTE,
        "series": SERIES,
        "states": STATES,
        "form": ReplyForm({"due": "2026年8月9日"}),
        "rows": ranked,
        "scale": charts.Scale.fit(row.interval for row in ranked),
        "squares": charts.Squares(2, 4, 21, 49, expected=25),
        "trend": trend(),
        "chain": chain(),
        "late_chain": late_chain(),
        "rungs": rungs(),
        "next_step": next_step(),
        "heat": heat(),
        "heat_months": [f"2026-{m:02d}" for m in range(2, 7)],
        "rates": rates(),
        "rate": rates()[1][2],
        "entries": entries(),
        "open_stamp": Stamp(False, count=38214, at=FROZEN),
        "public_stamp": Stamp(
            True,
            14,
            at=FROZEN,
            check=CHECK,
            published=True,
            versions=Act(_("看历次版本"), HERE),
            verify=Act(_("自己核对"), HERE),
        ),
        "listing": Paginator(range(240), 20).get_page(request.GET.get("page")),
        "choices": (("month", _("当月")), ("ytd", _("累计"))),
        "window": request.GET.get("window", "month"),
    }
