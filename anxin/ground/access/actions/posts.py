"""Acts on posts: given and ended by the security administrator of their place."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.closing import in_hand
from anxin.ground.access.models import Account, Approval, Delegation, Post
from anxin.ground.access.rights import ADMINISTRATORS, Role
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record
from anxin.ground.units.models import Kind, Unit

from .accounts import check_administers
from .leaving import leave
from .raising import use_agreement


def usual_scope(unit: Unit) -> Unit:
    """What a post of this unit works for unless something else is said: an organisation department for the
    region it belongs to, every other unit for itself."""
    return unit.parent if unit.kind == Kind.ORGANISATION and unit.parent else unit


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
    until: date | None = None,
    agreed: Approval | None = None,
) -> Post:
    """Give an account a post in ``unit``, with the usual scope unless ``scope_root`` says otherwise. Any
    above the county needs a second person's agreement (``agreed``). Raises Refused."""
    scope_root = scope_root or usual_scope(unit)
    _check_may_appoint(by, account, unit, role, scope_root)
    use_agreement(by=by, account=account, unit=unit, role=role, scope_root=scope_root, agreed=agreed)
    if account is not None:
        check_one_kind(account, role)
        Account.objects.filter(pk=account.pk, home=None).update(home=unit)
    post = Post.objects.create(
        account=account, unit=unit, role=role, name=name, title=title, phone=phone,
        scope_root=scope_root, since=since or today(), until=until,
    )  # fmt: skip
    record("access.appointed", by=by, path=unit.path, post=post.pk, role=role)
    return post


@transaction.atomic
def list_desk(*, by: Actor, unit: Unit, name: str, phone: str = "") -> Post:
    """Enter somebody in the office directory as a desk's contact without an account: nobody can sign in with
    this post and it sees nothing by itself, so it is no appointment; it puts a name to what the desk says on
    paper or through a one-time link. Refused outside the scope of ``by``."""
    if isinstance(by, Post) and not unit.path.startswith(by.scope_root.path):
        raise Refused("access.out_of_scope", _("This lies outside the scope of the post you act in."))
    values = {"account": None, "unit": unit, "role": Role.DESK, "name": name}
    known = Post.objects.current().filter(**values).first()
    if known is not None:
        Post.objects.filter(pk=known.pk).update(phone=phone)
        return known
    post = Post.objects.create(**values, phone=phone, scope_root=unit)
    record("access.desk_listed", by=by, path=unit.path, post=post.pk)
    return post


def _check_may_appoint(by: Actor, account: Account | None, unit: Unit, role: str, scope_root: Unit) -> None:
    """Only within one's own scope, never for oneself, and an administrator only below one's own scope root:
    who watches a place is appointed from above."""
    for place in (unit, scope_root):
        check_administers(by, "access.posts", place)
    if not isinstance(by, Post):
        return
    if account is not None and by.acting is not None and by.acting.is_same_human(account):
        raise Refused("access.not_oneself", _("Nobody gives himself a post or takes it away."))
    if role in ADMINISTRATORS and scope_root.path == by.scope_root.path:
        raise Refused(
            "access.appointed_from_above",
            _("The administrators of a place are appointed by the level above it, or at the machine itself."),
        )


def check_one_kind(account: Account, role: str) -> None:
    """Refuse two kinds of administrator, or an administrator's post beside any other, for one human: the
    three watch one another, and none of them sees a family. Both his accounts count (``person_digest``)."""
    mine = Account.objects.select_for_update().filter(account.human).order_by("pk")
    own = Post.objects.open().filter(account__in=list(mine)).values_list("role", flat=True)
    handed = Delegation.objects.standing().filter(to__in=list(mine)).values_list("post__role", flat=True)
    held = {*own, *handed} - {role}
    if held and (role in ADMINISTRATORS or held & ADMINISTRATORS):
        raise Refused(
            "access.administrator_is_nothing_else",
            _("An administrator of one kind holds no other post, in this account or in another one."),
        )


@transaction.atomic
def end_post(*, by: Actor, post: Post, on: date | None = None) -> Post:
    """Close a post from ``on`` (left out: today), the first day on which it is no longer held. It waits for
    the handover: refused as long as anything is in hand, with what it is."""
    held = Post.objects.select_for_update(of=("self",)).select_related("unit", "scope_root").get(pk=post.pk)
    day = on or today()
    _check_may_end(by, held, day)
    left = in_hand(held)
    if left:
        raise Refused(
            "access.handover_open",
            _("This post cannot be closed yet; still in its hands: %(what)s. Hand these over first."),
            what=gettext("; ").join(map(str, left)),
        )
    if day <= today():
        leave(by=by, post=held)
    else:
        Post.objects.filter(pk=held.pk).update(until=day)
        held.until = day
    record("access.post_ended", by=by, path=held.unit.path, post=held.pk, day=day)
    return held


def _check_may_end(by: Actor, post: Post, day: date) -> None:
    check_administers(by, "access.posts", post.unit)
    if isinstance(by, Post) and by.acting is not None and by.acting.is_same_human(post.account):
        raise Refused("access.not_oneself", _("Nobody gives himself a post or takes it away."))
    if post.until is not None and post.until <= today():
        raise Refused("access.post_ended_already", _("This post has ended already."))
    if day < max(today(), post.since):
        raise Refused("access.day_in_the_past", _("The last day cannot lie in the past."))
