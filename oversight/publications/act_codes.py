"""公开的行为名称。"""

from django.utils.translation import gettext_lazy as _

from oversight.publications.filings.act_codes import ACTS as FILINGS

ACTS = {
    **FILINGS,
    "publications.propose": _("拟稿公开"),
    "publications.publish": _("公开"),
    "publications.send_back": _("退回公开稿"),
    "publications.take_down": _("依法撤下"),
}
