"""Drafts of visits: within the range of paths, and there only one's own rows."""

import anxin.ground.database.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from anxin.ground.database.operations import IN_RANGE, RowSecurity, SamePath

# Narrower than the range: a request sees the drafts of the post at work alone. The nightly job has no post at
# work (app.post is empty) and sees those of its range, which is everywhere.
MINE = "by_id = nullif(current_setting('app.post', true), '')::uuid"
NOBODY = "coalesce(current_setting('app.post', true), '') = ''"
OWN = f"({IN_RANGE.format(col='path')}) AND ({MINE} OR {NOBODY})"


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('care', '0007_family_side'),
        ('families', '0010_a_refusal_says_why'),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitDraft',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('fields_json', anxin.ground.database.fields.EncryptedTextField(default='{}')),
                ('changed_at', models.DateTimeField(db_index=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='families.household')),
            ],
            options={
                'ordering': ['-changed_at', 'id'],
                'indexes': [models.Index(fields=['path'], name='care_visitd_path_907e67_idx'), models.Index(fields=['by', 'household'], name='care_visitd_by_id_558219_idx')],
            },
        ),
        RowSecurity("care_visitdraft", using=OWN),
        SamePath("care_visitdraft", "household_id", "families_household"),
    ]
