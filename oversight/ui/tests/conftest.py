"""试验站的设置. Pages of this app are tested with a shell of their own."""

from __future__ import annotations

import pytest
from django.test import Client

from oversight.ui.tests.site import SHELL


@pytest.fixture
def site(settings, db, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    settings.ROOT_URLCONF = "oversight.ui.tests.site"
    settings.UI_PAGE_CONTEXT = SHELL
    settings.CSRF_FAILURE_VIEW = "oversight.ui.views.csrf_failure"
    return Client(raise_request_exception=False, headers={"accept-language": "zh-CN"})
