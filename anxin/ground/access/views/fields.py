"""The catalogue of personal information (个人信息目录): every field, and why it is held."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from anxin.ground.access.field_names import COLUMNS, TABLES
from anxin.ground.access.gate import needs
from anxin.ground.access.personal import PersonalField, Words, registry
from anxin.ground.access.request import Request
from anxin.ground.access.rights import Role, matrix
from anxin.ground.journal.actions import record


def readers(permission: str) -> str:
    """The roles that hold this permission, in the reader's language; everybody when all do."""
    roles = matrix()[permission]
    if len(roles) == len(Role):
        return gettext("every post, in what it shows")
    return "、".join(str(role.label) for role in Role if role in roles)


def _model(field: PersonalField) -> str:
    return field.model


def name_of(field: PersonalField) -> Words:
    """What a field is called: a fact by its own label, any other by its column."""
    return field.label or COLUMNS[field.column]


@needs("fields.read")
def fields(request: Request) -> HttpResponse:
    """The whole catalogue, model by model."""
    record("access.fields_opened", by=request.post, path=request.post.unit.path)
    groups = [
        (TABLES[model], model, [(name_of(one), one, one.told(), readers(one.readers)) for one in rows])
        for model, rows in groupby(registry(), key=_model)
    ]
    context = {"groups": groups, "count": len(registry())}
    return render(request, "access/fields.html", context)
