"""What the calendar is reckoned from, and what comes of it: plain frozen values, no database."""

import uuid
from dataclasses import dataclass
from datetime import date

from anxin.ground.days.partial import PartialDate


@dataclass(frozen=True, slots=True)
class Life:
    """What the dates of one person depend on, and nobody's name: people with the same one share their dates.

    ``kin``: what the person is to the one who died (GB/T 4761), "" where it is not known. ``study``: the
    stage of schooling (policy.codes.STUDIES) that was told for the day ``study_on``; "" where nothing was.
    """

    birth: PartialDate | None
    died: PartialDate | None = None
    sex: str = "0"
    kin: str = ""
    study: str = ""
    study_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonDays:
    """One person who belongs to the family today."""

    key: uuid.UUID
    life: Life


@dataclass(frozen=True, slots=True)
class DeathDays:
    """One death that the family mourns: of the officer, or of somebody who belonged to it."""

    key: uuid.UUID
    died: PartialDate | None


@dataclass(frozen=True, slots=True)
class ReviewDay:
    """A day that the law's own calculation names (entitlements): a review, or a deadline. ``code`` is that of
    entitlements; ``person`` None means the family as a whole."""

    day: date
    code: str
    person: uuid.UUID | None = None
    deadline: bool = False


@dataclass(frozen=True, slots=True)
class FamilyDays:
    """One family as far as its dates depend on it."""

    people: tuple[PersonDays, ...] = ()
    deaths: tuple[DeathDays, ...] = ()
    reviews: tuple[ReviewDay, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyDay:
    """One date ahead (节点). ``n`` counts: the age, the year of a festival or review, years since a death.

    ``quiet``: a day of mourning, on which nobody is prompted. ``decides``: what runs by then goes on, changes
    or ends only as somebody decides. ``until``: where a part of the birth date is missing, the date lies
    between ``day`` and ``until``; show both. ``expected``: reckoned from the birth date, not told by anybody.
    (kind, person, n) names a date for good, however its day moves.
    """

    day: date
    kind: str
    person: uuid.UUID | None
    n: int | None
    quiet: bool
    decides: bool
    until: date | None = None
    expected: bool = False

    @property
    def key(self) -> tuple[str, uuid.UUID | None, int | None]:
        """What stays the same when the day moves."""
        return self.kind, self.person, self.n


@dataclass(frozen=True, slots=True)
class Missing:
    """Why dates are not known: ``birth`` (none), ``birth_day`` (a part of it), ``death_day``."""

    code: str
    person: uuid.UUID
