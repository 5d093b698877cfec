"""The way of a report up: states, rounds, who sent and who settled it, which reports below it brings together;
and what was signed stays as it is, whatever program asks."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import anxin.ground.database.fields
from anxin.ground.database.operations import IN_AREA, IN_RANGE, RowSecurity, SamePath

BOTH = f"({IN_RANGE.format(col='path')}) OR ({IN_AREA.format(col='path')})"

# Reports made before there were rounds are counted through, a unit and a notice at a time.
ROUNDS = """
SELECT set_config('app.lo', '', true), set_config('app.hi', '~', true);
UPDATE notices_report SET round = counted.place
FROM (SELECT id, row_number() OVER (PARTITION BY unit_id, notice_id ORDER BY made_at, id) AS place
      FROM notices_report) AS counted
WHERE counted.id = notices_report.id AND notices_report.round <> counted.place;
SELECT set_config('app.lo', '', true), set_config('app.hi', '', true);
"""

# Paths may still change: a unit that moves takes its reports along.
STAYS = """
CREATE FUNCTION notices_signed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT state FROM notices_report WHERE id = OLD.report_id) <> 'draft' THEN
        RAISE EXCEPTION 'what a signed report says never changes'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'signed_stays';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER signed_stays BEFORE DELETE OR UPDATE OF code, told_by, version, value, day, row_ids, report_id
ON notices_frozenfigure FOR EACH ROW EXECUTE FUNCTION notices_signed_stays();
CREATE TRIGGER signed_stays BEFORE DELETE OR UPDATE OF part, narrative, report_id
ON notices_reportsection FOR EACH ROW EXECUTE FUNCTION notices_signed_stays();
CREATE TRIGGER signed_stays BEFORE DELETE OR UPDATE OF report_id, below_id
ON notices_brought FOR EACH ROW EXECUTE FUNCTION notices_signed_stays();
"""
UNDO = """
DROP TRIGGER signed_stays ON notices_frozenfigure;
DROP TRIGGER signed_stays ON notices_reportsection;
DROP TRIGGER signed_stays ON notices_brought;
DROP FUNCTION notices_signed_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ("notices", "0005_cascade"),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Brought',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('below', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.report')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='brought', to='notices.report')),
            ],
            options={
                'ordering': ['report', 'below'],
                'indexes': [
                    models.Index(fields=['path'], name='notices_bro_path_f5801c_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('report', 'below'), name='brought_together_once'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='report',
            name='a_signed_report_has_a_day_and_a_signatory',
        ),
        migrations.AddField(
            model_name='report',
            name='before',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.report'),
        ),
        migrations.AddField(
            model_name='report',
            name='is_nil',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='report',
            name='reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='report',
            name='round',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='report',
            name='sent_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='sent_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AddField(
            model_name='report',
            name='settled_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='report',
            name='settled_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AlterField(
            model_name='report',
            name='state',
            field=models.CharField(choices=[('draft', 'draft'), ('signed', 'signed'), ('sent', 'sent up'), ('returned', 'returned'), ('accepted', 'accepted above')], default='draft', max_length=8),
        ),
        migrations.RunSQL(ROUNDS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'returned'), _negated=True), fields=('unit', 'notice', 'round'), name='one_report_a_unit_notice_and_round'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('signed_on', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('signed_on__isnull', False), models.Q(('signatory', ''), _negated=True)), _connector='OR'), name='a_signed_report_has_a_day_and_a_signatory'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('sent_by__isnull', False), ('state__in', ('sent', 'returned', 'accepted'))), models.Q(models.Q(('state__in', ('sent', 'returned', 'accepted')), _negated=True), ('sent_at', None), ('sent_by', None)), _connector='OR'), name='a_report_sent_up_says_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('settled_by__isnull', False), ('state__in', ('returned', 'accepted'))), models.Q(models.Q(('state__in', ('returned', 'accepted')), _negated=True), ('settled_at', None), ('settled_by', None)), _connector='OR'), name='a_settled_report_says_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'returned'), _negated=True), ('reason', '')), _connector='OR'), name='a_returned_report_says_why'),
        ),
        RowSecurity("notices_brought", using=BOTH),
        SamePath("notices_brought", "report_id", "notices_report"),
        migrations.RunSQL(STAYS, UNDO),
    ]
