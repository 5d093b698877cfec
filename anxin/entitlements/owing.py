"""What is owed and not claimed, claimed and not paid, claimed twice, to be chosen, reviewed, topped up: the
questions of the finder, each one queryset."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    UUIDField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from .models import Choice, Claim, Entitlement
from .models.claims import ONCE, UNCOUNTED, WITH_A_DECISION, ClaimQuerySet
from .payers import PURPOSES

Rows = TypeVar("Rows", bound="QuerySet[Any]")  # of rows with person and household
Lines = QuerySet[Entitlement]
Claims = ClaimQuerySet


def limit(name: str) -> int:
    """A number of days of limits.toml, [claims]: internal targets, none of them is law."""
    return int(settings.LIMITS["claims"][name])


def with_a_sum(lines: Lines) -> Lines:
    """Lines that come to more than nothing and wait for no determination: of determined deaths, and of
    pending ones what no determination changes."""
    return lines.filter(pending=False, amount_fen__gt=0)


def unclaimed(lines: Lines) -> Lines:
    """Of which nothing was asked of a payer yet; a line that gave way to another is none of them."""
    claims = Claim.objects.filter(line=OuterRef("pk"), household=OuterRef("household_id"))
    found = with_a_sum(lines).filter(~Exists(claims) | Exists(claims.owed()))
    found = found.exclude(Q(Exists(_former()), period=ONCE))
    return found.exclude(Exists(_choices().exclude(line=OuterRef("pk"))))


def _former() -> Claims:
    """Claims of the same single sum that are alive and were made for another determination."""
    found = Claim.objects.alive().filter(officer=OuterRef("officer_id"), rule=OuterRef("rule"), period=ONCE)
    return _for_one(found.exclude(line=OuterRef("pk")))


def to_determine(lines: Lines) -> Lines:
    """Of each pending determination one line, with the days by which to apply for it (F2-4)."""
    found = lines.filter(pending=True).exclude(deadlines=[])
    same = Entitlement.objects.filter(household=OuterRef("household_id"), officer=OuterRef("officer_id"))
    first = same.filter(pending=True).exclude(deadlines=[]).order_by("place", "id")
    return found.filter(pk=Subquery(first.values("pk")[:1]))


def to_determine_from(lines: Lines, day: date) -> Lines:
    """Those whose last day, the relatives' own, has not passed; the nearest one first."""
    ahead = to_determine(lines).filter(deadlines__1__1__gte=day.isoformat())
    return ahead.order_by("deadlines__1__1", "path", "id")


def to_choose(lines: Lines) -> Lines:
    """The first line of every conflict in which nobody has chosen yet (W19)."""
    rivals = _of_one_conflict(Entitlement.objects.filter(pending=False, amount_fen__gt=0))
    others = rivals.exclude(pk=OuterRef("pk"))
    found = with_a_sum(lines).exclude(conflict="").filter(Exists(others), ~Exists(_choices()))
    return found.exclude(Exists(others.filter(place__lt=OuterRef("place"))))


def to_review(lines: Lines, day: date) -> Lines:
    """What is looked at again (待遇复核) from ``day`` on, within limits.toml [claims] review_days."""
    return with_a_sum(lines).filter(ends__gte=day, ends__lte=day + timedelta(limit("review_days")))


def to_top_up(lines: Lines) -> Lines:
    """Final lines that come to more than what was claimed and approved of them, with what was claimed so far:
    the figure of the year is out (W10), or what the sum rests on was corrected."""
    claims = Claim.objects.filter(line=OuterRef("pk"), household=OuterRef("household_id"))
    first = claims.filter(top_up_of=None, state__in=WITH_A_DECISION)
    counted = claims.exclude(state__in=UNCOUNTED).order_by().values("line")
    total = counted.annotate(total=Sum(Greatest("amount_fen", Coalesce("approved_fen", 0)))).values("total")
    found = with_a_sum(lines).filter(Exists(first), provisional=False, period=ONCE)
    return found.annotate(claimed_fen=Subquery(total)).filter(amount_fen__gt=F("claimed_fen"))


def unpaid(claims: Claims, day: date) -> Claims:
    """Approved more than limits.toml [claims] unpaid_days ago, and nothing was paid."""
    return claims.unpaid_since(day - timedelta(limit("unpaid_days") + 1))


def doubled(claims: Claims) -> Claims:
    """Claims beside which another one runs for the same thing: of the same conflict, for the same purpose by
    another payer or after another determination, or for the same officer's single sum on another card; and
    claims whose determination has changed since, as another sum may be due in their place."""
    others = Claim.objects.running().filter(officer=OuterRef("officer_id")).exclude(line=OuterRef("line"))
    same = others.filter(conflict=OuterRef("conflict")).exclude(conflict="")
    paid_twice = others.alias(purpose=_purpose()).filter(purpose=OuterRef("purpose"))
    paid_twice = paid_twice.exclude(payer=OuterRef("payer"))
    again = others.filter(rule=OuterRef("rule"))  # another line of one rule: of another determination
    on_two_cards = others.filter(person=None, rule=OuterRef("rule"), period=ONCE)
    on_two_cards = on_two_cards.exclude(household=OuterRef("household_id"))
    twice = (
        Exists(_for_one(same))
        | Exists(_for_one(paid_twice))
        | Exists(_for_one(again))
        | Q(Exists(on_two_cards), person=None)
    )
    moved = ~Q(category="") & ~Q(category=F("officer__determination"))
    return claims.running().alias(purpose=_purpose()).filter(twice | moved)


def _purpose() -> Combinable:
    cases = [When(rule__in=rules, then=Value(name)) for name, rules in PURPOSES.items()]
    return Case(*cases, default=F("rule"))


def _for_one(claims: Claims) -> Claims:
    """For the same person of the same family, or for the same family as a whole."""
    return _whose(claims.filter(household=OuterRef("household_id")))


def _whose(rows: Rows) -> Rows:
    whose = Coalesce("person_id", "household_id", output_field=UUIDField())
    outer = Coalesce(OuterRef("person_id"), OuterRef("household_id"), output_field=UUIDField())
    return rows.alias(whose=whose).filter(whose=outer)


def _of_one_conflict(rows: Rows) -> Rows:
    same = {name: OuterRef(name) for name in ("household_id", "officer_id", "conflict")}
    return _whose(rows.filter(**same).exclude(conflict=""))


def _choices() -> QuerySet[Choice]:
    return _of_one_conflict(Choice.objects.current())
