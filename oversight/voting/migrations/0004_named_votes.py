"""Add the vote by name: who of the roll voted how."""

import django.db.models.deletion
import oversight.audit.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_boundaries'),
        ('voting', '0003_matter_of_a_vote'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='poll',
            name='method',
            field=models.CharField(choices=[('paper', '纸质票'), ('keypad', '表决器'), ('hands', '举手'), ('mixed', '会场按表决器、视频参加人员举手'), ('cards', '投票卡（电子无记名投票）'), ('named', '记名表决')], max_length=8, verbose_name='表决方式'),
        ),
        migrations.CreateModel(
            name='NamedVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=oversight.audit.records.new_public_id, editable=False, max_length=12, unique=True, verbose_name='公开编号')),
                ('person', models.CharField(blank=True, max_length=64, verbose_name='表决人的编号')),
                ('name', models.CharField(max_length=200, verbose_name='姓名')),
                ('option', models.CharField(max_length=100, verbose_name='表决的一项')),
                ('choice', models.CharField(choices=[('yes', '赞成'), ('no', '反对'), ('abstain', '弃权')], max_length=7, verbose_name='怎样表决')),
                ('way', models.CharField(choices=[('own', '本人用自己的账号'), ('roll_call', '唱名，由办公室登记')], max_length=9, verbose_name='怎样作出')),
                ('salt', models.CharField(max_length=32, verbose_name='校验值的附加值')),
                ('cast_label', models.CharField(max_length=100, verbose_name='操作账号')),
                ('cast_at', models.DateTimeField(verbose_name='表决时间')),
                ('earlier', models.JSONField(blank=True, default=list, verbose_name='以前的表决')),
                ('cast_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.jurisdiction')),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_votes', to='voting.poll')),
            ],
            options={
                'verbose_name': '记名表决的一票',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'person', 'name', 'option'), name='one_vote_by_name_per_person_and_option')],
            },
        ),
    ]
