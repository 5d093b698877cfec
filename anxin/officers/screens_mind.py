"""What talks, counselling and the self-check add to the house's pages: doors, and words in the journal."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.ground.access.models import Post
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import entry

from .models import Officer
from .queries import last_talk_on, talk_owed
from .sections import register
from .selfcheck import hotline


def talk_part(officer: Officer, post: Post) -> dict[str, Any] | None:
    """On an officer's page: until when whom owes a talk."""
    return {"owed": talk_owed(officer)} if officer.is_at_work else None


def own_talk_part(officer: Officer, post: Post) -> dict[str, Any] | None:
    """On one's own page: who is to talk with one; nothing where nobody is."""
    owed = talk_owed(officer)
    return {"owed": owed, "last": last_talk_on(officer)} if owed else None


def own_mind_part(officer: Officer, post: Post) -> dict[str, Any]:
    """On one's own page: where to turn."""
    return {"hotline": hotline()}


register("talks", "officers/part_talks.html", talk_part, order=40, permission="officers.talk")
register("talks", "officers/part_own_talk.html", own_talk_part, order=40, own=True)
register("mind", "officers/part_own_mind.html", own_mind_part, order=80, own=True)
entry("officers:talks", pgettext_lazy("menu", "Talks"), "officers.talk", 62)
entry("officers:counsel", _("Counselling hours"), "officers.counsel", 95, phone=True, icon="key")
entry("officers:counsellors", _("Counsellors"), "officers.counsel_use", 64)

tell(
    {
        "officers.talk_rule_set": _("said who talks with whom"),
        "officers.talk_rule_dropped": _("took a unit's rule for talks away"),
        "officers.occasion_noted": _("noted an occasion for a talk"),
        "officers.occasion_form_opened": _("opened the form for an occasion"),
        "officers.talked": _("recorded a talk"),
        "officers.talk_form_opened": _("opened the form for a talk"),
        "officers.talks_listed": _("looked at the talks that are owed"),
        "officers.talks_opened": _("opened the talks with an officer"),
        "officers.talk_promise_opened": _("opened a promise of a talk"),
        "officers.talk_promise_settled": _("settled a promise of a talk"),
        "officers.counsellor_named": _("named a counsellor"),
        "officers.counsellor_ended": _("ended the naming of a counsellor"),
        "officers.hours_offered": _("offered hours of counselling"),
        "officers.hour_withdrawn": _("withdrew an hour of counselling"),
        "officers.hour_booked": _("an hour of counselling was booked"),
        "officers.hour_given_up": _("an hour of counselling was given up"),
        "officers.hour_settled": _("said what became of an hour of counselling"),
        "officers.hour_opened": _("opened an hour of counselling"),
        "officers.key_made": _("made a counsellor's key"),
        "officers.key_opened": _("opened a counsellor's key"),
        "officers.passphrase_changed": _("changed the passphrase of a counsellor's key"),
        "officers.key_entrusted": _("gave a counsellor's key to a colleague"),
        "officers.key_released": _("let a counsellor in again"),
        "officers.key_recovered": _("got a counsellor's key back"),
        "officers.note_sealed": _("sealed a counsellor's note"),
        "officers.notes_read": _("opened a counsellor's own notes"),
    }
)
