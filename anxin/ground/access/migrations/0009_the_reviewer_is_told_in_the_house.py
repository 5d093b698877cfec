from django.db import migrations


class Migration(migrations.Migration):
    """The reviewer of an emergency access is told by a message in the transaction of the access itself
    (ground.messages), so no moment of an alert is kept."""

    dependencies = [("access", "0008_signing_in")]
    operations = [migrations.RemoveField("emergencyaccess", "alerted_at")]
