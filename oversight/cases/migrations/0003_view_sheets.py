"""Written views become sheets counted without names; of every deputy one row stays, the newest."""

import django.db.models.deletion
import oversight.audit.records
from django.conf import settings
from django.db import migrations, models


def person_behind(person_model, one):
    """Whom the account or a name that the register has once stands for."""
    people = person_model.objects.filter(jurisdiction_id=one.jurisdiction_id)
    known = people.filter(account_id=one.account_id) if one.account_id else people.filter(name=one.name)
    return known.first() if known.count() == 1 else None


def deputy_key(person, one):
    """Of which deputy a row is: by the person, else by the account, else by the name."""
    if person is not None:
        return ("person", person.pk)
    return ("account", one.account_id) if one.account_id else ("name", one.name)


def one_row_a_deputy(apps, schema_editor):
    """Keep each deputy's newest view; what came on paper moves into a sheet of its own."""
    view_model = apps.get_model("cases", "DeputyView")
    sheets_model = apps.get_model("cases", "ViewSheets")
    person_model = apps.get_model("institutions", "Person")
    seen = set()
    for one in view_model.objects.order_by("-pk"):
        person = person_behind(person_model, one)
        key = (one.case_id, *deputy_key(person, one))
        if key in seen:
            one.delete()
            continue
        seen.add(key)
        one.person = person
        if one.scan_id is not None:
            one.sheets = sheets_model.objects.create(
                public_id=oversight.audit.records.new_public_id(),
                jurisdiction_id=one.jurisdiction_id,
                case_id=one.case_id,
                remarks=[one.text] if one.text else [],
                scan_id=one.scan_id,
                at=one.at,
                entered_label=one.entered_label,
                **{said: int(one.view == said) for said in ("solved", "partly", "unsolved")},
            )
            one.view, one.text = "", ""
        one.save()


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_hearing_loop'),
        ('files', '0002_storedfile_confined'),
        ('institutions', '0003_sent_forms'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ViewSheets',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=oversight.audit.records.new_public_id, editable=False, max_length=12, unique=True, verbose_name='公开编号')),
                ('solved', models.PositiveSmallIntegerField(verbose_name='说解决了')),
                ('partly', models.PositiveSmallIntegerField(verbose_name='说部分解决')),
                ('unsolved', models.PositiveSmallIntegerField(verbose_name='说没有解决')),
                ('remarks', models.JSONField(blank=True, default=list, verbose_name='写下的话')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('entered_label', models.CharField(max_length=100, verbose_name='代录人')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='view_sheets', to='cases.case')),
                ('jurisdiction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.jurisdiction')),
                ('scan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'verbose_name': '代表的书面意见',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='deputyview',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='institutions.person'),
        ),
        migrations.AddField(
            model_name='deputyview',
            name='sheets',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handed_in', to='cases.viewsheets'),
        ),
        migrations.AlterField(
            model_name='deputyview',
            name='view',
            field=models.CharField(blank=True, choices=[('solved', '解决了'), ('partly', '部分解决'), ('unsolved', '没有解决')], max_length=8, verbose_name='看法'),
        ),
        migrations.RunPython(one_row_a_deputy, migrations.RunPython.noop),
    ]
