from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("jobs", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="owner_body",
            field=models.BigIntegerField(null=True, verbose_name="机构"),
        ),
    ]
