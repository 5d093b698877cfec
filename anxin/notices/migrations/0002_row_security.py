"""Row security on reports; notices themselves are public to every post and hold no personal data."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        RowSecurity("notices_report"),
        RowSecurity("notices_reportsection"),
        RowSecurity("notices_frozenfigure"),
        SamePath("notices_reportsection", "report_id", "notices_report"),
        SamePath("notices_frozenfigure", "report_id", "notices_report"),
    ]
