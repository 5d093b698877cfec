"""Acts on posts."""

from datetime import date

from django.db import transaction

from anxin.ground.access.models import Account, Approval, Post
from anxin.ground.days.clock import today
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Unit

from .raising import use_agreement


@transaction.atomic
def appoint(
    *,
    by: Actor,
    account: Account | None,
    unit: Unit,
    role: str,
    name: str,
    title: str = "",
    phone: str = "",
    scope_root: Unit | None = None,
    since: date | None = None,
    agreed: Approval | None = None,
) -> Post:
    """Give an account a post in ``unit``. The scope is the unit's parent for an organisation department
    (a leaf under its region), else the unit itself, unless ``scope_root`` says otherwise. One's own
    appointment, and any above the county, needs a second person's agreement (``agreed``). Raises Refused."""
    if scope_root is None:
        scope_root = unit.parent if unit.kind == "organisation" and unit.parent else unit
    use_agreement(by=by, account=account, unit=unit, role=role, scope_root=scope_root, agreed=agreed)
    post = Post.objects.create(
        account=account, unit=unit, role=role, name=name, title=title, phone=phone,
        scope_root=scope_root, since=since or today(),
    )  # fmt: skip
    record("access.appointed", by=by, path=unit.path, post=post.pk, role=role)
    return post
