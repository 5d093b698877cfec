"""Ledgers hold whole families: only within scope."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [RowSecurity("surveys_ledger")]
