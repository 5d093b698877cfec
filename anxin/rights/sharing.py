"""The record of giving data to other handlers (PIPL article 23; Network Data Security Regulation article 12),
read from the requests to departments: each is one giving."""

from django.utils.translation import gettext_lazy as _

from anxin.care.models import DepartmentRequest
from anxin.families.models import Person
from anxin.ground.access.reach import Reach
from anxin.ground.database.models import ScopedQuerySet

KINDS = {  # as care's requests store them, in one word each
    "name": _("name"),
    "sex": _("sex"),
    "age": _("age"),
    "number": _("identity number"),
    "town": _("town or township"),
    "address": _("address"),
    "contact": _("contact"),
}


def given(reach: Reach) -> ScopedQuerySet[DepartmentRequest]:
    """Every giving within reach, newest first: one request to one department is one giving."""
    rows = DepartmentRequest.objects.visible_to(reach)
    return rows.select_related("desk", "household", "measure__need", "sent_by").order_by("-sent_at", "id")


def given_about(person: Person) -> list[DepartmentRequest]:
    """Every giving that told of this person: for a need of the person, or named in what was told."""
    rows = DepartmentRequest.objects.filter(household_id=person.household_id)
    rows = rows.select_related("desk", "measure__need").order_by("-sent_at")
    return [one for one in rows if one.measure.need.person_id == person.pk or person.name in _named(one)]


def _named(request: DepartmentRequest) -> set[str]:
    return {str(one.get("name", "")) for one in request.facts.get("people", ())}


def kinds_words(request: DepartmentRequest) -> str:
    """Which kinds of data a department was given with a request; never the values."""
    facts = request.facts
    codes = [code for person in facts.get("people", ()) for code in person]
    codes += [code for code in ("town", "address", "contact") if facts.get(code)]
    return "、".join(str(KINDS[code]) for code in dict.fromkeys(codes) if code in KINDS)
