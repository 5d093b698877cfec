"""What visits add to the house's pages: their words in the journal."""

from django.utils.translation import gettext_lazy as _

from anxin.ground.journal.words import tell

tell(
    {
        "care.visit_planned": _("planned a visit"),
        "care.round_planned": _("planned visits before a festival"),
        "care.visit_replanned": _("put a planned visit to another day"),
        "care.visit_cancelled": _("gave a planned visit up"),
        "care.promise_told": _("told a family how a promise ended"),
        "care.visit_cycle_set": _("set how often families are visited"),
        "care.visit_cycle_dropped": _("took a unit's visit cycle away"),
        "care.visit_noted": _("noted what to mind on visits"),
        "care.visit_note_ended": _("took back what to mind on visits"),
        "care.visit_plan_opened": _("opened a planned visit"),
        "care.round_opened": _("opened the festival planner"),
        "care.round_printed": _("printed the visits before a festival"),
        "care.leaders_listed": _("looked at the contact leaders"),
        "care.visit_notes_opened": _("opened what to mind on visits"),
        "care.brief_printed": _("printed the page before a visit"),
    }
)
