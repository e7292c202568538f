"""Opens an office in a trial home: a place, its clerk, a signed-in session and a token for the API.

Run as a module under the environment of that home; prints one JSON document.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from typing import Any


def open_office(code: str) -> dict[str, Any]:
    """A county with one clerk, made by the same acts as everybody's."""
    from django.test import Client

    from oversight.accounts import actions as accounts
    from oversight.audit.actors import operator
    from oversight.institutions import actions, queries

    place = queries.place_by_code(code) or actions.create_place(
        operator(), code=code, name="示例县", kind="county", require_totp=False
    )
    account, _password = accounts.create_account(
        operator(),
        code,
        permitted=True,
        username=f"clerk-{secrets.token_hex(4)}",
        display_name="示例经办人",
        kind="staff",
        password=secrets.token_urlsafe(16),
    )
    actions.grant_role(operator(), place, account=account, role="clerk", unit=None)
    _record, token = accounts.issue_token(
        operator(),
        code,
        account=account,
        role="clerk",
        unit_key=None,
        name="trial",
        scopes=["institutions:write", "institutions:read", "hotline:read", "audit:read"],
        days=1,
        permitted=True,
    )
    browser = Client()
    browser.force_login(account, "django.contrib.auth.backends.ModelBackend")
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())
    return {"place": code, "token": token, "cookies": cookies}


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oversight.config.settings")
    import django

    django.setup()
    from oversight.config.migration import ensure_migrated

    ensure_migrated()
    print(json.dumps(open_office(sys.argv[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
