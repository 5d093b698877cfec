"""What help, the relief fund, care plans and units' own rules add to every page: doors, and words in the
journal."""

from collections.abc import Mapping
from typing import Any, cast

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.request import Request
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import Waiting, entry

from . import sections
from .models import HelpRequest, Officer, Payment
from .queries import own_requests


def to_decide(request: HttpRequest) -> Waiting:
    """How many requests for help wait for a decision."""
    reach = cast(Request, request).reach
    return HelpRequest.objects.visible_to(reach).waiting()


def to_agree(request: HttpRequest) -> Waiting:
    """How many payments wait for a leader's agreement."""
    rows = Payment.objects.visible_to(cast(Request, request).reach)
    return rows.filter(state=Payment.State.PROPOSED)


def asked_by(officer: Officer, post: Post) -> Mapping[str, Any]:
    """The requests of an officer that are not at their end yet, for the own page and for those who help."""
    return {"open": [one for one in own_requests(officer)[:20] if one.waits]}


sections.register("ask", "officers/help/part_my_asks.html", asked_by, order=60, own=True)
sections.register("asks", "officers/help/part_asks.html", asked_by, order=60, permission="officers.help")
entry("officers:asks", _("Help for officers"), "officers.help", 52, badge=to_decide, icon="pen")
entry("officers:my_helps", _("Help I see to"), "officers.help_do", 55)
entry("officers:funds", _("Relief funds"), "officers.fund", 84)
entry("officers:payments", _("Payments to agree to"), "officers.agree", 53, badge=to_agree)
entry("officers:care_plans", _("Care plans"), "officers.plan_read", 54)

tell(
    {
        "officers.help_asked": _("took in a request for help"),
        "officers.help_agreed": _("agreed to a request for help"),
        "officers.help_declined": _("declined a request for help"),
        "officers.help_withdrawn": _("took a request for help back"),
        "officers.help_answered": _("told an officer what came of a request"),
        "officers.help_closed": _("closed a request for help of somebody no longer there"),
        "officers.help_planned": _("decided on help for officers of a unit"),
        "officers.help_done": _("noted that help was given"),
        "officers.help_dropped": _("gave help up"),
        "officers.help_entry_written": _("wrote an entry of the catalogue of help"),
        "officers.help_entry_ended": _("let an entry of the catalogue of help end"),
        "officers.asks_listed": _("looked at the list of requests for help"),
        "officers.own_asks_opened": _("looked at one's own requests for help"),
        "officers.looked_up": _("looked up an officer by name"),
        "officers.ask_opened": _("opened a request for help"),
        "officers.helps_listed": _("looked at the list of help given"),
        "officers.help_opened": _("opened a help given"),
        "officers.my_helps_listed": _("looked at the help that one sees to"),
        "officers.my_help_opened": _("opened a help that one sees to"),
        "officers.fund_opened": _("opened a relief fund"),
        "officers.fund_money_in": _("noted money put into a relief fund"),
        "officers.fund_closed": _("closed a relief fund"),
        "officers.fund_seen": _("looked at a relief fund"),
        "officers.payment_proposed": _("asked for a relief payment"),
        "officers.payment_agreed": _("agreed to a relief payment"),
        "officers.payment_refused": _("did not agree to a relief payment"),
        "officers.payment_paid": _("noted that relief was paid"),
        "officers.payment_receipted": _("noted the receipt of a relief payment"),
        "officers.payment_opened": _("opened a relief payment"),
        "officers.payments_listed": _("looked at the payments to agree to"),
        "officers.receipt_printed": _("printed the receipt of a relief payment"),
        "officers.plan_drafted": _("began a care plan"),
        "officers.plan_item_added": _("added an item to a care plan"),
        "officers.plan_adopted": _("adopted a care plan"),
        "officers.plan_item_done": _("noted that an item of a care plan is done"),
        "officers.plan_item_dropped": _("gave up an item of a care plan"),
        "officers.plan_looked_at": _("noted a look at a care plan"),
        "officers.rule_entered": _("entered a unit's own rule"),
    }
)
