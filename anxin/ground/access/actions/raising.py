"""Appointments that widen what somebody sees need a second person: any above the county. One's own is refused
altogether by the act of appointing; were it ever let through, it would need a second person as well."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.access.approvals import Subject, fingerprint
from anxin.ground.access.models import Account, Approval, Post
from anxin.ground.access.models.approvals import State
from anxin.ground.database.scope import scope
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor
from anxin.ground.units.models import Level, Unit

from .approvals import account_of, ask, same_human, use

KIND = "access.scope"


def appointment(account: Account | None, unit: Unit, role: str, scope_root: Unit) -> Subject:
    """The subject of the agreement: exactly this person in this post with this scope."""
    holder = account.pk if account else None
    return {"account": holder, "unit": unit.pk, "role": role, "scope_root": scope_root.pk}


def takes_two(by: Actor, account: Account | None, scope_root: Unit) -> bool:
    """Does this appointment need a second person? One's own does, whatever it is; so does any post whose
    scope is wider than a county. The operator at the command line answers for the machine itself."""
    if not isinstance(by, Post):
        return False
    own = account is not None and same_human(account_of(by), account.pk)
    return own or scope_root.level < Level.COUNTY


def ask_to_appoint(
    *, by: Post, account: Account | None, unit: Unit, role: str, scope_root: Unit, reason: str
) -> Approval:
    """Ask for it, once. Whoever decides must answer for the whole of the new scope."""
    waiting = agreement_for(by, account, unit, role, scope_root)
    if waiting is not None:
        return waiting
    subject = appointment(account, unit, role, scope_root)
    return ask(by=by, kind=KIND, subject=subject, count=1, reason=reason, path=scope_root.path)


def agreement_for(
    by: Post, account: Account | None, unit: Unit, role: str, scope_root: Unit
) -> Approval | None:
    """The request of this post for exactly this appointment that waits or still serves."""
    wanted = fingerprint(KIND, appointment(account, unit, role, scope_root))
    with scope(scope_root.path):
        mine = Approval.objects.asked_from(by).filter(kind=KIND, fingerprint=wanted)
        waiting = mine.filter(state__in=[State.ASKED, State.AGREED])
        return next((one for one in waiting if not one.expired), None)


def use_agreement(
    *, by: Actor, account: Account | None, unit: Unit, role: str, scope_root: Unit, agreed: Approval | None
) -> None:
    """Within the act of appointing: pass, or use the agreement, or raise Refused."""
    if not takes_two(by, account, scope_root):
        return
    if agreed is None and isinstance(by, Post):
        agreed = agreement_for(by, account, unit, role, scope_root)
    if agreed is None or agreed.state == State.ASKED:
        raise Refused(
            "access.takes_two",
            _("This appointment is your own or reaches beyond a county: a second person must agree."),
        )
    subject = appointment(account, unit, role, scope_root)
    use(by=by, approval=agreed, kind=KIND, subject=subject, count=1)
