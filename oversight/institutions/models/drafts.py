"""待导入的表格: an uploaded spreadsheet between its preview and its import. Not a legal thing; kept a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from oversight.audit.records import new_public_id
from oversight.audit.scoping import ScopedManager


class ImportDraft(models.Model):
    """待导入的表格: the file as uploaded, so that what is imported is what was previewed."""

    recorded = False

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.CASCADE, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    subject = models.CharField(_("表格种类"), max_length=10)
    file_name = models.CharField(_("文件名"), max_length=200)
    content = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedManager()
