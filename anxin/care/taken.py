"""What a telephone may keep of a family for a visit without signal: the brief and the form, and nothing that
must not lie on a telephone: no identity number, no address, no school of a child under 14.

The pages are written for the telephone (templates/care/taken_*.html). Besides, whatever words the office
wrote into a promise or a wish, the values that must not leave are taken out of the finished page.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from anxin.families.models import Fact, Household, Person
from anxin.families.people import is_child
from anxin.ground.days.clock import now
from anxin.ground.ui.masks import masked_address

from .brief import brief_of
from .drafting import Writing
from .forms import VisitForm
from .queries import family_title

PLACES = ("school",)  # facts that say where a child is
TAKEN_OUT = "…"
NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
SHORTEST = 2  # characters: a shorter value would take ordinary words along


@dataclass(frozen=True)
class Copy:
    """The pages of one family by their addresses, each with its title, until when they may be read."""

    household: Household
    pages: dict[str, dict[str, str]]

    def as_json(self) -> dict[str, object]:
        """For the telephone, which seals it at once (ui/vault.js)."""
        until = now() + timedelta(hours=settings.LIMITS["offline"]["phone_hours"])
        return {"id": str(self.household.pk), "until": int(until.timestamp() * 1000), "pages": self.pages}


def copy_of(household: Household, form: VisitForm) -> Copy:
    """The brief and an empty form with a key of its own."""
    title = family_title(household)
    context = {
        "card": household,
        "title": title,
        "brief": brief_of(household),
        "form": form,
        "writing": Writing(uuid.uuid4()),
        "taken": True,
    }
    without = tuple(kept_back(household))
    pages = {"care:visit_brief": gettext("Before you go"), "care:visit_new": gettext("When you are back")}
    return Copy(
        household,
        {
            reverse(name, kwargs={"card": household.pk}): {
                "title": f"{words} - {title}",
                "html": clean(render_to_string(f"care/taken_{name[11:]}.html", context), without),
            }
            for name, words in pages.items()
        },
    )


def kept_back(household: Household) -> Iterator[str]:
    """The values of this family that no telephone gets."""
    yield from (household.address, masked_address(household.address))
    people = Person.objects.filter(household=household)
    yield from (person.id_number for person in people)
    children = [person.pk for person in people if is_child(person)]
    schools = Fact.objects.filter(household=household, person__in=children, code__in=PLACES)
    yield from (fact.value for fact in schools)


def clean(html: str, values: Iterable[str]) -> str:
    """The page without these values, and without anything that reads like an identity number."""
    for value in sorted(
        {escape(one) for one in values if one and len(one) >= SHORTEST}, key=len, reverse=True
    ):
        html = html.replace(value, TAKEN_OUT)
    return NUMBER.sub(TAKEN_OUT, html)
