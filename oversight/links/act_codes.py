"""关联的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "links.link": _("建立关联"),
    "links.unlink": _("解除关联"),
}
