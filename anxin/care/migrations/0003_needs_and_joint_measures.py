"""Needs are verified before they open; joint measures tables, the standing catalogue, contacts of departments."""
import anxin.ground.access.models.posts
import anxin.ground.database.fields
import anxin.ground.days.clock
import django.contrib.postgres.constraints
import django.db.models.deletion
import uuid
from django.db import migrations, models

from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = ("care_jointtable", "care_tablestep", "care_jointrow", "care_jointcolumn", "care_jointcell")

# Needs older than verification itself were opened by whoever entered them, and say so. The bounds are opened for
# this one statement; what it leaves to be checked at the end is checked at once, as tables change below.
BEFORE = """
SELECT set_config('app.lo', '', true), set_config('app.hi', '~', true);
UPDATE care_need SET checked_by_id = entered_by_id, checked_at = entered_at, how = 'earlier';
SELECT set_config('app.lo', '', true), set_config('app.hi', '', true);
SET CONSTRAINTS ALL IMMEDIATE;
"""

# What was approved stands as it was signed: no cell, column or row of a table in force or replaced is added or
# altered, whoever writes. Two things still pass: the path, when a card moves, and the keeper, who rotates keys.
FIXED = """
CREATE FUNCTION care_agreed_table_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    home uuid;
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'path' - 'measure_id' = to_jsonb(OLD) - 'path' - 'measure_id' THEN
        RETURN NEW;
    END IF;
    IF (SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user) THEN
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'care_jointcell' THEN
        home := (SELECT table_id FROM care_jointcolumn WHERE id = (to_jsonb(NEW) ->> 'column_id')::uuid);
    ELSE
        home := (to_jsonb(NEW) ->> 'table_id')::uuid;
    END IF;
    IF EXISTS (SELECT FROM care_jointtable WHERE id = home AND state IN ('in_force', 'replaced')) THEN
        RAISE EXCEPTION 'an approved joint measures table does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_agreed_table_stands';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"CREATE TRIGGER an_agreed_table_stands BEFORE INSERT OR UPDATE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION care_agreed_table_stands();"
    for table in TABLES[2:]
)
UNFIXED = "".join(f"DROP TRIGGER an_agreed_table_stands ON {table};" for table in TABLES[2:])
UNFIXED += "DROP FUNCTION care_agreed_table_stands();"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('care', '0002_walls'),
        ('families', '0011_sources_of_needs'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CatalogueEntry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('version', models.PositiveIntegerField()),
                ('theme', models.CharField(choices=[('income', 'sources of income'), ('elder_care', 'care in old age'), ('medical', 'medical care'), ('upbringing', 'upbringing'), ('schooling', 'schooling'), ('work', 'work'), ('housing', 'housing'), ('mind', 'state of mind'), ('wishes', 'wishes of the family')], max_length=20)),
                ('title', models.CharField(max_length=80)),
                ('text', models.TextField()),
                ('ground', models.TextField()),
                ('state', models.CharField(choices=[('draft', 'draft'), ('signing', 'out for signing'), ('in_force', 'in force'), ('withdrawn', 'withdrawn')], default='draft', max_length=10)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True)),
                ('entered_at', models.DateTimeField()),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['unit__path', 'number', '-version'],
                'constraints': [
                    models.UniqueConstraint(fields=('unit', 'number', 'version'), name='one_entry_a_version'),
                    models.CheckConstraint(condition=models.Q(models.Q(('since__isnull', False), ('state', 'in_force')), models.Q(models.Q(('state', 'in_force'), _negated=True), ('since', None), ('until', None)), _connector='OR'), name='an_entry_in_force_has_its_day'),
                    models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='an_entry_ends_after_it_begins'),
                    django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('state', 'in_force')), expressions=[('unit', '='), ('number', '='), (anxin.ground.access.models.posts.DateRange('since', 'until'), '&&')], name='one_version_in_force_at_a_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='DepartmentContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=50)),
                ('phone', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('since', models.DateField(default=anxin.ground.days.clock.today)),
                ('until', models.DateField(blank=True, null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['desk__path', '-since', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('since')), _connector='OR'), name='a_contact_ends_after_it_begins'),
                    django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('desk', '='), (anxin.ground.access.models.posts.DateRange('since', 'until'), '&&')], name='one_contact_a_desk_at_a_time'),
                ],
            },
        ),
        migrations.CreateModel(
            name='CatalogueSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField(null=True)),
                ('desk', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signatures', to='care.catalogueentry')),
                ('noted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('contact', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.departmentcontact')),
            ],
            options={
                'ordering': ['desk__path'],
                'constraints': [
                    models.UniqueConstraint(fields=('entry', 'desk'), name='a_desk_signs_an_entry_once'),
                    models.CheckConstraint(condition=models.Q(models.Q(('contact', None), ('noted_by', None), ('signed_on', None)), models.Q(('contact__isnull', False), ('noted_by__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='who_and_when_of_a_signature_together'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JointTable',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('version', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('draft', 'draft'), ('filling', 'out for filling'), ('signed', 'signed by all, waits for approval'), ('in_force', 'in force'), ('replaced', 'replaced by a newer version'), ('withdrawn', 'withdrawn')], default='draft', max_length=10)),
                ('due', models.DateField()),
                ('started_at', models.DateTimeField()),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
            ],
            options={
                'ordering': ['path', '-version'],
                'indexes': [
                    models.Index(fields=['path'], name='care_jointt_path_1196b5_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('household', 'version'), name='one_table_a_version'),
                    models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'filling', 'signed'])), fields=('household',), name='one_table_under_way_a_family'),
                    models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('household',), name='one_table_in_force_a_family'),
                    models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='who_and_when_of_an_approval_together'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['in_force', 'replaced']), _negated=True), ('approved_by__isnull', False), _connector='OR'), name='a_table_in_force_was_approved'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JointColumn',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('place', models.PositiveSmallIntegerField()),
                ('domain', models.CharField(blank=True, choices=[('finance', 'finance'), ('civil', 'civil affairs'), ('hrss', 'human resources and social security'), ('health', 'health'), ('education', 'education')], max_length=12)),
                ('state', models.CharField(choices=[('open', 'to fill and sign'), ('signed', 'has signed'), ('paper', 'signed on paper')], default='open', max_length=8)),
                ('signed_on', models.DateField(blank=True, null=True)),
                ('signed_at', models.DateTimeField(blank=True, null=True)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.departmentcontact')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='columns', to='care.jointtable')),
            ],
            options={
                'ordering': ['place', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_jointc_path_a4be43_idx'),
                    models.Index(fields=['table'], name='care_jointc_table_i_fb74d5_idx'),
                ],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('unit__isnull', False), models.Q(('domain', ''), _negated=True), _connector='OR'), name='a_column_has_somebody'),
                    models.UniqueConstraint(fields=('table', 'unit'), name='a_unit_has_one_column'),
                    models.CheckConstraint(condition=models.Q(models.Q(('signed_at', None), ('signed_by', None), ('signed_on', None), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('signed_at__isnull', False), ('signed_by__isnull', False), ('signed_on__isnull', False)), _connector='OR'), name='a_signed_column_has_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JointRow',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('place', models.PositiveSmallIntegerField()),
                ('told', anxin.ground.database.fields.EncryptedTextField()),
                ('facts_json', anxin.ground.database.fields.EncryptedTextField(default='{}')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='care.need')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='care.jointtable')),
            ],
            options={
                'ordering': ['place', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_jointr_path_221ec3_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('table', 'need'), name='a_need_stands_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='JointCell',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('kind', models.CharField(blank=True, choices=[('', 'not filled yet'), ('measure', 'a measure'), ('none', 'no measure')], default='', max_length=8)),
                ('words', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('amount_fen', models.BigIntegerField(blank=True, null=True)),
                ('ground', models.TextField(blank=True)),
                ('handler', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('due', models.DateField(blank=True, null=True)),
                ('proof', models.CharField(blank=True, max_length=120)),
                ('case_by_case', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('reason', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('filled_at', models.DateTimeField(blank=True, null=True)),
                ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.catalogueentry')),
                ('filled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('measure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='cells', to='care.measure')),
                ('column', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='care.jointcolumn')),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='care.jointrow')),
            ],
            options={
                'ordering': ['row__place', 'column__place', 'id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_jointc_path_53f93a_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('column', 'row'), name='one_cell_a_column_and_need'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'measure'), _negated=True), models.Q(('due__isnull', False), models.Q(('entry__isnull', False), models.Q(('case_by_case', ''), _negated=True), _connector='OR')), _connector='OR'), name='a_cell_with_a_measure_has_day_and_basis'),
                    models.CheckConstraint(condition=models.Q(models.Q(('kind', 'none'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_cell_without_a_measure_says_why'),
                    models.CheckConstraint(condition=models.Q(('amount_fen', None), ('amount_fen__gt', 0), _connector='OR'), name='a_sum_in_a_cell_is_positive'),
                    models.CheckConstraint(condition=models.Q(models.Q(('filled_at', None), ('filled_by', None), ('kind', '')), models.Q(models.Q(('kind', ''), _negated=True), ('filled_at__isnull', False), ('filled_by__isnull', False)), _connector='OR'), name='who_and_when_of_a_cell_together'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TableStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('at', models.DateTimeField()),
                ('move', models.CharField(max_length=12)),
                ('words', anxin.ground.database.fields.EncryptedTextField(blank=True, default='')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
                ('table', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='care.jointtable')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'indexes': [
                    models.Index(fields=['path'], name='care_tables_path_0dcfc3_idx'),
                    models.Index(fields=['table'], name='care_tables_table_i_027c53_idx'),
                ],
            },
        ),
        migrations.RemoveConstraint(
            model_name='need',
            name='a_settled_need_has_its_day',
        ),
        migrations.AddField(
            model_name='measure',
            name='case_by_case',
            field=anxin.ground.database.fields.EncryptedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='need',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='need',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post'),
        ),
        migrations.AddField(
            model_name='need',
            name='checked_words',
            field=anxin.ground.database.fields.EncryptedTextField(blank=True, default=''),
        ),
        migrations.AddField(
            model_name='need',
            name='how',
            field=models.CharField(blank=True, choices=[('asked', 'asked the family'), ('document', 'a document seen'), ('visit', 'seen on a visit'), ('department', 'confirmed by the department'), ('compared', 'compared with the register'), ('earlier', 'entered before needs were verified')], max_length=12),
        ),
        migrations.AlterField(
            model_name='need',
            name='source',
            field=models.CharField(choices=[('ledger', "a department's ledger"), ('paper', 'a document seen'), ('family', 'told by the family'), ('visit', 'seen on a visit'), ('unit', 'told by the unit'), ('department', 'told by a department'), ('survey', 'the survey of families'), ('rule', 'found by a rule'), ('comparison', 'a data comparison')], max_length=12),
        ),
        migrations.AlterField(
            model_name='need',
            name='state',
            field=models.CharField(choices=[('found', 'to verify'), ('open', 'not met yet'), ('met', 'met'), ('closed', 'closed'), ('refused', 'does not hold')], default='found', max_length=8),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(condition=models.Q(('state', 'found')), fields=['path'], name='care_found_need_path'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state__in', ['found', 'open'])), models.Q(models.Q(('state__in', ['found', 'open']), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='a_settled_need_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('checked_by', None), ('state', 'found')), models.Q(models.Q(('state', 'found'), _negated=True), ('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='who_and_when_of_a_check_together'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['found', 'refused']), models.Q(('how', ''), _negated=True), _connector='OR'), name='a_verified_need_says_how'),
        ),
        migrations.AddField(
            model_name='measure',
            name='entry',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='care.catalogueentry'),
        ),
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TABLES),
        migrations.RunSQL(FIXED, UNFIXED),
    ]
