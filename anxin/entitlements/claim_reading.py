"""A family's claims as a page shows them: every line that could be claimed, how it stands, the next step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.parts import Link, Words
from anxin.ground.ui.templatetags.ui import yuan

from . import claim_words, owing
from .deadlines import Due, dues, last_day
from .models import Choice, Claim, ClaimState, Entitlement
from .models.claims import ALIVE, CLAIM, DECIDE, ONCE, PAY, RUNNING, UNCOUNTED, WITH_A_DECISION
from .owing import limit
from .reservations import is_unconfirmed, reservations

S = ClaimState
LIGHTS: dict[str, str] = {
    S.OWED: "gap", S.APPLIED: "soon", S.APPROVED: "soon", S.PAYING: "ok", S.PAID: "ok", S.REFUSED: "late",
    S.APPEALED: "soon", S.SET_ASIDE: "none", S.CLOSED: "none",
}  # fmt: skip
# From each state the one step that comes next: where it is done, its words, who may.
NEXT: dict[str, tuple[str, Words, str]] = {
    S.OWED: ("claim_apply", pgettext_lazy("claim", "Record the application"), CLAIM),
    S.APPLIED: ("claim_decide", pgettext_lazy("claim", "Record the decision"), DECIDE),
    S.APPEALED: ("claim_decide", pgettext_lazy("claim", "Record the decision"), DECIDE),
    S.REFUSED: ("claim_appeal", pgettext_lazy("claim", "Record an appeal"), DECIDE),
    S.APPROVED: ("claim_pay", pgettext_lazy("claim", "Note a payment"), PAY),
    S.PAYING: ("claim_pay", pgettext_lazy("claim", "Note a payment"), PAY),
}


@dataclass(frozen=True)
class ToldClaim:
    """One claim in the reader's language."""

    claim: Claim
    line: Entitlement | None = None  # as it is calculated now, where it still is
    difference: int = 0  # fen by which the calculation now differs from what was claimed of the line

    @property
    def reservations(self) -> list[str]:
        """What of its line is still to be confirmed, texts known as quotations among them."""
        return reservations(self.line)

    @property
    def unconfirmed(self) -> bool:
        return is_unconfirmed(self.line)

    @property
    def to_top_up(self) -> bool:
        """May the difference be claimed by itself?"""
        return self.difference > 0 and self.claim.once and self.claim.state in WITH_A_DECISION

    @property
    def rule(self) -> str:
        name = claim_words.rule(self.claim.rule)
        return _("%(rule)s, top-up") % {"rule": name} if self.claim.top_up_of_id else name

    @property
    def payer(self) -> str:
        return claim_words.payer(self.claim.payer)

    @property
    def whose(self) -> str:
        """The person it is for, or the family as a whole."""
        return self.claim.person.name if self.claim.person else _("the family together")

    @property
    def period(self) -> str:
        return claim_words.period(self.claim.period)

    @property
    def moved(self) -> bool:
        """Has the determination changed since, while the claim is still alive?"""
        return self.claim.state in ALIVE and self.claim.is_moved

    @property
    def state(self) -> str:
        return str(self.claim.get_state_display())

    @property
    def light(self) -> str:
        return "late" if self.claim.late_on(today(), limit("unpaid_days")) else LIGHTS[self.claim.state]

    @property
    def without_payment(self) -> int:
        """For how many days an approved claim has waited, once that is longer than the internal target."""
        decided = self.claim.decided_on
        return (today() - decided).days if decided and self.light == "late" and self.claim.is_granted else 0

    @cached_property
    def paid_fen(self) -> int:
        return sum(one.amount_fen for one in self.claim.payments.all() if not one.struck_at)

    @property
    def left_fen(self) -> int | None:
        """What of a single approved sum is still to come."""
        approved = self.claim.approved_fen
        return None if approved is None or not self.claim.once else approved - self.paid_fen

    @property
    def last_month(self) -> date | None:
        """The last month (or year) that was paid."""
        paid = (one.month for one in self.claim.payments.all() if one.month and not one.struck_at)
        return max(paid, default=None)

    @property
    def due(self) -> date | None:
        """By when to apply, while nothing was handed in."""
        if self.claim.state != S.OWED:
            return None
        return last_day(self.claim.deadlines, today()) or self.claim.apply_by

    @property
    def dues(self) -> list[tuple[str, Due]]:
        """Every day that the law names, with what is to be done by then."""
        return [(claim_words.deadline(one.code), one) for one in dues(self.claim.deadlines)]

    def url(self, name: str = "claim") -> str:
        """The page of the claim, or of one of its steps."""
        return reverse(
            f"entitlements:{name}", kwargs={"card": self.claim.household_id, "claim": self.claim.pk}
        )

    def next(self, post: Post) -> Link | None:
        """The one step that comes next, if this post may take it."""
        step = NEXT.get(self.claim.state)
        if step is None or not post.may(step[2]):
            return None
        return Link(step[1], self.url(step[0]), main=True)


@dataclass(frozen=True)
class Open:
    """A line that nobody has claimed: it can be claimed at once, or another excludes it."""

    line: Entitlement
    rivals: int
    chosen: Choice | None
    former: ToldClaim | None = None

    @property
    def rule(self) -> str:
        return claim_words.rule(self.line.rule)

    @property
    def payer(self) -> str:
        return claim_words.payer(self.line.payer)

    @property
    def whose(self) -> str:
        return self.line.person.name if self.line.person else _("the family together")

    @property
    def period(self) -> str:
        return claim_words.period(self.line.period)

    @property
    def due(self) -> date | None:
        return last_day(self.line.deadlines, today())

    @property
    def gave_way(self) -> bool:
        """Was another one chosen in its place?"""
        return self.chosen is not None and self.chosen.line != self.line.pk

    @property
    def unconfirmed(self) -> bool:
        """Is anything of it still to be confirmed?"""
        return is_unconfirmed(self.line)

    @property
    def must_choose(self) -> bool:
        return self.rivals > 0 and self.chosen is None

    @property
    def light(self) -> str:
        return "none" if self.gave_way or self.former else "gap"

    @property
    def state(self) -> str:
        if self.gave_way:
            return str(S.SET_ASIDE.label)
        if self.former:
            return pgettext("claim", "another claim is open")
        return pgettext("claim", "choose first") if self.must_choose else pgettext("claim", "not claimed yet")

    @property
    def why(self) -> str:
        """Why another one was chosen."""
        return self.chosen.why if self.gave_way and self.chosen else ""


@dataclass(frozen=True)
class ToDetermine:
    """A death whose determination as work injury is to be applied for, with the days that the law names."""

    line: Entitlement

    @property
    def due(self) -> date | None:
        return last_day(self.line.deadlines, today())

    @property
    def dues(self) -> list[tuple[str, Due]]:
        return [(claim_words.deadline(one.code), one) for one in dues(self.line.deadlines)]


def to_determine(household: Household) -> list[ToDetermine]:
    """The determinations of a family that are to be applied for."""
    lines = Entitlement.objects.filter(household=household).select_related("officer__person")
    return [ToDetermine(line) for line in owing.to_determine(lines)]


@dataclass(frozen=True)
class FamilyClaims:
    """What a family could claim, and what became of it."""

    claims: Sequence[ToldClaim]
    open: Sequence[Open]

    @property
    def to_claim(self) -> int:
        """How many lines wait to be claimed."""
        return sum(not (one.gave_way or one.former) for one in self.open)

    @property
    def total_left(self) -> str:
        """What is approved and still to come, of single sums."""
        left = sum(one.left_fen or 0 for one in self.claims if one.claim.state in (S.APPROVED, S.PAYING))
        return yuan(left) if left else ""


def claims_of(household: Household) -> list[ToldClaim]:
    """The claims of a family, in the order in which they were taken up. Three queries."""
    rows = Claim.objects.filter(household=household).select_related("person", "officer__person")
    claims = list(rows.prefetch_related("payments"))
    lines = {one.pk: one for one in Entitlement.objects.filter(household=household)} if claims else {}
    return [_told(one, lines.get(one.line), claims) for one in claims]


def told(claim: Claim) -> ToldClaim:
    """One claim, beside what is calculated now."""
    line = Entitlement.objects.filter(household=claim.household_id, pk=claim.line).first()
    same = Claim.objects.filter(household=claim.household_id, line=claim.line)
    return _told(claim, line, same)


def _told(claim: Claim, line: Entitlement | None, claims: Iterable[Claim]) -> ToldClaim:
    return ToldClaim(claim, line, _difference(claim, line, claims))


def _difference(claim: Claim, line: Entitlement | None, claims: Iterable[Claim]) -> int:
    """By how much a line now differs from what was claimed of it, its top-ups included. Where the payer
    approved more than was claimed, that counts. What is not handed in yet follows its line by itself."""
    now = line.amount_fen if line and not (line.pending or line.provisional) else None
    if now is None or claim.top_up_of_id or claim.state not in RUNNING:
        return 0
    same = [one for one in claims if one.line == claim.line and one.state not in UNCOUNTED]
    claimed = sum(one.amount_fen for one in same)
    if now < claimed:
        return now - claimed
    return max(0, now - sum(max(one.amount_fen, one.approved_fen or 0) for one in same))


def family_claims(household: Household) -> FamilyClaims:
    """The claims of a family, and the lines nobody has claimed yet."""
    claims = claims_of(household)
    claimed = {one.claim.line for one in claims}
    lines = Entitlement.objects.filter(household=household, pending=False, amount_fen__gt=0)
    found = list(lines.select_related("person", "officer__person"))
    choices = list(Choice.objects.current().filter(household=household))
    return FamilyClaims(
        claims, [_open(one, found, choices, claims) for one in found if one.pk not in claimed]
    )


def _open(
    line: Entitlement, lines: Iterable[Entitlement], choices: Iterable[Choice], claims: Iterable[ToldClaim]
) -> Open:
    rivals = sum(one.pk != line.pk and _excludes(one, line) for one in lines)
    chosen = next((one for one in choices if _excludes(one, line)), None)
    return Open(line, rivals, chosen, next((one for one in claims if _stands_before(one.claim, line)), None))


def _stands_before(claim: Claim, line: Entitlement) -> bool:
    """Is this claim of another line alive, and for the same single sum?"""
    same = (claim.officer_id, claim.person_id, claim.rule) == (line.officer_id, line.person_id, line.rule)
    return same and claim.state in ALIVE and claim.period == line.period == ONCE


def _excludes(one: Entitlement | Choice, line: Entitlement) -> bool:
    same = (one.officer_id, one.person_id, one.conflict) == (line.officer_id, line.person_id, line.conflict)
    return bool(line.conflict) and same
