"""监票密钥的行为: act codes with their names."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "voting.make_key_set": _("建立监票密钥"),
    "voting.issue_ceremony_code": _("发仪式码"),
    "voting.tell_key_part": _("报密钥的一部分"),
    "voting.activate_keys": _("启用监票密钥"),
    "voting.end_keys": _("作废监票密钥"),
}
