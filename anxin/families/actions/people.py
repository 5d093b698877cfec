"""Acts on one person: add, correct, end a membership."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.families.events import CardsChanged
from anxin.families.models import FallenOfficer, Household, Membership, Person, SearchToken
from anxin.families.models.households import Ended
from anxin.families.models.officers import Determination
from anxin.families.pinyin import sort_key, tokens
from anxin.ground.access.models import Post
from anxin.ground.database.fields import digest
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.events import publish
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record

from .building import Rows, build_member, touch
from .details import MemberDetails, Origin
from .numbers import refuse_taken

CORRECTABLE = ("name", "sex", "birth", "died_on", "id_number", "phone")
OFFICER_CORRECTABLE = (
    "unit_text", "post_text", "work_start", "death_cause", "determination", "determined_document",
    "determined_body", "determined_on", "channel", "employment", "basic_pay_fen", "died_on",
    "police_allowance_fen", "wage_fen", "insured", "insured_wage_fen", "pension_insured", "region",
    "contribution_years", "retired",
    "missing_since", "hardship",
)  # fmt: skip


def _changed(household: Household, by: Post) -> None:
    touch([household], by)
    publish(CardsChanged([household], by))


@transaction.atomic
def add_member(
    *, by: Post, household: Household, officer: FallenOfficer, details: MemberDetails, origin: Origin
) -> Person:
    """Add a member to a family. A number that a card within scope already holds is refused."""
    refuse_taken(details.id_number, household)
    rows = Rows()
    person = build_member(rows, household, officer, details, origin, by)
    rows.save()
    if details.is_head:
        household.save(update_fields=["head"])
    _changed(household, by)
    record("families.member_added", by=by, on=person, kind_of_kin=details.kinship, source=origin.source)
    return person


@transaction.atomic
def correct_person(*, by: Post, person: Person, values: Mapping[str, object], origin: Origin) -> Person:
    """Correct what is known of a person. Former names stay findable; the journal notes which columns."""
    unknown = set(values) - set(CORRECTABLE)
    if unknown:
        raise ValueError(f"not correctable: {sorted(unknown)}")
    refuse_taken(str(values.get("id_number", "")), person.household, but=person)
    if "name" in values and person.name not in person.former_names:
        person.former_names = [*person.former_names, person.name]
    for name, value in values.items():
        setattr(person, name, value)
    person.id_digest = digest(person.id_number)
    person.source, person.source_on = origin.text, origin.on
    person.save(update_fields=[*values, "former_names", "id_digest", "source", "source_on"])
    if "name" in values:
        _rename(person)
    _changed(person.household, by)
    record("families.person_corrected", by=by, on=person, columns=sorted(values), source=origin.source)
    return person


def _rename(person: Person) -> None:
    """Keep the new name's words beside the old ones, and its place in lists."""
    known = set(person.tokens.values_list("token", flat=True))
    SearchToken.objects.add_words([(person, [word for word in tokens(person.name) if word not in known])])
    person.sort_key = sort_key(person.name)[:200]
    person.save(update_fields=["sort_key"])


@transaction.atomic
def correct_officer(
    *, by: Post, officer: FallenOfficer, values: Mapping[str, object], origin: Origin
) -> FallenOfficer:
    """Correct what is known of a fallen officer: day of death, post, determination with its document, last
    pay (fen). The day of death stands with the person, the rest with the officer."""
    unknown = set(values) - set(OFFICER_CORRECTABLE)
    if unknown:
        raise ValueError(f"not correctable: {sorted(unknown)}")
    _check_determination(officer, values)
    own = {name: value for name, value in values.items() if name != "died_on"}
    for name, value in own.items():
        setattr(officer, name, value)
    officer.source, officer.source_on = origin.text, origin.on
    officer.save(update_fields=[*own, "source", "source_on"])
    if "died_on" in values:
        officer.person.died_on = cast("PartialDate | None", values["died_on"])
        officer.person.save(update_fields=["died_on"])
    _changed(officer.person.household, by)
    record("families.officer_corrected", by=by, on=officer, columns=sorted(values), source=origin.source)
    return officer


def _check_determination(officer: FallenOfficer, values: Mapping[str, object]) -> None:
    """A category is changed into another one by a document and a day of its own."""
    new = values.get("determination", officer.determination)
    if new == officer.determination or Determination.PENDING in (new, officer.determination):
        return
    document, day = values.get("determined_document"), values.get("determined_on")
    if not document or not day or document == officer.determined_document:
        raise Refused(
            "determination_without_paper",
            _("The category was changed: write the number and the day of the document that changed it."),
        )


@transaction.atomic
def end_membership(*, by: Post, membership: Membership, because: str, on: date, origin: Origin) -> Membership:
    """End a membership (death, remarriage, adoption …). The person and the facts stay on the card."""
    if membership.until is not None:
        raise Refused("already_ended", _("This membership has already ended."))
    if membership.since and on < membership.since:
        raise Refused("ends_before_it_begins", _("The end lies before the day the membership began."))
    born = membership.person.birth
    if born and on < born.first():
        raise Refused("ends_before_birth", _("The end lies before this person's birth."))
    membership.until, membership.ended, membership.source = on, because, origin.text
    membership.save(update_fields=["until", "ended", "source"])
    person = membership.person
    if because == Ended.DEATH:
        person.died_on = PartialDate(on.year, on.month, on.day)
        person.save(update_fields=["died_on"])
    household = membership.household
    if household.head_id == person.pk:
        household.head = None
        household.save(update_fields=["head"])
    _changed(household, by)
    record("families.membership_ended", by=by, on=membership, because=because, day=on, source=origin.source)
    return membership
