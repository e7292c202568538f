"""行为名称: the acts of this app."""

from django.utils.translation import gettext_lazy as _

ACTS = {"files.store_file": _("存入文件")}
