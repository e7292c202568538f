"""已送出的表单: what keeps a form that is sent twice from doing its act twice. Not a legal thing; kept a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """已送出的表单: the one-time key of a form whose act was done, and the address it led to.

    The row is written in the transaction of the act: of two requests at once the second waits at the
    constraint until the first is kept or undone.
    """

    recorded = False

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=43)
    sha256 = models.CharField(_("内容校验值"), max_length=64)
    address = models.TextField(_("办理以后的页面"), blank=True)
    at = models.DateTimeField(auto_now_add=True)

    rows = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="one_sending_per_form_key")
        ]

    def __str__(self) -> str:
        return str(self.key)
