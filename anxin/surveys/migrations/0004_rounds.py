"""Survey rounds. Answers tell of units and are read by area, as reports are; the rounds are as public as
their notice."""

import anxin.ground.database.fields
import anxin.ground.days.clock
import django.db.models.deletion
import uuid
from django.db import migrations, models

from anxin.ground.database.operations import IN_AREA, IN_RANGE, RowSecurity, SamePath

BOTH = f"({IN_RANGE.format(col='path')}) OR ({IN_AREA.format(col='path')})"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('surveys', '0003_sound'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('paper', models.CharField(max_length=200)),
                ('words', models.CharField(max_length=300)),
                ('since', models.PositiveSmallIntegerField()),
                ('due', models.DateField()),
                ('lines', models.JSONField()),
                ('opened_at', models.DateTimeField(default=anxin.ground.days.clock.now)),
                ('above', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='surveys.round')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['-opened_at', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='surveys_rou_path_9d9cb2_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('state', models.CharField(choices=[('at_work', 'at work'), ('sent', 'sent in'), ('returned', 'returned to be mended'), ('accepted', 'accepted')], default='at_work', max_length=8)),
                ('nil', models.BooleanField(default=False)),
                ('signatory', models.CharField(blank=True, max_length=50)),
                ('officers', models.PositiveIntegerField(blank=True, null=True)),
                ('unknown', models.PositiveIntegerField(blank=True, null=True)),
                ('families', models.PositiveIntegerField(blank=True, null=True)),
                ('sent_account', models.UUIDField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='surveys.round')),
            ],
            options={
                'ordering': ['path', 'id'],
                'indexes': [
                    models.Index(fields=['round', 'path'], name='surveys_ans_round_i_adf65c_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('id', 'path'), name='answer_id_path'),
                    models.UniqueConstraint(fields=('round', 'unit'), name='one_answer_a_place'),
                    models.CheckConstraint(condition=models.Q(models.Q(('sent_at', None), ('state', 'at_work')), models.Q(models.Q(('state', 'at_work'), _negated=True), models.Q(('signatory', ''), _negated=True), ('officers__isnull', False), ('sent_at__isnull', False), ('sent_by__isnull', False)), _connector='OR'), name='a_sent_answer_has_a_name_behind_it'),
                    models.CheckConstraint(condition=models.Q(('nil', False), ('officers', 0), _connector='OR'), name='nil_means_nobody'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AnswerStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('to', models.CharField(choices=[('at_work', 'at work'), ('sent', 'sent in'), ('returned', 'returned to be mended'), ('accepted', 'accepted')], max_length=8)),
                ('at', models.DateTimeField(default=anxin.ground.days.clock.now)),
                ('why', models.TextField(blank=True)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='surveys.answer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['path'], name='surveys_ans_path_a4353d_idx')],
            },
        ),
        RowSecurity("surveys_answer", using=BOTH),
        RowSecurity("surveys_answerstep", using=BOTH),
        SamePath("surveys_answerstep", "answer_id", "surveys_answer"),
    ]
