"""What to know before a visit, on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from anxin.families.models import Fact, Household
from anxin.families.people import Member, Told, members_of, told

from .models import DepartmentRequest, Need, Promise, Visit

ASKED = ("wishes", "difficulty", "remark")  # what the family asked for, as facts tell it


@dataclass(frozen=True)
class Brief:
    """The last visit, promises and how they stand, the people, what is under way, what the family asked."""

    last: Visit | None
    promises: Sequence[Promise]
    members: Sequence[Member]
    needs: Sequence[Need]
    requests: Sequence[DepartmentRequest]
    asked: Sequence[Told]

    @property
    def at_home(self) -> int:
        """How many belong to the family today."""
        return len(self.members)


def brief_of(household: Household) -> Brief:
    """The brief as it stands today."""
    last = Visit.objects.filter(household=household).select_related("by").first()
    promises = Promise.objects.filter(household=household).select_related("doer", "visit")
    open_ones = list(promises.open())
    settled = list(promises.filter(visit=last).exclude(pk__in=[one.pk for one in open_ones])) if last else []
    facts = Fact.objects.filter(household=household, code__in=ASKED).current()
    return Brief(
        last=last,
        promises=[*open_ones, *settled],
        members=members_of(household),
        needs=list(Need.objects.filter(household=household).open().select_related("person")),
        requests=list(DepartmentRequest.objects.filter(household=household).waiting().select_related("desk")),
        asked=[told(fact) for fact in facts],
    )
