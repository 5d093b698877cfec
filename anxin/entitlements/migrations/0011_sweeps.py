import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entitlements', '0010_day_at_a_glance'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sweep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('standards', models.CharField(blank=True, max_length=32)),
                ('began_at', models.DateTimeField()),
                ('after', models.UUIDField(default=uuid.UUID('00000000-0000-0000-0000-000000000000'))),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
    ]
