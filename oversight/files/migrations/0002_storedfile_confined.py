from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="confined",
            field=models.BooleanField(default=False, verbose_name="只随所属事项给看"),
        ),
    ]
