"""A cancelled vote is no round: the votes after it are numbered anew."""

from django.db import migrations


def number_anew(apps, schema_editor):
    """Along each chain, the earlier vote first: one more after a vote that ran, the same after a cancelled one."""
    polls = apps.get_model('voting', 'Poll').objects
    for poll in polls.filter(previous__isnull=False).order_by('pk'):
        earlier = poll.previous
        number = earlier.round + (earlier.state != 'cancelled')
        if poll.round != number:
            poll.round = number
            poll.save(update_fields=['round'])


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0003_recusals_and_presiding'),
    ]

    operations = [
        migrations.RunPython(number_anew, migrations.RunPython.noop),
    ]
