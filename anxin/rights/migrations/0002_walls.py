"""Row security on every table of rights; what hangs on a card is tied to its path. Requests and their steps
are not tied: a request that ends in sealing the card must still be answered (decision 0023)."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath

TIED = ("rights_legalbasis", "rights_noticegiven", "rights_consent", "rights_tombstone")
TABLES = (*TIED, "rights_rightsrequest", "rights_requeststep", "rights_appraisal", "rights_assessment")


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial"), ("families", "0008_sealed_cards")]
    operations = [
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TIED),
        SamePath("rights_consent", "person_id", "families_person"),
    ]
