"""办公设置和下级撤并的表单。"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import PlaceProfile

ZONES = [
    ("Asia/Shanghai", _("北京时间")),
    ("Asia/Urumqi", _("乌鲁木齐时间")),
    ("America/New_York", _("纽约时间")),
    ("Europe/London", _("伦敦时间")),
    ("UTC", _("协调世界时")),
]


class SettingsForm(PlaceForm):
    """办公设置。"""

    screen_name = forms.CharField(
        label=_("平台名称"),
        max_length=60,
        required=False,
        help_text=_("显示在每页左上角，例如“云川市人大监督工作平台”。"),
    )
    body_name = forms.CharField(
        label=_("机关全称"), max_length=100, required=False, help_text=_("用在公文和登录卡上。")
    )
    modules = forms.MultipleChoiceField(
        label=_("启用的模块"),
        choices=PlaceProfile.MODULES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    timezone = forms.ChoiceField(label=_("时区"), help_text=_("月份按这个时区划分。"))
    require_totp = forms.BooleanField(
        label=_("工作人员登录须双重验证"),
        required=False,
        help_text=_("密码之外再输入手机上的动态码。"),
    )
    small_office = forms.BooleanField(
        label=_("小机关办理"),
        required=False,
        help_text=_("只有一名经办人时，由主任（主席）确认代替第二名经办人，记录上写明。"),
    )

    def __init__(self, *args: object, zone: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        zones = list(ZONES)
        if zone and zone not in dict(zones):
            zones.append((zone, zone))  # type: ignore[arg-type]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]


class PlaceEndForm(PlaceForm):
    """登记下级地方的撤并。"""

    predecessor = RecordField(label=_("撤销的地方"))
    successor = RecordField(label=_("并入哪里"), help_text=_("没有办完的事由它接着办。"))
    on = DayField(
        label=_("自哪一天起"), help_text=_("从这一天起不再是单独的地方，由并入的地方接续。")
    )
    basis = forms.CharField(
        label=_("批准文件"), max_length=200, help_text=_("批准撤并的文件名称、文号。")
    )
    decided_on = DayField(label=_("批准日期"), help_text=_("批准文件上的日期。"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for name in ("predecessor", "successor"):
            self.fields[name].among(queries.living_below(self.place))  # type: ignore[attr-defined]
