"""组件页，在真的浏览器里。 No axe violation, no sideways scroll, no refused script, whole without script."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path("/usr/bin/chromium")
DIST = Path(__file__).resolve().parents[2] / "oversight/ui/static/dist/manifest.json"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "/ui/components/",
    "/base/desk/",
    "/base/public/",
    "/base/phone/",
    "/base/print/",
    "/miss/",
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
    pytest.mark.skipif(not DIST.exists(), reason="the front end is not built: make setup"),
]


def axe_source() -> str:
    found = importlib.util.find_spec("axe_core_python")
    assert found and found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    with playwright.sync_playwright() as starter:
        browser = starter.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(settings, monkeypatch, tmp_path, request):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    settings.ROOT_URLCONF = "oversight.ui.tests.site"
    settings.UI_PAGE_CONTEXT = "oversight.ui.tests.site.shell"
    settings.STATIC_ROOT = str(tmp_path)
    return request.getfixturevalue("live_server").url


def open_page(chromium, address, path, width, *, large=False, script=True):
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, locale="zh-CN", java_script_enabled=script
    )
    if large:
        context.add_cookies([{"name": "large", "value": "1", "url": address}])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: "Content Security" in message.text and page.complaints.append(message.text),
    )
    page.on(
        "request",
        lambda sent: sent.url.startswith((address, "data:")) or page.complaints.append(sent.url),
    )
    page.goto(address + path)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "large"), [(1280, False), (1280, True), (320, False)])
def test_no_axe_violation_and_no_sideways_scroll(chromium, address, path, width, large):
    page = open_page(chromium, address, path, width, large=large)
    page.evaluate(axe_source())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.complaints == []
    page.context.close()


def test_the_chart_is_read_point_by_point_under_the_strict_policy(chromium, address):
    page = open_page(chromium, address, "/ui/components/", 1280)
    chart = page.locator(".trend__island")
    chart.scroll_into_view_if_needed()
    chart.hover(position={"x": 200, "y": 150})
    page.wait_for_function(
        "document.querySelector('.trend__island').textContent.includes('2024年')"
    )
    assert "1,486" in chart.inner_text()
    assert page.complaints == []
    page.context.close()


def test_without_script_drawing_table_and_menu_are_there(chromium, address):
    page = open_page(chromium, address, "/ui/components/", 390, script=False)
    assert page.locator("svg.trend__still").is_visible()
    page.get_by_text("看数据表").click()
    assert page.get_by_role("rowheader", name="2026年6月").is_visible()
    page.locator(".side--menu summary").click()
    assert page.locator(".side--menu").get_by_text("热线分析").is_visible()
    page.context.close()


def test_large_type_enlarges_every_size_by_a_quarter(chromium, address):
    read = "getComputedStyle(document.querySelector('h1')).fontSize"
    plain = open_page(chromium, address, "/base/desk/", 1280)
    before = float(plain.evaluate(read)[:-2])
    plain.get_by_role("link", name="大字").click()
    plain.wait_for_load_state("networkidle")
    assert float(plain.evaluate(read)[:-2]) == pytest.approx(before * 1.25)
    assert plain.url.endswith("/base/desk/")
    plain.context.close()


def test_the_keyboard_reaches_content_first_and_sees_its_focus(chromium, address):
    page = open_page(chromium, address, "/base/desk/", 1280)
    page.keyboard.press("Tab")
    focus = page.evaluate(
        "(() => { const s = getComputedStyle(document.activeElement);"
        " return [document.activeElement.textContent, s.outlineStyle, s.outlineWidth, s.outlineOffset]; })()"
    )
    assert focus == ["跳到正文", "solid", "3px", "2px"]
    page.context.close()
