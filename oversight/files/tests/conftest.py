"""文件测试的共同设置: pages inside a plain shell, so that only this app's own pages are judged."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def plain_shell(settings):
    settings.UI_PAGE_CONTEXT = ""
