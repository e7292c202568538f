"""文件的表: who gave which file to which place. The bytes lie in the content store (``blobs``)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.files.kinds import BY_CODE, FileKind
from oversight.institutions.models.places import PlaceRecord


class StoredFile(PlaceRecord):
    """文件: one upload. The same content uploaded twice is two files and one blob.

    A ``confined`` file belongs to something that not every reader of the place may read, e.g. a paper: it is
    in no list and only that thing's own page gives it out.
    """

    name = models.CharField(_("文件名"), max_length=200)
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=10)
    media_type = models.CharField(_("媒体类型"), max_length=120)
    size = models.PositiveBigIntegerField(pgettext_lazy("field", "大小"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    cleaned = models.BooleanField(_("已去除拍摄信息"), default=False)
    confined = models.BooleanField(_("只随所属事项给看"), default=False)
    purpose = models.CharField(pgettext_lazy("field", "用途"), max_length=100, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uploaded_label = models.CharField(_("上传人"), max_length=100)
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)

    class Meta:
        verbose_name = pgettext_lazy("field", "文件")
        indexes = [
            models.Index(fields=["jurisdiction", "-uploaded_at"]),
            models.Index(fields=["sha256"]),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def file_kind(self) -> FileKind:
        return BY_CODE[self.kind]
