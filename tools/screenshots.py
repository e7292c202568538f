"""截图: the pictures of the README and, for review, every page at every size.

python tools/screenshots.py                    loads the demonstration into a home of its own
python tools/screenshots.py --home FOLDER      uses (or fills) this one
python tools/screenshots.py --only clerk --sizes 1280
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings_test")

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SIZES: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "390": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "320": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
    "large": {"viewport": {"width": 1280, "height": 900}},
}
README_PICTURES = ("hotline-month.png", "clerk-home.png", "case-page.png", "count-sheet.png")
LARGEST = 300 * 1024


def main() -> int:
    options = parsed()
    import django

    django.setup()
    from playwright.sync_api import sync_playwright

    from tests.browser.serving import run, served

    home = options.home or Path(tempfile.mkdtemp(prefix="jiannuo-screenshots-"))
    home.mkdir(parents=True, exist_ok=True)
    run(home, "demo", "--load-only")
    with served(home) as site, sync_playwright() as starter:
        browser = starter.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if not options.readme:
            review(browser, site, options)
        if not options.only or options.readme:
            readme(browser, site, options.images)
        browser.close()
    return 0


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--home", type=Path)
    parser.add_argument("--out", type=Path, default=CHECKOUT / "build/screenshots")
    parser.add_argument("--images", type=Path, default=CHECKOUT / "docs/images")
    parser.add_argument("--sizes", default=",".join(SIZES))
    parser.add_argument(
        "--only", default="", help="roles, with commas; names of pages after a slash"
    )
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    return parser.parse_args()


def window(browser: Any, site: Any, role: str, size: str) -> Any:
    """A signed-in page of that size."""
    from tests.browser.people import LOCALE, PASSWORD, ZONE

    context = browser.new_context(locale=LOCALE, timezone_id=ZONE, **SIZES[size])
    if size == "large":
        context.add_cookies([{"name": "large", "value": "1", "url": site.address}])
    page = context.new_page()
    if role == "deputy":
        page.goto(f"{site.address}/d/{site.deputy_code.replace('-', '')}")
        page.get_by_role("button", name="在这台设备上登录").click()
    elif role != "anyone":
        page.goto(f"{site.address}/account/login/")
        page.get_by_label("用户名").fill(role)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
    return page


def review(browser: Any, site: Any, options: argparse.Namespace) -> None:
    """Every page that each role reaches, at every size."""
    from tests.browser.tour import STARTS, walk

    wanted = [each.partition("/") for each in options.only.split(",") if each]
    roles = {role for role, _, _ in wanted} or set(STARTS)
    for role in roles:
        names = {name for each, _, name in wanted if each == role and name}
        for size in options.sizes.split(","):
            page = window(browser, site, role, size)
            folder = options.out / role
            folder.mkdir(parents=True, exist_ok=True)
            for name in walk(page, site.address, STARTS[role]):
                if not names or name in names:
                    page.screenshot(path=folder / f"{name}-{size}.png", full_page=True)
            page.context.close()


def readme(browser: Any, site: Any, images: Path) -> None:
    """The month page, the clerk's first page, a case and a count, small enough for a repository."""
    images.mkdir(parents=True, exist_ok=True)
    page = window(browser, site, "clerk", "1280")
    page.goto(f"{site.address}/w/yunchuan/")
    page.screenshot(path=images / "clerk-home.png", full_page=True)
    page.goto(f"{site.address}/w/yunchuan/hotline/")
    page.locator("tbody th a").first.click()
    page.wait_for_load_state("networkidle")
    box = page.locator("main .card", has=page.locator("table.heat")).first.bounding_box()
    height = box["y"] + box["height"] + 24
    clip = {"x": 0, "y": 0, "width": SIZES["1280"]["viewport"]["width"], "height": height}
    page.screenshot(path=images / "hotline-month.png", full_page=True, clip=clip)
    page.goto(f"{site.address}/w/yunchuan/cases/?sort=number")
    page.locator("tbody th a").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=images / "case-page.png", full_page=True)
    page.goto(f"{site.address}/w/yunchuan/voting/")
    page.get_by_role("link", name="部门工作满意度测评").first.click()
    page.get_by_role("link", name="核对计票报告单").click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=images / "count-sheet.png", full_page=True)
    page.context.close()
    for name in README_PICTURES:
        shrink(images / name)


def shrink(path: Path) -> None:
    """Fewer colours; the picture of a page of paper and ink needs no more."""
    from PIL import Image

    with Image.open(path) as picture:
        for colours in (256, 128, 64, 32):
            picture.convert("RGB").quantize(colours).save(path, optimize=True)
            if path.stat().st_size <= LARGEST:
                return


if __name__ == "__main__":
    sys.exit(main())
