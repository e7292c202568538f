"""Add the signatures under a rejected ballot, and the sealed total as it was sealed."""

import django.db.models.deletion
import oversight.audit.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_boundaries'),
        ('voting', '0004_named_votes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='ballotbox',
            name='total',
            field=models.TextField(blank=True, verbose_name='封存的总和'),
        ),
        migrations.CreateModel(
            name='InvalidSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=oversight.audit.records.new_public_id, editable=False, max_length=12, unique=True, verbose_name='公开编号')),
                ('capacity', models.CharField(choices=[('chief_scrutineer', '总监票人'), ('scrutineer', '监票人'), ('teller', '计票人')], max_length=16, verbose_name='身份')),
                ('name', models.CharField(max_length=100, verbose_name='姓名')),
                ('way', models.CharField(choices=[('own', '本人账号确认'), ('phone', '在本人手机上手写签字'), ('drawn', '在办公设备上手写签字'), ('device', '在办公设备上当面键入姓名'), ('scan', '纸质签字扫描件')], max_length=6, verbose_name='签字方式')),
                ('drawing', models.JSONField(blank=True, default=list, verbose_name='手写签字')),
                ('signed_label', models.CharField(max_length=100, verbose_name='操作账号')),
                ('signed_at', models.DateTimeField(verbose_name='签字时间')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.jurisdiction')),
                ('rejected', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='voting.rejectedballot')),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '认定无效的签字',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('rejected', 'name'), name='a_scrutineer_signs_a_ballot_invalid_once')],
            },
        ),
    ]
