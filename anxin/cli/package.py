"""``anxin package keys|pack|open``: notices and reports between networks that do not meet."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from anxin.ground.database.problem import Problem, _

from .options import AsJson, DataDir
from .ready import database, late
from .screen import out, show_json
from .words import gettext


class Verb(StrEnum):
    """What is done."""

    KEYS = "keys"
    PACK = "pack"
    OPEN = "open"


def package(
    verb: Annotated[
        Verb,
        typer.Argument(help=gettext(_("keys: show the keys. pack: make a package. open: take one in."))),
    ],
    data_dir: DataDir,
    file: Annotated[Path | None, typer.Argument(help=gettext(_("The package to write or to read.")))] = None,
    by: Annotated[str, typer.Option(help=gettext(_("Login of the clerk in whose name it is done.")))] = "",
    what: Annotated[
        str, typer.Option(metavar="ID", help=gettext(_("pack: the notice or report, as in its address.")))
    ] = "",
    to: Annotated[
        str,
        typer.Option(metavar="KEY", help=gettext(_("pack: how the fingerprint of the other's key begins."))),
    ] = "",
    make: Annotated[
        bool, typer.Option("--make", help=gettext(_("keys: make the key of this installation.")))
    ] = False,
    as_json: AsJson = False,
) -> None:
    with database(data_dir):
        told = _keys(make) if verb is Verb.KEYS else _carried(verb, file, by, what, to)
    if as_json:
        show_json(told)
    else:
        _show(told)


def _keys(make: bool) -> dict[str, Any]:
    if make:
        operator = late("anxin.ground.journal.actions").OPERATOR
        name = late("django.conf").settings.BASE_URL
        late("anxin.notices.actions.keys").make_key(by=operator, name=name)
    standing = late("anxin.notices.models.packages").PackageKey.objects.standing()
    return {
        "keys": [
            {"way": one.way, "name": one.name, "fingerprint": one.read_out, "line": one.line}
            for one in standing
        ]
    }


def _carried(verb: Verb, file: Path | None, login: str, what: str, to: str) -> dict[str, Any]:
    if file is None:
        raise Problem(_("Name the file of the package."))
    post = _post(login)
    translation, scope = late("django.utils.translation"), late("anxin.ground.database.scope")
    with translation.override(post.account.language), scope.scope(*post.bounds):
        scope.holder(str(post.pk), str(post.unit_id), post.area)  # whose files the database lets be kept
        try:
            return _open(post, file) if verb is Verb.OPEN else _pack(post, file, what, to)
        except late("anxin.ground.jobs.refusals").Refused as refused:
            raise Problem(str(refused).replace("{", "(").replace("}", ")"), exit_code=1) from refused


def _open(post: Any, file: Path) -> dict[str, Any]:
    if not file.is_file():
        raise Problem(_("There is no file {file}: check the path."), file=file)
    most = late("anxin.notices.actions.packing").limits().packed_mb * 1024 * 1024
    with file.open("rb") as content:
        read = content.read(most + 1)
    done = late("anxin.notices.actions.opening").open_package(by=post, package=read)
    return {"opened": done.package.document, "kind": done.package.kind, "again": done.again}


def _pack(post: Any, file: Path, what: str, to: str) -> dict[str, Any]:
    if file.exists():
        raise Problem(_("{file} is there already: name another file."), file=file)
    packing, models = late("anxin.notices.actions.packing"), late("anxin.notices.models")
    keys = late("anxin.notices.models.packages").PackageKey.objects.standing().partners()
    found = list(keys.filter(fingerprint__startswith=to.replace(" ", "")).select_related("unit")[:2])
    if len(found) != 1 or not to:
        raise Problem(_("No single key begins with {to}: anxin package keys lists them."), to=to)
    with late("anxin.ground.database.scope").papers(*post.area):
        notice, report = _record(models.Notice, what), _record(models.Report, what)
    if notice:
        upwards = found[0].way == late("anxin.notices.models.packages").Way.ABOVE
        pack = packing.pack_receipt if upwards else packing.pack_notice
        packed = pack(by=post, notice=notice, key=found[0])
    elif report:
        packed = packing.pack_report(by=post, report=report, key=found[0])
    else:
        raise Problem(_("There is no notice and no report {what} here."), what=what)
    file.write_bytes(packed)
    return {"packed": str(file), "bytes": len(packed)}


def _record(model: Any, number: str) -> Any:
    try:
        return model.objects.filter(pk=number).first()
    except late("django.core.exceptions").ValidationError:
        return None


def _post(login: str) -> Any:
    """The current post of the account that may pack and open."""
    posts = late("anxin.ground.access.models").Post.objects.current()
    held = posts.filter(account__login=login, account__is_active=True)
    held = held.select_related("account", "unit", "scope_root")
    able = next((post for post in held if post.may("packages.pass")), None)
    if able is None:
        raise Problem(
            _("--by {login}: no active account of that name may pack and open packages."), login=login
        )
    return able


def _show(told: dict[str, Any]) -> None:
    for one in told.get("keys", ()):
        out.print(f"{one['way']:5}  {one['fingerprint']}  {one['name']}", markup=False)
        out.print(f"       {one['line']}", markup=False, soft_wrap=True)
    if "packed" in told:
        out.print(
            gettext(_("Packed into {file}, {size} bytes.")).format(file=told["packed"], size=told["bytes"])
        )
    if "opened" in told:
        words = (
            _("{what} stood here already; nothing was changed.")
            if told["again"]
            else _("{what} was taken in.")
        )
        out.print(gettext(words).format(what=told["opened"]), markup=False)
