"""日历的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS: dict[str, object] = {
    "calendar.set_day": _("改一天的放假安排"),
    "calendar.enter_year": _("登记一年的放假安排"),
    "calendar.copy_year": _("照上级登记一年的放假安排"),
    "calendar.use_shipped_year": _("改用随系统提供的放假安排"),
    "calendar.plan_meeting": _("登记会期"),
    "calendar.move_meeting": _("会议改期"),
    "calendar.cancel_meeting": _("会议不再召开"),
}
