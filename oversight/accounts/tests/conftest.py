"""这些测试里的职务: what the layer above would answer, see ``roles``."""

import pytest
from django.core.cache import cache

from oversight.accounts.tests import roles


@pytest.fixture(autouse=True)
def _roles_of_the_layer_above(settings):
    settings.ROLES_HELD = "oversight.accounts.tests.roles.roles_held"
    settings.ROLE_STILL_HELD = "oversight.accounts.tests.roles.role_still_held"
    roles.STRANGERS.clear()
    cache.clear()
    yield
    roles.STRANGERS.clear()


@pytest.fixture
def totp_required(settings):
    """The office asks its staff for a second factor."""
    settings.TOTP_REQUIRED = "oversight.accounts.tests.roles.totp_required"
