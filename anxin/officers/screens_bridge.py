"""What deaths, first days and contacts add to every page: doors, panels, and words in the journal."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.days.clock import today
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import Waiting, entry

from . import sections
from .models import Death, FirstStep, Officer
from .queries import contact_leader_of


def to_do(request: HttpRequest) -> Waiting:
    """How many families are to be told, and steps of the first days are late."""
    reach = cast(Request, request).reach
    late = FirstStep.objects.visible_to(reach).late(today()).exclude(death__told_on=None)
    return Death.objects.visible_to(reach).untold(), late


def contact(officer: Officer, post: Post) -> Mapping[str, Any] | None:
    """Who keeps contact with the officer."""
    may = {"may_name": post.may("officers.contact") and officer.is_at_work}
    return may | {"point": contact_leader_of(officer), "may_see": post.may("officers.contact_visit")}


def own_contact(officer: Officer, post: Post) -> Mapping[str, Any] | None:
    """One's own contact leader, with the telephone of the office directory."""
    point = contact_leader_of(officer)
    return {"point": point} if point else None


def death(officer: Officer, post: Post) -> Mapping[str, Any] | None:
    """The death that was recorded, or the way to record one; nothing for whoever left otherwise."""
    found = Death.objects.filter(officer=officer).first()
    return {"death": found} if found or officer.is_at_work else None


entry("officers:contacts", _("Leaders' contacts"), "officers.contact_visit", 56)
entry("officers:deaths", _("First days after a death"), "officers.death", 58, badge=to_do)
sections.register("contact", "officers/bridge/part_contact.html", contact, order=60)
sections.register("contact", "officers/bridge/part_own_contact.html", own_contact, order=30, own=True)
sections.register("death", "officers/bridge/part_death.html", death, order=90, permission="officers.death")

tell(
    {
        "officers.death_recorded": _("recorded that an officer died"),
        "officers.death_withdrawn": _("took the record of a death back"),
        "officers.family_told": _("recorded that the family was told in person and opened its card"),
        "officers.first_step": _("settled a step of the first days"),
        "officers.deaths_listed": _("looked at the list of deaths"),
        "officers.death_opened": _("opened the first days after a death"),
        "officers.contact_named": _("named the leader who keeps contact with the front"),
        "officers.contact_ended": _("ended a leader's contact with the front"),
        "officers.contacts_left": _("let the contacts of a leader who left end"),
        "officers.contact_visited": _("recorded a leader's visit to the front"),
        "officers.contact_promise_kept": _("noted that what a leader promised is done"),
        "officers.contacts_listed": _("looked at the list of leaders' contacts"),
        "officers.contact_opened": _("opened a leader's contact with the front"),
    }
)
