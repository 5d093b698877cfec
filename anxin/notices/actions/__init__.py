"""Acts on notices and reports."""

from .chasing import chase
from .composing import (
    Addressed,
    AskedFor,
    Attached,
    Written,
    address,
    address_no_more,
    ask_for,
    ask_no_more,
    attach,
    attach_no_more,
    compose,
    opened_attachment,
    revise,
    suggested_notice_mark,
)
from .deadlines import give_days
from .dispatching import issue
from .issuing import issue_first_notice, issue_notice
from .passing import pass_down
from .receiving import receive, receive_on_paper
from .reliefs import ask_relief, decide_relief, withdraw_relief
from .reporting import Narratives, draft_report, recount_report, revise_report, suggested_mark
from .sending import accept_report, return_report, send_report, sign_report
from .way import approve, drop_notice, hand_in, return_notice, send_out

__all__ = [
    "Addressed",
    "AskedFor",
    "Attached",
    "Narratives",
    "Written",
    "accept_report",
    "address",
    "address_no_more",
    "approve",
    "ask_for",
    "ask_no_more",
    "ask_relief",
    "attach",
    "attach_no_more",
    "chase",
    "compose",
    "decide_relief",
    "draft_report",
    "drop_notice",
    "give_days",
    "hand_in",
    "issue",
    "issue_first_notice",
    "issue_notice",
    "opened_attachment",
    "pass_down",
    "receive",
    "receive_on_paper",
    "recount_report",
    "return_notice",
    "return_report",
    "revise",
    "revise_report",
    "send_out",
    "send_report",
    "sign_report",
    "suggested_mark",
    "suggested_notice_mark",
    "withdraw_relief",
]
