"""The copy of a deceased person's record for the next of kin (Personal Information Protection Law 49)."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.ground.access.models import Post
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Section, Sheet, Table
from anxin.ground.ui.masks import masked_name, masked_text

from .kinship import words
from .models import Household, Kinship, Person
from .papers import day_words, foot, value_words
from .people import by_theme


def deceased_sheet(household: Household, person: Person, by: Post) -> Sheet:
    """Everything the card holds about somebody who died, whole; of anybody else only what they were to the
    deceased, with the name masked, and no number."""
    return Sheet(
        title=person.name,
        subtitle=_("Copy of a deceased person's record for the next of kin"),
        number=household.number,
        classification=_("Personal Information Protection Law 49"),
        sections=(_who(person), *_service(person), _facts(person), _kin(person)),
        signatures=(_("Handed over by"), _("Received by the next of kin"), _("Date")),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def _who(person: Person) -> Section:
    pairs = (
        Pair(_("Name"), person.name),
        Pair(_("Former name"), "、".join(person.former_names)),
        Pair(_("Sex"), person.get_sex_display()),
        Pair(_("Identity number"), person.id_number),
        Pair(_("Birth date"), day_words(person.birth)),
        Pair(_("Died on"), day_words(person.died_on)),
        Pair(_("Telephone"), person.phone),
        Pair(_("Source"), masked_text(person.source_words)),
    )
    return Section(_("Who"), KeyValues(pairs))


def _service(person: Person) -> list[Section]:
    """What is known of an officer; nothing for a member of the family."""
    officer = getattr(person, "fallen", None)
    if officer is None:
        return []
    pairs = (
        Pair(_("Post held"), "　".join(text for text in (officer.unit_text, officer.post_text) if text)),
        Pair(_("How it happened"), masked_text(officer.death_cause)),
        Pair(_("Determination"), officer.get_determination_display()),
        Pair(_("Deciding document"), masked_text(officer.determined_document)),
    )
    return [Section(_("Officer who died on duty"), KeyValues(pairs))]


def _facts(person: Person) -> Section:
    """Every fact ever told of this person, whole: they are the deceased's own."""
    rows = tuple(
        (str(one.field.label), value_words(one), one.source, one.fact.on.isoformat())
        for group in by_theme(person.facts.order_by("code", "-on"), whole=True)
        for one in group.told
    )
    columns = (
        Column(_("Fact"), "lead"),
        Column(_("What is known")),
        Column(_("Source")),
        Column(_("Day"), "whole"),
    )
    return Section(_("Facts"), Table(columns, rows, empty=_("Nothing recorded yet.")))


def _kin(person: Person) -> Section:
    kin = Kinship.objects.filter(of=person, until=None).select_related("person")
    rows = tuple((masked_name(one.person.name), words(one.kind)) for one in kin)
    columns = (Column(_("Name"), "lead"), Column(_("What to the deceased")))
    return Section(_("Family members"), Table(columns, rows, empty=_("No member recorded yet.")),
                   note=_("names of others are masked"))  # fmt: skip
