"""Acts on accounts, posts, delegations, units, given access, what one signs in with, and acts for two."""

from .accounts import (
    disable_account,
    make_account,
    random_password,
)
from .approvals import (
    ask,
    decide,
    use,
    used_for,
    withdraw_request,
)
from .calendar import set_office_year
from .delegations import (
    delegate,
    end_delegation,
)
from .emergency import (
    end_emergencies,
    end_emergency,
    may_review,
    open_in_emergency,
    review_emergency,
)
from .grants import (
    Inherited,
    give,
    give_each,
    inherit,
    renew,
    turn,
    withdraw,
    withdraw_each,
)
from .posts import (
    appoint,
    end_post,
    list_desk,
    usual_scope,
)
from .raising import (
    ask_to_appoint,
    takes_two,
)
from .signing import (
    bind_subject,
    change_password,
    choose_language,
    clear_factors,
    end_sessions,
    note_factor,
    reset_password,
)
from .units import found_unit

__all__ = [
    "Inherited",
    "agreement_for",
    "appoint",
    "ask",
    "ask_to_appoint",
    "bind_subject",
    "change_password",
    "choose_language",
    "clear_factors",
    "decide",
    "delegate",
    "disable_account",
    "end_delegation",
    "end_emergencies",
    "end_emergency",
    "end_post",
    "end_sessions",
    "found_unit",
    "give",
    "give_each",
    "inherit",
    "list_desk",
    "make_account",
    "may_review",
    "note_factor",
    "open_in_emergency",
    "random_password",
    "renew",
    "reset_password",
    "review_emergency",
    "set_office_year",
    "takes_two",
    "use",
    "used_for",
    "usual_scope",
    "turn",
    "withdraw",
    "withdraw_each",
    "withdraw_request",
]
