"""我要反映: two fields for who stands before the plate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.followups.forms import FilesField, FilesInput
from oversight.institutions.forms.base import PlaceForm
from oversight.projects.forms.building import PHOTOS
from oversight.projects.forms.collecting import text_area


class SiteReportForm(PlaceForm):
    """一句话、几张照片。"""

    text = forms.CharField(
        label=_("看到了什么"),
        max_length=1000,
        required=False,
        widget=text_area(5),
        help_text=_("不写别人的姓名和电话。"),
    )
    photos = FilesField(
        label=_("照片"),
        required=False,
        widget=FilesInput(attrs={"accept": PHOTOS}),
        help_text=_("最多 5 张，拍摄时间、地点和设备信息在保存前去除。"),
    )
