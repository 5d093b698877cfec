"""The figures of the register: families, the people in them, and what is still unknown."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.database.models import Bounds
from anxin.ground.figures.registry import Row, figure
from anxin.ground.ui.templatetags.ui import partial

from .age_lines import AgeLine, with_birth
from .kinship import words as kinship_words
from .models import Bereavement, FallenOfficer, Household, Kinship, Person
from .models.households import Status
from .models.officers import Determination

FAMILIES = _("unit: families")
PEOPLE = _("unit: people")
ELDER, ADULT = 60, 18  # 老年人权益保障法 article 2; 未成年人保护法 article 2


def _card_url(household: Any) -> str:
    return reverse("families:card", kwargs={"card": household})


def _household_row(household: Household) -> Row:
    names = [one.officer.person.name for one in household.bereavements.all()]
    title = gettext("Family of %(names)s") % {"names": gettext(", ").join(names)}
    words = f"{household.unit.label}　{household.number}"
    return Row(title, words, _card_url(household.pk), household.pk)


def _person_row(person: Person) -> Row:
    words = "　".join((person.household.unit.label, *_kin(person), _birth(person)))
    return Row(person.name, words, _card_url(person.household_id), person.household_id)


def _kin(person: Person) -> list[str]:
    """What the person is to the officers who died."""
    return [
        gettext("%(kin)s of %(name)s") % {"kin": kinship_words(one.kind), "name": one.of.name}
        for one in person.kin.all()
        if hasattr(one.of, "fallen")
    ]


def _birth(person: Person) -> str:
    """What is known of birth and age."""
    if person.birth is None:
        return gettext("birth date missing")
    if person.age is None:
        return gettext("born %(birth)s") % {"birth": partial(person.birth)}
    return gettext("born %(birth)s, aged %(age)s") % {"birth": partial(person.birth), "age": person.age}


def _officer_row(officer: FallenOfficer) -> Row:
    person = officer.person
    words = "　".join(text for text in (officer.unit_text, officer.post_text) if text)
    return Row(person.name, words, _card_url(person.household_id), person.household_id)


def _living(reach: Bounds) -> QuerySet[Person]:
    """The living people who belong to a family in use; the fallen officer is not among them."""
    kin = Prefetch("kin", Kinship.objects.filter(until=None).select_related("of__fallen"))
    people = Person.objects.visible_to(reach).select_related("household__unit").prefetch_related(kin)
    return people.filter(
        household__status=Status.OPEN, fallen=None, died_on=None,
        memberships__isnull=False, memberships__until=None,
    )  # fmt: skip


@figure(
    "families.households",
    name=_("families"),
    words=_("Families of officers who died on duty that have a card in use."),
    unit=FAMILIES,
    row=_household_row,
    order=10,
)
def households(reach: Bounds, day: date) -> QuerySet[Household]:
    mourned = Prefetch("bereavements", Bereavement.objects.select_related("officer__person"))
    known = Household.objects.visible_to(reach).select_related("unit").prefetch_related(mourned)
    return known.filter(status=Status.OPEN)


@figure(
    "families.people",
    name=_("people in these families"),
    words=_("Living people who belong to a family with a card in use. The officer who died is not counted."),
    unit=PEOPLE,
    row=_person_row,
    order=11,
)
def people(reach: Bounds, day: date) -> QuerySet[Person]:
    return _living(reach)


@figure(
    "families.elders",
    name=_("people aged 60 or over"),
    words=_(
        "Of these people, those who have certainly turned 60 on the day; a birth date that leaves it"
        " open is not counted."
    ),
    unit=PEOPLE,
    row=_person_row,
    order=12,
)
def elders(reach: Bounds, day: date) -> QuerySet[Person]:
    living = _living(reach)
    return with_birth(living).filter(AgeLine(ELDER, day).reached(living))


@figure(
    "families.minors",
    name=_("minors"),
    words=_(
        "Of these people, those who are certainly under 18 on the day; a birth date that leaves it open"
        " is not counted."
    ),
    unit=PEOPLE,
    row=_person_row,
    order=13,
)
def minors(reach: Bounds, day: date) -> QuerySet[Person]:
    living = _living(reach)
    return with_birth(living).filter(AgeLine(ADULT, day).not_reached(living))


@figure(
    "families.birth_unknown",
    name=_("age not known"),
    words=_(
        "Of these people, those whose birth date is missing, or so incomplete that it leaves open"
        " whether they are under 18 or have turned 60."
    ),
    unit=PEOPLE,
    row=_person_row,
    order=14,
)
def birth_unknown(reach: Bounds, day: date) -> QuerySet[Person]:
    living = _living(reach)
    either = AgeLine(ELDER, day).left_open(living) | AgeLine(ADULT, day).left_open(living)
    return with_birth(living).filter(either)


@figure(
    "families.officers_pending",
    name=_("determination pending"),
    words=_("Officers who died on duty whose legal category has not been determined."),
    unit=PEOPLE,
    row=_officer_row,
    order=15,
)
def officers_pending(reach: Bounds, day: date) -> QuerySet[FallenOfficer]:
    pending = FallenOfficer.objects.visible_to(reach).filter(determination=Determination.PENDING)
    in_use = Bereavement.objects.filter(officer=OuterRef("pk"), household__status=Status.OPEN)
    return pending.filter(Exists(in_use)).select_related("person")
