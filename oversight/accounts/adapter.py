"""登录适配: allauth without open registration; accounts are made by a recorded act only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up page: an office gives accounts to its people."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
