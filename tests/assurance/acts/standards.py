"""Standards and forms of entitlements: looked through, loaded, opened, put in place."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anxin.entitlements.actions import drop_form, keep_form, load_pack
from anxin.entitlements.papers.applications import BUILT_IN
from anxin.families.models import FallenOfficer
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Unit
from tests.assurance.standards import STANDARD
from tests.cast import client_of

from . import Doing, Stage, act


def _spoken_for(stage: Stage) -> str:
    """The standard as one of the county's own."""
    Unit.objects.filter(pk=stage.tree.county.pk).update(region_code="990102")
    values = 'orphan.scattered:\n    2031-01-01: {value: "70000", citation: bureau}'
    own = STANDARD.replace("region: CN", 'region: "990102"').replace("assurance-income", "assurance-county")
    return own[: own.index("urban_income")] + values + "\n"


@act("entitlements.pack_previewed")
def _(stage: Stage) -> Doing:
    content, browser = _spoken_for(stage).encode(), client_of(stage.clerk)
    browser.raise_request_exception = False
    there = reverse("entitlements:standard_preview")
    # a file that was sent once is read to its end, so each call brings its own
    return lambda: browser.post(there, {"file": SimpleUploadedFile("standard.yaml", content)})


@act("entitlements.pack_loaded")
def _(stage: Stage) -> Doing:
    text = _spoken_for(stage)
    return lambda: load_pack(by=stage.clerk, text=text)


@act("entitlements.pack_opened")
def _(stage: Stage) -> Doing:
    loaded = load_pack(by=OPERATOR, text=STANDARD)
    return stage.get(stage.clerk, "entitlements:standard", pack=loaded.pk)


@act("entitlements.applications_opened")
def _(stage: Stage) -> Doing:
    return stage.card("entitlements:applications")


@act("entitlements.application_printed")
def _(stage: Stage) -> Doing:
    officer = FallenOfficer.objects.get(person__household=stage.household)
    return stage.card("entitlements:application", officer=officer.pk, form="death_benefits")


def _own(stage: Stage) -> Doing:
    content = (BUILT_IN / "general.docx").read_bytes()
    return lambda: keep_form(by=stage.clerk, form="general", content=content)


@act("entitlements.form_kept")
def _(stage: Stage) -> Doing:
    return _own(stage)


@act("entitlements.form_dropped")
def _(stage: Stage) -> Doing:
    _own(stage)()
    return lambda: drop_form(by=stage.clerk, form="general")
