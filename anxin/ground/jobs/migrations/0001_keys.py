"""Keys of forms: what was done once is not done again."""

import anxin.ground.database.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='UsedKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.UUIDField()),
                ('key', models.UUIDField()),
                ('act', models.CharField(max_length=40)),
                ('said', anxin.ground.database.fields.DigestField()),
                ('result', models.JSONField(default=dict)),
                ('at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('who', 'key'), name='a_key_is_used_once')],
            },
        ),
    ]
