"""Days on which somebody is away: the deputies cover, and nobody's duty changes hands."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.events import FamilySideChanged
from anxin.care.models import Absence, Responsibility
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

LONGEST = 90  # days; whoever is away longer hands his families over


@transaction.atomic
def announce_absence(*, by: Post, post: Post, since: date, until: date) -> Absence:
    """Say that ``post`` is away from ``since`` to ``until``, both counted: one's own, or for somebody of
    one's scope. It ends by itself."""
    _check_whose(by, post)
    if since < today() or until < since:
        raise Refused("care.absence_days", _("Choose days from today on, the last not before the first."))
    if (until - since).days >= LONGEST:
        raise Refused(
            "care.absence_too_long",
            _("Whoever is away for more than %(n)d days hands the families over."),
            n=LONGEST,
        )
    try:
        with transaction.atomic():
            made = Absence.objects.create(
                post=post, since=since, until=until, announced_by=by, announced_at=now()
            )
    except IntegrityError as taken:
        raise Refused(
            "care.absent_already", _("Some of these days are announced already. End that absence first.")
        ) from taken
    _tell_pages(post)
    record("care.absence_announced", by=by, path=post.unit.path, absence=made.pk, post=post.pk, until=until)
    return made


@transaction.atomic
def end_absence(*, by: Post, absence: Absence) -> Absence:
    """Back earlier than announced, or not away at all."""
    held = Absence.objects.select_for_update(of=("self",)).select_related("post__unit").get(pk=absence.pk)
    _check_whose(by, held.post)
    if held.ended_at is not None or held.until < today():
        raise Refused("care.absence_over", _("This absence is over already."))
    held.ended_at = now()
    held.save(update_fields=["ended_at"])
    _tell_pages(held.post)
    record("care.absence_ended", by=by, path=held.post.unit.path, absence=held.pk, post=held.post_id)
    return held


def _tell_pages(post: Post) -> None:
    """The pages of the families for whom this post stands in name somebody else meanwhile. Who announces his
    own days sees these families one by one: the pages are written with the whole house open."""
    with everywhere():
        held = Responsibility.objects.current().filter(deputy=post).values_list("household", flat=True)
        publish(FamilySideChanged(list(held)))


def _check_whose(by: Post, post: Post) -> None:
    """The directory is not under row security, so the act itself must look."""
    lo, hi = by.bounds
    arranges = by.may("care.assign") and lo <= post.unit.path < hi
    if by.pk != post.pk and not arranges:
        raise Refused(
            "care.not_your_absence", _("One announces one's own absence, or as a clerk that of one's scope.")
        )
