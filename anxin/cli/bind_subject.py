"""``anxin bind-subject``: let somebody's identity at the single sign-on open an account."""

from anxin.ground.database.problem import Problem, _

from .options import DataDir
from .ready import database, late
from .screen import out
from .words import gettext


def bind_subject(login: str, provider: str, subject: str, data_dir: DataDir) -> None:
    with database(data_dir):
        bind(login, provider, subject)
    out.print(gettext(_("Bound.")))


def bind(login: str, provider: str, subject: str) -> None:
    """Bind through the act that journals it. Problem: no such login, or the subject opens another account."""
    account = late("anxin.ground.access.models").Account.objects.filter(login=login).first()
    if account is None:
        raise Problem(_("There is no login {login}."), login=login)
    operator = late("anxin.ground.journal.actions").OPERATOR
    acts, refused = late("anxin.ground.access.actions"), late("anxin.ground.jobs.refusals").Refused
    try:
        acts.bind_subject(by=operator, account=account, provider=provider, subject=subject)
    except refused as no:
        raise Problem("{why}", why=str(no)) from no
