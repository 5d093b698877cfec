"""Putting an office's own form in the place of a built-in one, and going back."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.models.forms import OwnForm
from anxin.entitlements.papers.applications import FORMS, SAMPLE
from anxin.entitlements.papers.others import PAPERS
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.paper.forms import BadTemplate, filled

SENTENCES: dict[str, Promise] = {
    "not_word": _("This is not a Word file (.docx). Save it as .docx in Word or WPS and send it again."),
    "too_large": _("This file is too large for a form: two megabytes at most."),
    "macros": _("This file holds macros or embedded programs. Save it as an ordinary .docx without them."),
    "outside": _(
        "This file fetches something from elsewhere (a link, a picture or a template). Take it out."
    ),
    "words": _("The words in braces cannot be read: %(what)s. Compare them with the built-in form."),
    "field": _(
        "There is no field “%(what)s”. The fields are those of the built-in form; check the spelling."
    ),
}


@transaction.atomic
def keep_form(*, by: Post, form: str, content: bytes) -> OwnForm:
    """Let a Word file stand for a built-in form in the post's place and all below. It is filled in once
    with invented words first; what cannot be filled in is refused."""
    if form not in FORMS and form not in PAPERS:
        raise ValueError(form)
    try:
        filled(content, SAMPLE if form in FORMS else PAPERS[form].sample)
    except BadTemplate as bad:
        raise Refused(f"entitlements.form_{bad.code}", SENTENCES[bad.code], what=bad.what) from bad
    _replace(by, form)
    kept = OwnForm.objects.create(
        unit=by.scope_root, form=form, content=content, loaded_by=by, loaded_at=now()
    )
    record("entitlements.form_kept", by=by, on=kept, path=by.scope_root.path, form=form)
    return kept


@transaction.atomic
def drop_form(*, by: Post, form: str) -> None:
    """Go back to the form that holds above, or to the built-in one."""
    if not _replace(by, form):
        raise Refused("entitlements.no_own_form", _("Your place has no form of its own here."))
    record("entitlements.form_dropped", by=by, path=by.scope_root.path, form=form)


def _replace(by: Post, form: str) -> int:
    return OwnForm.objects.in_use().filter(unit=by.scope_root, form=form).update(replaced_at=now())
