"""A notice is composed here, approved by a second person, issued; what is there already is issued."""

import anxin.ground.database.fields
import anxin.ground.days.clock
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('files', '0002_kept_in_ones_own_name'),
        ('notices', '0003_papers_are_read_by_area'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeAttachment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('order', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=120)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='notices.notice')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [
                    models.UniqueConstraint(fields=('notice', 'order'), name='one_attachment_a_place'),
                ],
            },
        ),
        migrations.CreateModel(
            name='NoticeStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('to', models.CharField(choices=[('draft', 'draft'), ('handed_in', 'handed in for approval'), ('returned', 'returned to be changed'), ('approved', 'approved, not issued yet'), ('issued', 'issued'), ('dropped', 'dropped')], max_length=10)),
                ('account', models.UUIDField(null=True)),
                ('at', models.DateTimeField(default=anxin.ground.days.clock.now)),
                ('why', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='notices.notice')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Relief',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('until', models.DateField(blank=True, null=True)),
                ('why', models.TextField()),
                ('state', models.CharField(choices=[('asked', 'waiting for a decision'), ('granted', 'granted'), ('refused', 'not granted'), ('withdrawn', 'taken back')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField(default=anxin.ground.days.clock.now)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_why', models.TextField(blank=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reliefs', to='notices.notice')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['-asked_at', 'id'],
                'indexes': [
                    models.Index(fields=['notice', 'path'], name='notices_rel_notice__5e6a1c_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('notice', 'unit'), name='one_open_relief_a_unit'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state__in', ['asked', 'withdrawn'])), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['granted', 'refused'])), _connector='OR'), name='relief_decided_by_and_when_together'),
                    models.CheckConstraint(condition=models.Q(('decided_by', models.F('asked_by')), _negated=True), name='relief_is_decided_by_another'),
                ],
            },
        ),
        migrations.AddField(
            model_name='notice',
            name='approved_account',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='approved_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='approved_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AddField(
            model_name='notice',
            name='copies',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='notice',
            name='made_account',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='made_at',
            field=models.DateTimeField(default=anxin.ground.days.clock.now),
        ),
        migrations.AddField(
            model_name='notice',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AddField(
            model_name='notice',
            name='mark',
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name='notice',
            name='parent',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='notices.notice'),
        ),
        migrations.AddField(
            model_name='notice',
            name='path',
            field=anxin.ground.database.fields.PathField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='notice',
            name='receive_by',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='serial',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('handed_in', 'handed in for approval'), ('returned', 'returned to be changed'), ('approved', 'approved, not issued yet'), ('issued', 'issued'), ('dropped', 'dropped')], default='draft', max_length=10),
        ),
        migrations.RunSQL("UPDATE notices_notice SET state = 'issued'", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='notice',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='notice',
            name='urgent_why',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='year',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='noticeaddressee',
            name='below',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='noticeaddressee',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit'),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='deaths_since',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='due',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='figure',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='passed_down', to='notices.noticeitem'),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='proof',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='noticeitem',
            name='proof_en',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name='notice',
            name='issued_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='notice',
            name='source',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name='noticeaddressee',
            name='kind',
            field=models.CharField(blank=True, choices=[('region', 'region'), ('organisation', 'organisation department of a Party committee'), ('organ', 'central Party or state organ'), ('peoples', "people's organisation"), ('xpcc', 'Xinjiang Production and Construction Corps'), ('finance', 'centrally managed financial enterprise'), ('enterprise', 'key state-owned enterprise'), ('university', 'university'), ('department', 'department of a local government'), ('institution', 'public institution')], max_length=20),
        ),
        migrations.AlterField(
            model_name='noticeaddressee',
            name='words',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AlterField(
            model_name='noticeitem',
            name='paragraph',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='items', to='notices.noticeparagraph'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['path', 'state'], name='notices_not_path_d8cbf8_idx'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('unit', 'mark', 'year', 'serial'), name='one_notice_a_number'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), models.Q(('serial__isnull', False), ('year__isnull', False), models.Q(('mark', ''), _negated=True)), _connector='OR'), name='an_own_notice_bears_a_number'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'issued'), _negated=True), ('issued_on__isnull', False), _connector='OR'), name='issued_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_account', None), ('approved_at', None), ('approved_by', None)), models.Q(('approved_account__isnull', False), ('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='approved_by_and_when_together'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by', models.F('made_by')), _negated=True), models.Q(('approved_account', models.F('made_account')), _negated=True)), name='a_notice_takes_two_people'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), ('state__in', ['draft', 'handed_in', 'returned', 'dropped']), ('approved_at__isnull', False), _connector='OR'), name='no_notice_goes_out_unapproved'),
        ),
        migrations.AddConstraint(
            model_name='noticeaddressee',
            constraint=models.CheckConstraint(condition=models.Q(('unit', None), models.Q(('below', None), ('kind', ''), ('level', None)), _connector='OR'), name='picked_by_hand_or_by_kind'),
        ),
        migrations.AddConstraint(
            model_name='noticeitem',
            constraint=models.CheckConstraint(condition=models.Q(('deaths_since', None), ('asks', 'survey'), _connector='OR'), name='only_a_survey_asks_since_when'),
        ),
    ]
