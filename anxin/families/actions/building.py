"""Turning details into unsaved rows; shared by opening a card by hand and merging a ledger."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from anxin.families.models import (
    Bereavement,
    Fact,
    FallenOfficer,
    Household,
    Kinship,
    Membership,
    Person,
    SearchToken,
)
from anxin.families.pinyin import sort_key, tokens
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.database.fields import digest
from anxin.ground.days.clock import now

from .details import MemberDetails, OfficerDetails, Origin, PersonDetails


@dataclass
class Rows:
    """Unsaved rows by table, saved together in the order in which they depend on one another."""

    households: list[Household] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    officers: list[FallenOfficer] = field(default_factory=list)
    bereavements: list[Bereavement] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    kinships: list[Kinship] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    words: list[tuple[Person, list[str]]] = field(default_factory=list)  # by which each person is found

    def save(self) -> None:
        """Insert everything. Foreign keys within a card are deferred, so a head may follow its household."""
        for rows in (
            self.households, self.people, self.officers, self.bereavements, self.memberships, self.kinships,
            self.facts,
        ):  # fmt: skip
            insert(rows)
        SearchToken.objects.add_words(self.words)


def build_person(rows: Rows, household: Household, details: PersonDetails, origin: Origin) -> Person:
    """Add a person and the words he or she is found by."""
    person = Person(
        household=household, path=household.path, name=details.name, sort_key=sort_key(details.name)[:200],
        sex=details.sex, birth=details.birth, id_number=details.id_number,
        id_digest=digest(details.id_number) if details.id_number else "",
        source=origin.text, source_on=origin.on,
    )  # fmt: skip
    rows.people.append(person)
    rows.words.append((person, tokens(person.name)))
    return person


def build_officer(rows: Rows, household: Household, details: OfficerDetails, origin: Origin) -> FallenOfficer:
    """Add the fallen officer of a new card."""
    person = build_person(rows, household, details, origin)
    person.died_on = details.died_on
    officer = FallenOfficer(
        path=household.path, person=person, unit_text=details.unit_text, post_text=details.post_text,
        work_start=details.work_start, death_cause=details.death_cause,
        determination=details.determination or "pending", channel=details.channel,
        determined_document=details.determined_document, determined_body=details.determined_body,
        determined_on=details.determined_on, employment=details.employment,
        basic_pay_fen=details.basic_pay_fen, police_allowance_fen=details.police_allowance_fen,
        wage_fen=details.wage_fen, insured=details.insured, insured_wage_fen=details.insured_wage_fen,
        pension_insured=details.pension_insured, contribution_years=details.contribution_years,
        retired=details.retired, region=details.region,
        missing_since=details.missing_since, hardship=details.hardship,
        source=origin.text, source_on=origin.on,
    )  # fmt: skip
    rows.officers.append(officer)
    rows.bereavements.append(
        Bereavement(path=household.path, household_id=household.pk, officer_id=officer.pk)
    )
    return officer


def build_member(
    rows: Rows, household: Household, officer: FallenOfficer, details: MemberDetails, origin: Origin, by: Post
) -> Person:
    """Add a member of the family, what he or she is to the deceased, and what is known."""
    origin = details.origin or origin
    person = build_person(rows, household, details, origin)
    person.phone = details.phone
    rows.memberships.append(
        Membership(path=household.path, household_id=household.pk, person_id=person.pk, source=origin.text)
    )
    rows.kinships.append(
        Kinship(
            path=household.path, person_id=person.pk, of_id=officer.person_id, kind=details.kinship,
            inferred=details.inferred, told_from=origin.text,
        )
    )  # fmt: skip
    if details.is_head:
        household.head_id = person.pk
    rows.facts += build_facts(household, person, details.facts, origin, by)
    return person


def build_facts(
    household: Household, person: Person | None, values: Mapping[str, str], origin: Origin, by: Post
) -> list[Fact]:
    """Unsaved facts of one person, or of the household itself."""
    moment, key = now(), person.pk if person else None
    return [
        Fact(
            path=household.path, household_id=household.pk, person_id=key, code=code, value=value,
            source=origin.source, source_text=origin.text, on=origin.on, dated=origin.dated,
            entered_at=moment, entered_by=by.id, ledger=origin.ledger,
        )
        for code, value in values.items()
        if value != ""
    ]  # fmt: skip


def touch(households: Iterable[Household], by: Post) -> None:
    """Note who last changed these cards, and when."""
    keys = [household.pk for household in households]
    Household.objects.filter(pk__among=keys).update(changed_at=now(), changed_by=by.id)
