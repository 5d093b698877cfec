"""Rules of retention, read from rules.toml: what, how long, from which event, then what, on what ground."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

FILE = Path(__file__).with_name("rules.toml")

WHAT: dict[str, Promise] = {
    "case": _("decisions, measures and payments of a closed or sealed card"),
    "register": _("the register: families, members, kinship"),
    "requests": _("requests of the persons concerned"),
    "sharing": _("records of giving data to departments"),
    "assessments": _("impact assessments"),
    "journal": _("the journal: who did and who saw what"),
    "sessions": _("sessions that have expired"),
    "searches": _("what was typed into searches"),
    "previews": _("workbooks looked through and never merged"),
    "queue": _("finished jobs of the queue"),
}
FROM: dict[str, Promise] = {
    "closed": _("closing of the card, or its sealing"),
    "opened": _("opening of the card"),
    "answered": _("answer to the request"),
    "shared": _("giving of the data"),
    "made": _("making of the assessment"),
    "written": _("the entry itself"),
    "expired": _("end of the session"),
    "read": _("reading of the workbook"),
    "finished": _("end of the job"),
}
THEN: dict[str, Promise] = {
    "appraise": _("appraisal: a person decides"),
    "keep": _("kept on, not cut"),
    "delete": _("deleted by itself"),
}
GROUND: dict[str, Promise] = {
    "case": _(
        "Archives: 30 years proposed for what proves citizens' rights (Order 8, article 3); the office's own"
        " table decides"
    ),
    "register": _("Archives: permanent, to be approved by the archives authority"),
    "requests": _("no law names a period"),
    "sharing": _("Regulation on Network Data Security, article 12: at least 3 years"),
    "assessments": _("PIPL, article 56: at least 3 years"),
    "journal": _("Cybersecurity Law, article 21: at least 6 months; the journal is never cut"),
    "sessions": _("no law names a period"),
    "searches": _("no law names a period"),
    "previews": _("no law names a period"),
    "queue": _("no law names a period"),
}
CONFIDENCE: dict[str, Promise] = {
    "quoted": _("read in the law"),
    "proposal": _("proposal, the office decides"),
    "internal": _("internal target"),
}


@dataclass(frozen=True)
class Rule:
    """One rule. ``days`` is None for what is kept for good."""

    code: str
    days: int | None
    years: int
    months: int
    since: str
    then: str
    confidence: str

    @property
    def what(self) -> str:
        return str(WHAT[self.code])

    @property
    def since_words(self) -> str:
        return str(FROM[self.since])

    @property
    def then_words(self) -> str:
        return str(THEN[self.then])

    @property
    def ground(self) -> str:
        return str(GROUND[self.code])

    @property
    def confidence_words(self) -> str:
        return str(CONFIDENCE[self.confidence])

    @property
    def period(self) -> str:
        """The period in words."""
        if self.days is None:
            return gettext("for good")
        if self.years:
            return ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years}
        if self.months:
            return ngettext("%(n)d month", "%(n)d months", self.months) % {"n": self.months}
        return ngettext("%(n)d day", "%(n)d days", self.days) % {"n": self.days}

    def cutoff(self, day: date) -> date:
        """What happened on or before this day has been kept long enough on ``day``."""
        if self.years:
            return _years_before(day, self.years)
        return day - timedelta(days=self.days or 0)

    def runs_out(self, day: date) -> date:
        """The day on which the period of something that happened on ``day`` is over."""
        return _years_before(day, -self.years) if self.years else day + timedelta(days=self.days or 0)


def _years_before(day: date, years: int) -> date:
    """29 February becomes the last day of that month (Civil Code article 202)."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its code, in the order of the file."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {code: _rule(code, entry) for code, entry in told.items()}


def rule(code: str) -> Rule:
    """One rule (KeyError if there is none)."""
    return rules()[code]


def _rule(code: str, told: dict[str, object]) -> Rule:
    years, months = int(str(told.get("years", 0))), int(str(told.get("months", 0)))
    limit = told.get("limit")
    days = settings.LIMITS["rights"][limit] if limit else years * 366 + months * 31
    return Rule(
        code=code, days=None if told.get("permanent") else days, years=years, months=months,
        since=str(told["from"]), then=str(told["then"]), confidence=str(told["confidence"]),
    )  # fmt: skip
