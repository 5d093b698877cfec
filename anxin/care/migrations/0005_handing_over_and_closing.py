"""Handing families over, closing cards; and a card without anybody responsible cannot be committed at all."""

import uuid

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

import anxin.ground.access.models.posts
import anxin.ground.database.fields
from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = ("care_handover", "care_handoveritem", "care_closing")  # care_absence is office directory, like posts

# What 0002 checks of the rows that end or go, this asks of the card itself, when its transaction ends: somebody
# is responsible from its opening on. The first period begins on the day of the opening at the latest.
FROM_THE_OPENING = """
CREATE FUNCTION care_somebody_from_the_opening() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    home uuid;
    lo text := coalesce(current_setting('app.lo', true), '');
    hi text := coalesce(current_setting('app.hi', true), '');
    opened date; begun date;
BEGIN
    IF TG_TABLE_NAME = 'families_household' THEN home := NEW.id; ELSE home := NEW.household_id; END IF;
    PERFORM set_config('app.lo', '', true), set_config('app.hi', '~', true);
    opened := (SELECT opened_on FROM families_household WHERE id = home);
    begun := (SELECT min(since) AT TIME ZONE 'Asia/Shanghai' FROM care_responsibility WHERE household_id = home);
    PERFORM set_config('app.lo', lo, true), set_config('app.hi', hi, true);
    IF opened IS NOT NULL AND (begun IS NULL OR begun > opened) THEN
        RAISE EXCEPTION 'a household must have somebody responsible from its opening on'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'somebody_from_the_opening';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER somebody_from_the_opening AFTER INSERT OR UPDATE OF opened_on ON families_household
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION care_somebody_from_the_opening();
CREATE CONSTRAINT TRIGGER somebody_from_the_opening AFTER UPDATE OF since ON care_responsibility
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.since > OLD.since)
EXECUTE FUNCTION care_somebody_from_the_opening();
"""
UNDO = """
DROP TRIGGER somebody_from_the_opening ON care_responsibility;
DROP TRIGGER somebody_from_the_opening ON families_household;
DROP FUNCTION care_somebody_from_the_opening();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('care', '0004_duties'),
        ('families', '0012_closed_cards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Absence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('announced_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['since', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='absence_ends_after_it_begins'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('ended_at', None)), expressions=[('post', '='), (anxin.ground.access.models.posts.DateRange('since', 'until', models.Value('[]')), '&&')], name='one_absence_at_a_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('reason', models.CharField(choices=[('independent', 'all members provide for themselves'), ('deceased', 'all members have died'), ('moved', 'another unit looks after the family'), ('wish', 'the family wishes no more contact'), ('other', 'another reason')], max_length=12)),
                ('outcome', anxin.ground.database.fields.EncryptedTextField()),
                ('follow_up', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('carried', models.PositiveIntegerField(default=0)),
                ('state', models.CharField(choices=[('asked', 'waits for approval'), ('approved', 'approved, closed'), ('refused', 'not approved'), ('withdrawn', 'taken back'), ('reopened', 'closed for a time, taken up again')], default='asked', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_why', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('reopened_at', models.DateTimeField(blank=True, null=True)),
                ('reopened_why', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('follow_up_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('reopened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_closin_path_61b315_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['asked', 'approved'])), fields=('household',), name='one_closing_at_a_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state__in', ['approved', 'reopened'])), models.Q(models.Q(('state__in', ['approved', 'reopened']), _negated=True), ('closed_on', None)), _connector='OR'), name='an_approved_closing_has_its_day'),
                    models.CheckConstraint(condition=models.Q(models.Q(('reopened_at__isnull', False), ('state', 'reopened')), models.Q(models.Q(('state', 'reopened'), _negated=True), ('reopened_at', None)), _connector='OR'), name='a_reopening_has_its_moment'),
                    models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='who_and_when_of_a_closing_together'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('why', models.CharField(choices=[('transfer', 'transfer to other work'), ('retirement', 'retirement'), ('leave', 'long leave'), ('end', 'end of the post'), ('other', 'another reason'), ('left', 'left at once')], max_length=12)),
                ('afterwards', models.BooleanField(default=False)),
                ('effect_on', models.DateField()),
                ('words', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('state', models.CharField(choices=[('open', 'under way'), ('ready', 'ready, waits for its day'), ('done', 'done'), ('withdrawn', 'called off')], default='open', max_length=10)),
                ('told_on', models.DateField(blank=True, null=True)),
                ('told_how', models.CharField(blank=True, choices=[('person', 'in person'), ('telephone', 'by telephone')], max_length=10)),
                ('told_words', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('announced_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_why', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('announced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('former', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('told_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['effect_on', 'path', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_handov_path_9680f1_idx'),
                    models.Index(condition=models.Q(('state__in', ['open', 'ready'])), fields=['former'], name='care_handover_from'),
                    models.Index(condition=models.Q(('state__in', ['open', 'ready'])), fields=['successor'], name='care_handover_to'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'ready'])), fields=('household',), name='one_handover_at_a_time'),
                    models.CheckConstraint(condition=models.Q(('successor', None), models.Q(('successor', models.F('former')), _negated=True), _connector='OR'), name='nobody_hands_over_to_himself'),
                    models.CheckConstraint(condition=models.Q(('afterwards', True), ('successor__isnull', False), _connector='OR'), name='a_handover_ahead_names_its_successor'),
                    models.CheckConstraint(condition=models.Q(models.Q(('told_by', None), ('told_how', ''), ('told_on', None)), models.Q(('told_by__isnull', False), ('told_on__isnull', False), models.Q(('told_how', ''), _negated=True)), _connector='OR'), name='a_word_to_the_family_is_whole'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['ready', 'done']), _negated=True), ('told_on__isnull', False), _connector='OR'), name='no_handover_without_a_word'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ['open', 'ready'])), models.Q(('ended_at__isnull', False), ('state__in', ['done', 'withdrawn'])), _connector='OR'), name='an_ended_handover_has_its_moment'),
                ],
            },
        ),
        migrations.CreateModel(
            name='HandoverItem',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('point', models.CharField(choices=[('files', 'Family card and person files'), ('promises', 'Promises to be kept'), ('measures', 'Measures and requests under way'), ('dates', 'Dates of the next 90 days'), ('keys', 'What the family should not be asked again')], max_length=10)),
                ('at', models.DateTimeField()),
                ('words', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('handover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='care.handover')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_handov_path_773622_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('handover', 'point'), name='each_point_once'),
                ],
            },
        ),
        migrations.AddField(
            model_name='responsibility',
            name='resting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name='responsibility',
            constraint=models.CheckConstraint(condition=models.Q(('resting', False), ('unassigned', True), _connector='OR'), name='a_closed_card_has_nobody_named'),
        ),
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TABLES),
        migrations.RunSQL(FROM_THE_OPENING, UNDO),
    ]
