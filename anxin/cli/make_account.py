"""``anxin make-account``: somebody who can sign in, with a post."""

from typing import Annotated

import typer
from django.db import IntegrityError

from anxin.ground.database.problem import Problem, _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext


def make_account(
    login: str,
    data_dir: DataDir,
    unit: Annotated[str, typer.Option(help=gettext(_("Code of the unit.")))],
    role: Annotated[
        str,
        typer.Option(
            help=gettext(
                _("clerk, township, desk, leader, officer, or an administrator: auditor, system, security.")
            )
        ),
    ],
    name: Annotated[str, typer.Option(help=gettext(_("Name on the contact card.")))],
    title: Annotated[str, typer.Option(help=gettext(_("Title on the contact card.")))] = "",
    language: Annotated[
        str, typer.Option(help=gettext(_("Language of the pages: zh-hans or en.")))
    ] = "zh-hans",
    as_json: AsJson = False,
) -> None:
    with database(data_dir):
        made = make(login, unit, role, language, name=name, title=title)
    if as_json:
        show_json(made)
    else:
        told = gettext(_("Login: {login}\nPassword: {password}"))
        out.print(told.format(login=login, password=made["password"]), markup=False)


def make(login: str, unit: str, role: str, language: str, **words: str) -> dict[str, str]:
    """Make account and post in one transaction and return what the operator must hand over."""
    acts, scope = late("anxin.ground.access.actions"), late("anxin.ground.database.scope")
    operator, password = late("anxin.ground.journal.actions").OPERATOR, acts.random_password()
    try:
        with scope.everywhere():
            home = _unit(unit)
            account = acts.make_account(
                by=operator, login=login, password=password, language=language, home=home
            )
            acts.appoint(by=operator, account=account, unit=home, role=_role(role), **words)
    except IntegrityError as taken:
        raise Problem(_("The login {login} is taken: choose another."), login=login) from taken
    return {"login": login, "password": password, "unit": unit, "role": role}


def _unit(code: str) -> object:
    found = late("anxin.ground.units.models").Unit.objects.filter(code=code).first()
    if found is None:
        raise Problem(_("There is no unit with the code {code}: look it up on the page of units."), code=code)
    return found


def _role(name: str) -> str:
    known = late("anxin.ground.access.rights").Role.values
    if name not in known:
        raise Problem(_("There is no role {name}: choose one of {known}."), name=name, known=", ".join(known))
    return name
