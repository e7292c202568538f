"""热线的行为: act codes with their names, as the record of acts shows them."""

from django.utils.translation import gettext_lazy as _

ACTS = {
    "hotline.carry_dispositions": _("沿用上一版的处置"),
    "hotline.change_disposition": _("改变双升单位的处置"),
    "hotline.clean_store": _("清理热线库不再引用的文件"),
    "hotline.dispose_finding": _("处置双升单位"),
    "hotline.freeze_month": _("冻结热线月份"),
    "hotline.import_table": _("导入热线月报表"),
    "hotline.import_tickets": _("导入热线工单"),
    "hotline.record_handover": _("登记热线数据交接"),
    "hotline.refresh_cubes": _("更新热线汇总"),
    "hotline.request_freeze": _("交办冻结热线月份"),
    "hotline.request_import": _("交办热线导入"),
    "hotline.request_recompute": _("交办重算冻结结果"),
    "hotline.save_mapping": _("保存热线对照表"),
}
