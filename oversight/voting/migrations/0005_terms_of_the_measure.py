"""Keep with a vote what the adopted measure says of ties and open places."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voting", "0004_rounds_that_ran")]

    operations = [
        migrations.AddField(
            model_name="poll",
            name="terms",
            field=models.JSONField(blank=True, default=dict, verbose_name="表决办法的规定"),
        ),
    ]
