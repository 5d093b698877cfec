"""Talks, counselling and the counsellors' own schema, each behind its wall.

Words of a talk stand behind a narrower wall than the range where they are for the one who held it alone. The
rows of the counsellors' schema are in sight of their own post and of nobody else: no job, no range opens them.
"""

import anxin.ground.database.fields
import anxin.ground.days.clock
import anxin.officers.models.counselling
import django.contrib.postgres.constraints
import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models

from anxin.ground.database.operations import IN_RANGE, RowSecurity, SamePath

MINE = "nullif(current_setting('app.post', true), '')::uuid"
RANGE = IN_RANGE.format(col="path")
WORDS = f"({RANGE}) AND (read_by <> 'talker' OR by_id = {MINE})"
PROMISE = f"({RANGE}) AND (read_by <> 'talker' OR by_id = {MINE} OR doer_id = {MINE})"
OWN, EITHER = f"post_id = {MINE}", f"post_id = {MINE} OR colleague_id = {MINE}"
OF_OFFICER = (
    "officers_talk",
    "officers_talkwords",
    "officers_talkoccasion",
    "officers_talkpromise",
)


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('officers', '0002_leave'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL("CREATE SCHEMA counselling", "DROP SCHEMA counselling"),
        migrations.CreateModel(
            name='Counsellor',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField(default=anxin.ground.days.clock.today)),
                ('until', models.DateField(blank=True, null=True)),
                ('key', models.UUIDField(blank=True, null=True)),
                ('public', models.CharField(blank=True, default='', max_length=64)),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['unit__path', 'since', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('until', None)), fields=('post',), name='one_counsellor_a_post_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='a_counsellor_ends_after_beginning'),
                    models.CheckConstraint(condition=models.Q(models.Q(('key', None), ('public', '')), models.Q(('key__isnull', False), models.Q(('public', ''), _negated=True)), _connector='OR'), name='a_counsellors_key_has_both_halves'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(max_length=80)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('counsellor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='officers.counsellor')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_slot_takes_time'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at', None)), expressions=[('counsellor', '='), (anxin.officers.models.counselling.TimeRange('starts_at', 'ends_at'), '&&')], name='a_counsellor_is_in_one_place'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=9, unique=True)),
                ('state', models.CharField(choices=[('booked', 'booked'), ('kept', 'took place'), ('missed', 'nobody came'), ('cancelled', 'given up'), ('withdrawn', 'withdrawn by the counsellor')], default='booked', max_length=10)),
                ('why', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='officers.slot')),
            ],
            options={
                'ordering': ['slot__starts_at', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['booked', 'kept', 'missed'])), fields=('slot',), name='an_hour_is_taken_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CounsellorKey',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('wrapped', anxin.ground.database.fields.SealedTextField()),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(blank=True, null=True)),
                ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.post')),
            ],
            options={
                'db_table': 'counselling"."counsellor_key',
                'ordering': ['-made_at', 'id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('retired_at', None)), fields=('post',), name='one_counsellor_key_in_use'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CounsellorNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sealed', anxin.ground.database.fields.SealedTextField()),
                ('at', models.DateTimeField()),
                ('booking', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='officers.booking')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.counsellorkey')),
                ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.post')),
            ],
            options={
                'db_table': 'counselling"."counsellor_note',
                'ordering': ['at', 'id'],
                'indexes': [
                    models.Index(fields=['booking'], name='counsellor_note_booking'),
                ],
            },
        ),
        migrations.CreateModel(
            name='KeyRecovery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('colleague_key', models.UUIDField()),
                ('sealed', anxin.ground.database.fields.SealedTextField()),
                ('given_at', models.DateTimeField()),
                ('released', anxin.ground.database.fields.SealedTextField(blank=True, default='')),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('colleague', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.post')),
                ('key', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='officers.counsellorkey')),
                ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='access.post')),
            ],
            options={
                'db_table': 'counselling"."key_recovery',
                'ordering': ['-given_at', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('released', ''), ('released_at', None)), models.Q(models.Q(('released', ''), _negated=True), ('released_at__isnull', False)), _connector='OR'), name='a_key_is_released_at_a_moment'),
                    models.UniqueConstraint(fields=('key', 'colleague_key'), name='a_key_is_given_once_to_a_colleague'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Talk',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('on', models.DateField()),
                ('entered_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='officers.officer')),
            ],
            options={
                'ordering': ['-on', '-entered_at', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='officers_ta_path_3f269a_idx'),
                    models.Index(fields=['officer', '-on'], name='officers_ta_officer_b632dc_idx'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TalkOccasion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('kind', anxin.ground.database.fields.EncryptedTextField(choices=[('illness', 'illness'), ('accident', 'accident'), ('bereavement', 'bereavement'), ('transfer', 'transfer'), ('other', 'another occasion')])),
                ('on', models.DateField()),
                ('due', models.DateField()),
                ('talked_on', models.DateField(blank=True, null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='officers.officer')),
            ],
            options={
                'ordering': ['due', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='officers_ta_path_73f70f_idx'),
                    models.Index(condition=models.Q(('talked_on', None)), fields=['officer'], name='officers_occasion_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('due__gte', models.F('on'))), name='a_talk_is_due_after_its_occasion'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TalkPromise',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('read_by', models.CharField(choices=[('line', 'whoever answers for talks here'), ('leader', 'the leaders and whoever held it'), ('talker', 'only whoever held it')], max_length=8)),
                ('words', anxin.ground.database.fields.EncryptedTextField()),
                ('due', models.DateField()),
                ('state', models.CharField(choices=[('open', 'to be done'), ('kept', 'kept'), ('answered', 'cannot be done')], default='open', max_length=10)),
                ('settled_on', models.DateField(blank=True, null=True)),
                ('answer', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('doer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='officers.officer')),
                ('talk', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='promises', to='officers.talk')),
            ],
            options={
                'ordering': ['due', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='officers_ta_path_02e6e3_idx'),
                    models.Index(condition=models.Q(('state', 'open')), fields=['doer', 'due'], name='officers_talk_promise_open'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='a_settled_talk_promise_has_its_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TalkRule',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('months', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(24)])),
                ('occasion_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('since', models.DateField(default=anxin.ground.days.clock.today)),
                ('talker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['unit__path'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('months__range', (1, 24)), ('occasion_days__range', (1, 60))), name='a_talk_rule_has_its_times'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TalkWords',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('read_by', models.CharField(choices=[('line', 'whoever answers for talks here'), ('leader', 'the leaders and whoever held it'), ('talker', 'only whoever held it')], default='talker', max_length=8)),
                ('news', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('said', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('promised', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='officers.officer')),
                ('talk', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='officers.talk')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['path'], name='officers_ta_path_9dcaee_idx'),
                ],
            },
        ),
        RowSecurity("officers_talk"),
        RowSecurity("officers_talkoccasion"),
        RowSecurity("officers_talkwords", using=WORDS, check=RANGE),
        RowSecurity("officers_talkpromise", using=PROMISE, check=RANGE),
        *(SamePath(table, "officer_id", "officers_officer") for table in OF_OFFICER),
        RowSecurity('counselling"."counsellor_key', using=OWN),
        RowSecurity('counselling"."counsellor_note', using=OWN),
        RowSecurity('counselling"."key_recovery', using=EITHER),
    ]
