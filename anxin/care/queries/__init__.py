"""What the rooms above (a person's day, a unit's picture) and care's own pages ask of care. Reads only."""

from .access import Ending, ending_soon
from .people import candidates, doers, leaders, work_lead_candidates
from .responsibility import (
    contact_leader_of,
    families_below,
    responsibility_of,
    responsible_by_household,
    units_without_lead,
    unnamed_households,
    without_lead,
)
from .ring import support_ring
from .tasks import Task, Waiting, tasks_of, tasks_within, waiting_on_others, waiting_requests
from .titles import family_of, family_title, mourned, title_of, titled, with_names

__all__ = [
    "Ending",
    "ending_soon",
    "Task",
    "Waiting",
    "candidates",
    "contact_leader_of",
    "doers",
    "families_below",
    "family_of",
    "family_title",
    "leaders",
    "mourned",
    "responsibility_of",
    "responsible_by_household",
    "support_ring",
    "tasks_of",
    "tasks_within",
    "title_of",
    "titled",
    "units_without_lead",
    "unnamed_households",
    "waiting_on_others",
    "waiting_requests",
    "with_names",
    "without_lead",
    "work_lead_candidates",
]
