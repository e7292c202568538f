"""行为名称: the acts of this app."""

from django.utils.translation import gettext_lazy as _

ACTS = {"inbox.choose_digest": _("选择每日摘要")}
