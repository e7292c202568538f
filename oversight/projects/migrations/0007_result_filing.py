"""Lay the tables of what a town files with its county."""

import django.db.models.deletion
import oversight.audit.records
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0002_storedfile_confined"),
        ("institutions", "0004_units_of_other_kinds"),
        ("projects", "0006_building_and_site_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="ResultFiling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=oversight.audit.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "未报"),
                            ("submitted", "已报，等回执"),
                            ("received", "已回执，等备案"),
                            ("returned", "退回补正"),
                            ("filed", "已备案"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="报告文号")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="报告内容")),
                ("content", models.JSONField(blank=True, default=dict, verbose_name="报送的内容")),
                ("due", models.DateField(blank=True, null=True, verbose_name="应报日期")),
                (
                    "submissions",
                    models.PositiveSmallIntegerField(default=0, verbose_name="报送次数"),
                ),
                ("submitted_on", models.DateField(blank=True, null=True, verbose_name="报送日期")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="回执日期")),
                (
                    "returned_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="退回的原因"),
                ),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="备案日期")),
                (
                    "filed_number",
                    models.CharField(blank=True, max_length=60, verbose_name="备案编号"),
                ),
                ("course", models.JSONField(blank=True, default=list, verbose_name="经过")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.jurisdiction",
                        verbose_name="报给哪里",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.jurisdiction",
                    ),
                ),
                (
                    "project_year",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result_filing",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "票决结果备案",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FilingAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=oversight.audit.records.new_public_id,
                        editable=False,
                        max_length=12,
                        unique=True,
                        verbose_name="公开编号",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("announcement", "公告"),
                            ("count_sheet", "计票报告单"),
                            ("other", "其他"),
                        ],
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                ("label", models.CharField(max_length=200, verbose_name="名称")),
                (
                    "submission",
                    models.PositiveSmallIntegerField(default=1, verbose_name="第几次报送"),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "jurisdiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.jurisdiction",
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="projects.resultfiling",
                    ),
                ),
            ],
            options={
                "verbose_name": "备案附件",
                "ordering": ["pk"],
            },
        ),
        migrations.AddIndex(
            model_name="resultfiling",
            index=models.Index(fields=["county", "state"], name="projects_re_county__2d447e_idx"),
        ),
        migrations.AddConstraint(
            model_name="resultfiling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "returned"), _negated=True),
                    models.Q(("returned_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_returned_filing_says_why",
            ),
        ),
    ]
