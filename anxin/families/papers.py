"""The card and a person's sheet on paper: the same records as on screen, laid out by ground.paper."""

from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.paper.shapes import Column, KeyValues, Pair, Section, Sheet, Table
from anxin.ground.ui.masks import masked_text
from anxin.ground.ui.templatetags.ui import yuan

from .dictionary import Theme
from .models import Fact, FallenOfficer, Household, Person
from .people import Member, Told, by_theme, members_of

Part = Callable[[Household], Section | None]
_parts: dict[str, tuple[int, Part]] = {}


def paper_section(code: str, order: int, part: Part) -> None:
    """Add a part to the printed card (once, at start-up)."""
    _parts[code] = (order, part)


def card_sheet(household: Household, officers: list[FallenOfficer], by: Post) -> Sheet:
    """The family card (一户一档) for A4."""
    members = members_of(household)
    added = [part(household) for _order, part in sorted(_parts.values(), key=lambda pair: pair[0])]
    sections = [_officer_section(officer) for officer in officers]
    sections += [_members_section(members), *(section for section in added if section is not None)]
    names = "、".join(officer.person.name for officer in officers)
    return Sheet(
        title=_("Family of %(names)s") % {"names": names},
        subtitle=_("Family card"),
        number=household.number,
        classification=_("Internal; file after use"),
        sections=tuple(sections),
        signatures=(_("Responsible person"), _("Family (read, correct)"), _("Date")),
        qr=household.pk.hex,
        qr_words=_("Code of this card"),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def person_sheet(household: Household, member: Member | None, person: Person, by: Post) -> Sheet:
    """One person's own sheet (逐人)."""
    facts = by_theme(Fact.objects.filter(person=person).current())
    who = KeyValues(
        (
            Pair(_("Name"), person.name),
            Pair(_("What to the deceased"), member.kin_words if member else ""),
            Pair(_("Sex"), person.get_sex_display()),
            Pair(_("Birth date (age)"), _born(person)),
            Pair(_("Identity number"), person.masked_number),
            Pair(_("Card"), household.number),
        )
    )
    rows = tuple(
        (str(group.theme.label), str(one.field.label), value_words(one), one.source, one.fact.on.isoformat())
        for group in facts
        for one in group.told
    )
    columns = (
        Column(_("Theme"), "lead"),
        Column(_("Fact")),
        Column(_("What is known")),
        Column(_("Source")),
        Column(_("Day"), "whole"),
    )
    return Sheet(
        title=person.name,
        subtitle=_("Person's sheet"),
        number=household.number,
        classification=_("Internal; file after use"),
        sections=(
            Section(_("Who"), who),
            Section(_("Facts"), Table(columns, rows, empty=_("Nothing recorded yet."))),
        ),
        signatures=(_("Responsible person"), _("The person or guardian (read, correct)"), _("Date")),
        qr=person.pk.hex,
        qr_words=_("Code of this sheet"),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def foot(household: Household, by: Post) -> str:
    """Who issued a paper and who printed it, when."""
    words = {"unit": by.unit.label, "day": date_format(today(), "DATE_FORMAT"), "name": by.name}
    return _("%(unit)s, printed on %(day)s by %(name)s") % words


def day_words(value: PartialDate | date | None) -> str:
    """A day, or that it is not known."""
    return value.isoformat() if value else _("to be confirmed")


def _born(person: Person) -> str:
    if person.birth is None:
        return _("to be confirmed")
    return (
        f"{person.birth.isoformat()}（{person.age}）" if person.age is not None else person.birth.isoformat()
    )


def value_words(one: Told) -> str:
    """A fact's value as it may be shown."""
    return yuan(one.money) if one.is_money else one.value


def _named(one: Told) -> str:
    """A fact in a narrow cell: a sum says what it is, other values say it by themselves."""
    return f"{one.field.label} {value_words(one)}" if one.is_money else value_words(one)


def _officer_section(officer: FallenOfficer) -> Section:
    person = officer.person
    document = "，".join(text for text in (officer.determined_document, officer.determined_body) if text)
    pairs = (
        Pair(_("Name"), f"{person.name}，{person.get_sex_display()}，{day_words(person.birth)}"),
        Pair(_("Post held"), "　".join(text for text in (officer.unit_text, officer.post_text) if text)),
        Pair(_("Died on"), day_words(person.died_on)),
        Pair(_("How it happened"), masked_text(officer.death_cause)),
        Pair(_("Determination"), officer.get_determination_display()),
        Pair(_("Deciding document"), masked_text(document) or _("to be confirmed")),
    )
    return Section(
        _("Officer who died on duty"),
        KeyValues(pairs),
        note=_("Source: %(source)s") % {"source": officer.source_words},
    )


SHOWN = (
    (Theme.INCOME,),
    (Theme.ELDER_CARE, Theme.MEDICAL, Theme.UPBRINGING, Theme.SCHOOLING),
)


def _members_section(members: list[Member]) -> Section:
    columns = (
        Column(_("Name"), "lead"), Column(_("Relation")), Column(_("Birth date (age)"), "whole"),
        Column(_("Identity number"), "whole"), Column(_("Income")),
        Column(_("Old age, health, upbringing, school")),
    )  # fmt: skip
    rows = tuple(
        (
            member.person.name,
            member.kin_words + (_(", head") if member.is_head else ""),
            _born(member.person),
            member.person.masked_number,
            *(
                "；".join(_named(one) for one in member.facts if one.field.theme in themes)
                for themes in SHOWN
            ),
        )
        for member in members
    )
    note = _("%(count)d people, a file each") % {"count": len(members)}
    return Section(_("Family members"), Table(columns, rows, empty=_("No member recorded yet.")), note=note)
