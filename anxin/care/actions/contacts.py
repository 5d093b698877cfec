"""Naming the contact of a department."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import DepartmentContact
from anxin.ground.access.actions import list_desk
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit


@transaction.atomic
def name_contact(
    *, by: Post, desk: Unit, name: str, phone: str = "", post: Post | None = None
) -> DepartmentContact:
    """Name the contact of a department, or of another unit that takes part, from today on; the former one
    ends today and stays in the history. ``post``: the desk's post in which the contact signs in; left out,
    the contact gets one without an account and signs on paper; single requests reach it by one-time link.

    Refused: the unit lies outside the scope, or the post is not one of this desk that is held today."""
    Unit.objects.select_for_update().get(pk=desk.pk)  # two clerks at once: one after the other
    post = _checked(by, desk, post) if post else list_desk(by=by, unit=desk, name=name, phone=phone)
    _check_scope(by, desk)
    DepartmentContact.objects.filter(desk=desk, until=None).update(until=today())
    contact = DepartmentContact.objects.create(desk=desk, name=name, phone=phone, post=post)
    record("care.contact_named", by=by, path=desk.path, desk=desk.pk, post=post.pk)
    return contact


def _check_scope(by: Post, desk: Unit) -> None:
    lo, hi = by.bounds
    if not lo <= desk.path < hi:  # the directory is not under row security, so the act itself must look
        raise Refused("care.unit_out_of_scope", _("This unit lies outside the scope of the post you act in."))


def _checked(by: Post, desk: Unit, post: Post) -> Post:
    held = post.until is None or post.until > today()
    if post.unit_id != desk.pk or post.role != Role.DESK or not held:
        raise Refused(
            "care.not_a_desk_post", _("Choose a post of this department's own desk that is held today.")
        )
    return post


@transaction.atomic
def end_contact(*, by: Post, contact: DepartmentContact) -> DepartmentContact:
    """End the contact of a department without a new one: from today on its column cannot be sent out."""
    _check_scope(by, contact.desk)
    ended = DepartmentContact.objects.filter(pk=contact.pk, until=None).update(until=today())
    if not ended:
        raise Refused("care.contact_ended", _("This contact has ended already."))
    record("care.contact_ended", by=by, path=contact.desk.path, desk=contact.desk_id, post=contact.post_id)
    contact.until = today()
    return contact
