"""报送的行为名称。"""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "filings.draft": _("拟稿报送"),
    "filings.change": _("修改报送稿"),
    "filings.withdraw": _("不再报送"),
    "filings.take_number": _("从公文带入文号和签发人"),
    "filings.send": _("登记报送"),
    "filings.acknowledge": _("登记签收"),
    "filings.record_reply": _("登记批示"),
    "filings.return": _("登记退回报送"),
    "filings.mark_filed": _("登记备案完成"),
    "filings.open": _("查阅报送"),
}
