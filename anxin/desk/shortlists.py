"""The short lists of a clerk's day: who lacks somebody, which ledgers and determinations wait.

They are asked together with the figures (see glance), so they come as plain values and become lines here.
"""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import F, Func, IntegerField
from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.queries import family_of, mourned, units_without_lead, unnamed_households
from anxin.families.models import Bereavement, FallenOfficer
from anxin.families.models.households import Status
from anxin.families.models.officers import Determination
from anxin.ground.database.models import Bounds
from anxin.ground.database.tongues import told
from anxin.ground.days.clock import local_day
from anxin.surveys.models import Ledger
from anxin.surveys.models import State as LedgerState

from .glance import first
from .lines import Line

LEAD, LEDGERS = 5, 10  # lines shown of those without somebody, and of ledgers
PENDING = 3  # determinations shown: others decide them, the clerk only records

Found = dict[str, Any]  # one entry of a short list, as the database told it


def short_lists(reach: Bounds) -> dict[str, Combinable]:
    """The questions, by code. All fields lie in the clear."""
    pending = FallenOfficer.objects.visible_to(reach).filter(determination=Determination.PENDING)
    bereft = Bereavement.objects.visible_to(reach).filter(household__status=Status.OPEN)
    ledgers = Ledger.objects.visible_to(reach).filter(state=LedgerState.PREVIEWED)
    return {
        "units": first(units_without_lead(reach), LEAD, id="pk", name="name", name_en="name_en"),
        "unnamed": first(
            unnamed_households(reach), LEAD, card="household_id", unit="household__unit__name",
            unit_en="household__unit__name_en", who="responsible__name", names=mourned(),
        ),
        "pending": first(
            bereft.filter(officer__in=pending.order_by()), PENDING, card="household_id",
            officer="officer_id", name="officer__person__name", unit="officer__unit_text",
            post="officer__post_text",
        ),
        "ledgers": first(
            ledgers, LEDGERS, id="pk", unit="unit__name", unit_en="unit__name_en", made="made_at",
            members="members",
            faults=Func(F("faults"), function="jsonb_array_length", output_field=IntegerField()),
        ),
    }  # fmt: skip


def unit_line(found: Found) -> Line:
    """A unit that keeps families and has nobody in charge of this work."""
    title = gettext("%(unit)s: nobody is in charge of this work") % {
        "unit": told(found["name"], found["name_en"])
    }
    return Line(
        kind=pgettext_lazy("kind of work", "in charge"),
        title=title,
        words=gettext("Its families have nobody who answers for them."),
        url=reverse("care:work_lead", kwargs={"unit": found["id"]}),
        verb=pgettext_lazy("verb", "Appoint"),
        light="gap",
        state=pgettext_lazy("state of a unit", "nobody"),
    )


def unnamed_line(found: Found) -> Line:
    """A family for whom nobody was named yet."""
    unit, who = told(found["unit"], found["unit_en"]), found["who"]
    meanwhile = gettext("%(unit)s, %(who)s answers meanwhile") % {"unit": unit, "who": who}
    return Line(
        kind=pgettext_lazy("kind of work", "person"),
        title=gettext("%(family)s: nobody is named yet") % {"family": family_of(found["names"])},
        words=meanwhile if who else unit,
        url=reverse("care:responsible", kwargs={"card": found["card"]}),
        verb=pgettext_lazy("verb", "Name"),
        light="gap",
        state=_("to be named") if who else pgettext_lazy("state of a unit", "nobody"),
        card=uuid.UUID(found["card"]),
    )


def pending_line(found: Found) -> Line:
    """An officer whose determination is not recorded: until then every category is calculated."""
    return Line(
        kind=pgettext_lazy("kind of work", "category"),
        title=gettext("%(family)s: the determination is not recorded")
        % {"family": family_of([found["name"]])},
        words="　".join(part for part in (found["unit"], found["post"]) if part),
        url=reverse("families:officer", kwargs={"card": found["card"], "officer": found["officer"]}),
        verb=pgettext_lazy("verb", "Record"),
        light="gap",
        state=pgettext_lazy("state of a determination", "pending"),
        card=uuid.UUID(found["card"]),
    )


def rights_line(overdue: int) -> Iterator[Line]:
    """One line for all requests of persons concerned whose day has passed; none while there is none. Who asks
    and what stands on their own page."""
    if overdue:
        told = ngettext(
            "%(n)d request of a person concerned is overdue",
            "%(n)d requests of persons concerned are overdue",
            overdue,
        )
        yield Line(
            kind=_("Data rights"),
            title=told % {"n": overdue},
            words="",
            url=reverse("rights:requests"),
            verb=pgettext_lazy("verb", "Answer"),
            light="late",
            state=gettext("overdue"),
        )


def ledger_line(found: Found) -> Line:
    """A ledger that was looked through and not merged."""
    came = local_day(datetime.fromisoformat(found["made"]))
    unit = told(found["unit"], found["unit_en"])
    return Line(
        kind=pgettext_lazy("kind of work", "ledger"),
        title=gettext("Ledger of %(unit)s, brought in on %(day)s") % {"unit": unit, "day": came},
        words=gettext("%(members)d people, %(faults)d faults to mend") % found,
        url=reverse("surveys:ledger", kwargs={"ledger": found["id"]}),
        verb=pgettext_lazy("verb", "Merge"),
        light="soon",
        state=_("not merged yet"),
    )
