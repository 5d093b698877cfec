"""The receipt of a relief payment (领款单): whoever takes the money signs it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.shapes import KeyValues, Pair, Section, Sheet
from anxin.ground.paper.sums import capital
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.templatetags.ui import yuan
from anxin.officers.models import Payment


def receipt_sheet(payment: Payment, by: Post) -> Sheet:
    """The receipt on one page: the sum in figures and written out, what for, from which fund, who agreed."""
    return Sheet(
        title=_("Receipt"),
        subtitle=payment.fund.name,
        classification=_("Internal; file after use"),
        sections=(
            Section(_("Payment"), KeyValues((
                Pair(_("To whom"), payment.payee), Pair(_("Unit"), payment.unit.label),
                Pair(_("Sum in yuan"), yuan(payment.amount_fen)),
                Pair(_("Sum written out"), capital(payment.amount_fen)),
                Pair(_("What for"), masked_text(payment.words), wide=True),
                Pair(_("Rule it is paid by"), payment.fund.ground, wide=True),
                Pair(_("Asked for by"), payment.proposed_by.name),
                Pair(_("Agreed to by"), payment.decided_by.name if payment.decided_by else ""),
            ))),
            Section(_("Signed by somebody else"), KeyValues((
                Pair(_("Name"), ""), Pair(_("What to the officer"), ""),
            )), note=_("only where the officer cannot come")),
        ),
        signatures=(_("Received (signature or fingerprint)"), _("Paid out by"), _("Date")),
        foot=_("%(unit)s, printed by %(name)s on %(day)s")
        % {"unit": payment.fund.unit.label, "name": by.name, "day": today()},
        language="en" if get_language() == "en" else "zh",
    )  # fmt: skip
