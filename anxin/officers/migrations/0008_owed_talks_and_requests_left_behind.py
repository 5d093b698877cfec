"""Whose talk closes what is owed, and his deputy; requests for help whose officer is gone are closed.

Talks recorded before this one closed what was owed by the rule of their day, whoever held them: they stay so."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('officers', '0007_roster_questions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='helprequest',
            name='state',
            field=models.CharField(choices=[('asked', 'asked for'), ('agreed', 'agreed, being done'), ('declined', 'cannot be done'), ('done', 'done'), ('answered', 'answered'), ('withdrawn', 'taken back'), ('closed', 'closed: no longer there')], default='asked', max_length=10),
        ),
        migrations.AddField(
            model_name='talk',
            name='closes',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='talkrule',
            name='deputy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AddConstraint(
            model_name='talkrule',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', None), models.Q(('deputy', models.F('talker')), _negated=True), _connector='OR'), name='a_talkers_deputy_is_somebody_else'),
        ),
    ]
