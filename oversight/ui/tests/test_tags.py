"""模板标签. States say their word, addresses keep their filters, headings sort."""

from __future__ import annotations

import re

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from oversight.ui import drawing, states
from oversight.ui.page import Act, Stamp


def render(source: str, address: str = "/list/", **context: object) -> str:
    request = RequestFactory().get(address)
    return engines["django"].from_string(CottonCompiler().process(source)).render(context, request)


@pytest.mark.parametrize("state", sorted(states.STATES))
def test_every_state_has_icon_word_and_tone(state):
    html = str(drawing.badge(state))
    assert "<use href=" in html
    assert re.search(r"[\u4e00-\u9fff]", html)
    assert f"badge--{states.STATES[state].tone}" in html


def test_the_word_of_a_badge_is_escaped():
    assert "&lt;b&gt;" in drawing.badge("late", "<b>")


def test_a_date_breaks_behind_its_year_alone_and_stays_escaped():
    shown = render("{{ text|year_breaks }}", text="2027年1月4日前<b>，第2027号")
    assert shown == "2027年<wbr>1月4日前&lt;b&gt;，第2027号"
    assert render("{{ text|year_breaks }}", text="7月3日冻结") == "7月3日冻结"


def test_a_date_in_a_line_of_text_is_kept_whole():
    shown = render("{{ text|whole_dates }}", text="市水务局　2027年1月4日<b>，12月9日")
    kept = '<span class="nobr">{}</span>'.format
    assert shown == f"市水务局　{kept('2027年1月4日')}&lt;b&gt;，{kept('12月9日')}"
    assert render("{{ text|whole_dates }}", text="") == ""


def test_self_reported_completion_is_never_green():
    assert states.STATES["to_verify"].tone == "wait"


@pytest.mark.parametrize(
    ("code", "word"), [("strong", "强"), ("weak", "弱"), ("noise", "或为偶然")]
)
def test_a_grade_says_its_word(code, word):
    assert word in drawing.grade(code)
    assert str(drawing.grade(None)) == ""


def test_heat_steps_follow_the_ratio():
    ratios = (0.5, 0.8, 1.0, 1.2, 1.4, 2.0)
    assert [states.heat_step(ratio) for ratio in ratios] == [1, 2, 3, 4, 5, 6]
    assert states.heat_step(None) == 3


def test_query_replaces_removes_and_starts_paging_anew():
    got = render("{% query kind='help' old=None %}", "/list/?kind=complaint&old=1&page=7&q=水")
    assert got == "?kind=help&amp;q=%E6%B0%B4"
    assert render("{% query 'q' page=2 %}", "/list/?q=1&page=7") == "?page=2"


def test_a_heading_sorts_down_first_and_turns_on_the_second_press():
    tag = "{% sort_header 'count' '件数' numeric=True %}"
    assert 'href="?sort=-count"' in render(tag)
    assert "aria-sort" not in render(tag)
    turned = render(tag, "/list/?sort=-count")
    assert 'aria-sort="descending"' in turned and 'href="?sort=count"' in turned
    assert 'aria-sort="ascending"' in render(tag, "/list/?sort=count")


def test_a_heading_knows_the_order_of_the_first_visit():
    tag = "{% sort_header 'count' '件数' numeric=True first='-count' %}"
    assert 'aria-sort="descending"' in render(tag)


def test_paging_says_where_one_is_and_keeps_filters():
    page = Paginator(range(240), 20).get_page(3)
    html = render('<c-paging :page="p" />', "/list/?kind=help&page=3", p=page)
    assert "共 240 条，显示第 41 至 60 条" in html
    assert 'aria-current="page">3<' in html
    assert "?kind=help&amp;page=4" in html


def test_stamps_say_whether_the_figures_may_change():
    fixed = render('<c-stamp :stamp="s" />', s=Stamp(True, 2, 38214, check="ab" * 32))
    open_ = render('<c-stamp :stamp="s" />', s=Stamp(False, count=38214))
    assert "已冻结快照" in fixed and "abab abab … abab" in fixed
    assert "未冻结，数字会变" in open_ and "stamp--open" in open_


def test_an_act_that_writes_is_a_form_with_its_token():
    html = render('<c-button :act="a" />', a=Act("签发", "/sign/", post=True, main=True))
    assert 'method="post"' in html and "csrfmiddlewaretoken" in html
    assert "<a " in render('<c-button :act="a" />', a=Act("查看", "/see/"))


def test_progress_polls_only_while_it_has_an_address():
    assert "hx-get" in render('<c-progress title="导入" :share="0.5" poll_url="/job/1/" />')
    assert "hx-get" not in render('<c-progress title="导入" :share="1" />')
