"""每一页: examined by axe, narrow enough for 320 px, free of complaints, whole without script.

Every page is taken once, in the first role that reaches it; each role's first page in every role.
"""

from __future__ import annotations

import pytest

from tests.browser import checks
from tests.browser.hands import Mouse
from tests.browser.tour import STARTS, walk

pytestmark = [pytest.mark.browser, pytest.mark.long]

ROLES = (
    "anyone",
    "clerk",
    "office",
    "deputy",
    "liaison",
    "head",
    "chair",
    "auditor",
    "admin",
    "town",
)
TABLES = "() => [...document.querySelectorAll('table')].filter(t => t.closest('details') === null).map(t => [t.rows.length, t.offsetHeight > 0])"
SEEN: set[str] = set()


def entered(visitor, role, script=True):
    """A visitor who has signed in as that role."""
    found = visitor(Mouse, script=script)
    if role == "deputy":
        found.page.goto(f"{found.site.address}/d/{found.site.deputy_code.replace('-', '')}")
        found.page.get_by_role("button", name="在这台设备上登录").click()
    elif role != "anyone":
        found.sign_in(role)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_accessible_and_fits(visitor, role):
    found = entered(visitor, role)
    page, problems = found.page, []
    found.complaints.clear()
    for name in walk(page, found.site.address, STARTS[role], skip=SEEN):
        SEEN.add(name)
        if violations := checks.axe_violations(page):
            problems.append((name, page.url, violations))
        page.set_viewport_size({"width": 320, "height": 640})
        if wide := checks.sideways(page):
            problems.append((name, page.url, wide))
        page.set_viewport_size(Mouse.window["viewport"])
        if found.complaints:
            problems.append((name, page.url, list(found.complaints)))
            found.complaints.clear()
    assert problems == []


@pytest.mark.parametrize("role", ["anyone", "clerk"])
def test_every_page_shows_its_tables_without_script(visitor, role):
    found = entered(visitor, role, script=False)
    tables, headings = 0, []
    for name in walk(found.page, found.site.address, STARTS[role]):
        shown = found.page.evaluate(TABLES)
        assert all(rows > 1 and drawn for rows, drawn in shown), (name, found.page.url, shown)
        tables += len(shown)
        headings.append((name, found.page.get_by_role("heading", level=1).count()))
    assert tables > 3
    assert [each for each in headings if each[1] != 1] == []
