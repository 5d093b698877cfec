"""Posts in other hands for a time, one kind of administrator a person, an end for all access given."""

import anxin.ground.access.models.grants
import anxin.ground.access.models.posts
import anxin.ground.database.fields
import anxin.ground.days.clock
import datetime
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


# Row security binds the owner too: the bounds are opened for this statement alone.
END_FOR_ALL = """
SELECT set_config('app.lo', '', true), set_config('app.hi', '~', true);
UPDATE access_grant SET until = current_date + 365 WHERE until IS NULL;
SELECT set_config('app.lo', '', true), set_config('app.hi', '', true);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0004_two_more_administrators'),
        ('units', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(END_FOR_ALL, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField(default=anxin.ground.days.clock.today)),
                ('until', models.DateField()),
                ('reason', anxin.ground.database.fields.EncryptedTextField()),
                ('made_at', models.DateTimeField(default=anxin.ground.days.clock.now)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='access.post')),
                ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-since', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='delegation_ends_after_it_begins'),
                    models.CheckConstraint(condition=models.Q(('until__lt', django.db.models.expressions.CombinedExpression(models.F('since'), '+', models.Value(datetime.timedelta(days=30))))), name='delegation_of_thirty_days'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_at', None)), expressions=[('post', '='), (anxin.ground.access.models.posts.DateRange('since', 'until', models.Value('[]')), '&&')], name='one_stand_in_at_a_time'),
                ],
            },
        ),
        migrations.AddField(
            model_name='account',
            name='disabled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='account',
            name='disabled_why',
            field=anxin.ground.database.fields.EncryptedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='account',
            name='home',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='account',
            name='person_digest',
            field=anxin.ground.database.fields.DigestField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='post',
            name='left_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='grant',
            name='until',
            field=models.DateField(default=anxin.ground.access.models.grants.in_a_year),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('account', '='), (models.Case(models.When(role__in=['auditor', 'security', 'system'], then=models.F('role')), default=models.Value(''), output_field=models.CharField()), '<>'), (anxin.ground.access.models.posts.DateRange('since', 'until'), '&&')], name='an_administrator_is_nothing_else'),
        ),
    ]
