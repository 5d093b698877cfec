"""Giving a copy of a deceased person's record to the next of kin who asked for it."""

import uuid

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.deceased import deceased_sheet
from anxin.families.models import Person
from anxin.ground.access.models import Post
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.shapes import Sheet


@transaction.atomic
def copy_of_deceased(*, by: Post, person: Person, request: uuid.UUID) -> Sheet:
    """The copy as a sheet to print, third parties masked; ``request`` is the id of the request it answers.
    Refused for somebody whose death is not recorded."""
    if not person.died_on:
        raise Refused("families.not_deceased", _("No day of death is recorded for this person."))
    sheet = deceased_sheet(person.household, person, by)
    record("families.deceased_copied", by=by, on=person, cards=[person.household_id], request=request)
    return sheet
