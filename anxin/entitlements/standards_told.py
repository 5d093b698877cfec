"""Standards and what they changed, in words: the same on preview, list and page."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from anxin.families.dictionary import FIELDS
from anxin.families.models import FallenOfficer, Household, Person
from anxin.families.models.officers import Determination
from anxin.ground.jobs.refusals import Refused
from anxin.ground.ui.templatetags.ui import yuan
from anxin.ground.units.models import Unit
from anxin.policy.packs.catalogue import SETTABLES, Settable
from anxin.policy.packs.reading import NATIONAL, Pack, PackError, PackValue

from . import words
from .comparing import Difference
from .models import Change, LoadedPack
from .previewing import Preview, Rhythm
from .regions import region_of
from .telling import Ground


@dataclass(frozen=True)
class Value:
    """One value of a pack: what it is, from when, how much, by which document."""

    name: str
    start: str
    told: str
    ground: Ground


@dataclass(frozen=True)
class Shown:
    """A pack in words."""

    pack: Pack
    region: str
    values: list[Value]
    grounds: list[Ground]

    @classmethod
    def of(cls, pack: Pack) -> "Shown":
        """In the reader's language."""
        grounds = {one.code: Ground(one) for one in pack.citations}
        values = [_value(value, grounds[value.citation]) for value in pack.values]
        return cls(pack, place(pack.region), values, list(grounds.values()))


@dataclass(frozen=True)
class Current:
    """One pack of the list: the version in force and its documents."""

    loaded: LoadedPack
    shown: Shown


def current() -> list[Current]:
    """The packs in force, the nation's first."""
    found = LoadedPack.objects.in_force().select_related("loaded_by__unit", "recalculation")
    return [
        Current(one, Shown.of(one.read))
        for one in sorted(found, key=lambda one: (not one.is_national, one.region, one.pack))
    ]


def place(region: str) -> str:
    """The name of a region's unit, or its code where none of the tree bears it."""
    if region == NATIONAL:
        return _("the whole country")
    short = region.removesuffix("0000").removesuffix("00")
    unit = Unit.objects.filter(region_code__in={region, short}).order_by("path").first()
    return _("%(place)s (%(code)s)") % {"place": unit.label, "code": region} if unit else region


def region_words(unit: Unit) -> str:
    """The place for which a post speaks; "" where its units bear no code."""
    code = region_of(unit)
    return place(code) if code else ""


def _value(value: PackValue, ground: Ground) -> Value:
    settable = SETTABLES[value.name]
    name = settable.en if get_language() == "en" else settable.zh
    start = str(value.start.year) if settable.by == "year" else value.start.isoformat()
    return Value(name, start, _told(settable, value.told), ground)


def _told(settable: Settable, told: int | str) -> str:
    if settable.kind == "money":
        return _("%(sum)s yuan") % {"sum": yuan(int(told))}
    if settable.kind == "per_mille":
        return f"{int(told) / 10:g}%"
    if settable.kind == "flag":
        return pgettext("standard", "yes") if told else pgettext("standard", "no")
    return _(", ").join(str(CODES.get(one) or STUDIES.get(one) or one) for one in str(told).split("+"))


CODES: dict[str, Promise] = {
    "amount": _lazy("a sum of its own"),
    "dibao": _lazy("the urban minimum living allowance"),
    "refused": _lazy("nothing is paid"),
    "deducted": _lazy("it is taken off"),
    "month_after": _lazy("the month after"),
    "month_of_death": _lazy("the month of the death"),
    "at_death": _lazy("as on the day of death"),
    "rolling": _lazy("as they stand in each month"),
    "pro_rata": _lazy("all in proportion"),
    "unsettled": _lazy("not settled"),
    "birthday": _lazy("on the birthday"),
    "day_after": _lazy("on the day after it"),
    "basic_pay": pgettext_lazy("standard", "basic pay"),
    "wage": pgettext_lazy("standard", "whole wage"),
}

STUDIES: dict[str, Promise] = dict(FIELDS["study"].choices)


@dataclass(frozen=True)
class Row:
    """One line that differs: whose, what, before, after, and how much more or less."""

    household: uuid.UUID
    number: str
    officer: str
    person: str
    rule: str
    category: str
    old: str
    new: str
    difference: str


@dataclass(frozen=True)
class Family:
    """The rows of one family, one after the other."""

    household: uuid.UUID
    number: str
    officers: str
    rows: list[Row]


def touched(found: Sequence[Difference]) -> list[Family]:
    """The families of a preview with what would differ; the names are asked for once."""
    officers = _names(FallenOfficer, "person__name", {one.one.officer for one in found})
    people = _names(Person, "name", {one.one.person for one in found if one.one.person})
    numbers = _names(Household, "number", {one.one.household for one in found})
    rows = [
        _row(
            one.one.household, numbers.get(one.one.household, ""), officers.get(one.one.officer, ""),
            people.get(one.one.person, "") if one.one.person else "", one.one, one.old_fen, one.new_fen,
        )
        for one in found
    ]  # fmt: skip
    return _by_family(rows)


def changed_lines(changes: Iterable[Change]) -> list[Family]:
    """The families that a loaded pack changed."""
    rows = [
        _row(
            one.household_id, one.household.number, one.officer.person.name,
            one.person.name if one.person else "", one, one.old_fen, one.new_fen,
        )
        for one in changes
    ]  # fmt: skip
    return _by_family(rows)


def _names(model: type[Model], column: str, keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = model._default_manager.filter(pk__among=list(keys)).order_by()
    return dict(rows.values_list("pk", column))


def _row(
    household: uuid.UUID,
    number: str,
    officer: str,
    person: str,
    line: object,
    old: int | None,
    new: int | None,
) -> Row:
    rule, category, period = (str(getattr(line, name)) for name in ("rule", "category", "period"))
    told = [
        _in(period, yuan(fen)) if fen is not None else pgettext("sum", "to be determined")
        for fen in (old, new)
    ]
    more = new - old if old is not None and new is not None else None
    return Row(
        household, number, officer, person, str(words.RULES[rule]),
        str(Determination(category).label) if category else "", told[0], told[1],
        "" if more is None else _in(period, f"{'+' if more > 0 else ''}{yuan(more)}"),
    )  # fmt: skip


def _in(period: str, told: str) -> str:
    """A sum with how often it is paid; one that is paid once stands alone."""
    if period == "once":
        return told
    return _("%(sum)s %(period)s") % {"sum": told, "period": words.PERIODS[period]}


def totals(preview: Preview) -> list[str]:
    """What a pack changes, a sentence for each rhythm; what was to be determined is counted, never 0."""
    return [
        said
        for period in words.PERIODS
        if period in preview.rhythms
        for said in _total(str(words.PERIODS[period]), preview.rhythms[period])
    ]


def _total(period: str, one: Rhythm) -> Iterator[str]:
    facts = {
        "period": period, "old": yuan(one.old_fen), "new": yuan(one.new_fen), "n": one.found,
        "sum": yuan(one.found_fen), "lost": one.lost,
    }  # fmt: skip
    if one.old_fen or one.new_fen:
        yield _("Paid %(period)s: %(old)s yuan before, %(new)s yuan after.") % facts
    if one.found:
        told = ngettext(
            "Paid %(period)s: %(n)s sum was to be determined and now comes to %(sum)s yuan.",
            "Paid %(period)s: %(n)s sums were to be determined and now come to %(sum)s yuan.",
            one.found,
        )
        yield told % facts
    if one.lost:
        yield _("Paid %(period)s: %(lost)s to be determined from then on.") % facts


@dataclass(frozen=True)
class Fault:
    """Why a file cannot be loaded: where, what, how to mend it; of an unknown name all there are."""

    told: str
    where: str = ""
    near: Sequence[Settable] = ()
    names: Sequence[Settable] = ()


def fault_of(refused: Refused) -> Fault:
    """A refusal in words that somebody can act on: the place in the reader's language, the catalogue once."""
    wrong = refused.__cause__
    if not isinstance(wrong, PackError):
        return Fault(str(refused))
    language = "en" if get_language() == "en" else "zh"
    if wrong.code != "unknown_key" or not wrong.path.startswith("values."):
        return Fault(f"{wrong.what(language)} {wrong.mend(language)}", _where(wrong.path))
    near = get_close_matches(wrong.path.removeprefix("values."), SETTABLES, 3)
    return Fault(
        wrong.what(language), _where(wrong.path), [SETTABLES[one] for one in near], list(SETTABLES.values())
    )


def _where(path: str) -> str:
    line = re.fullmatch(r"line (\d+)(?:: (.+))?", path)
    if line:
        told = _("line %(n)s") % {"n": line[1]}
        return f"{told} {line[2]}" if line[2] else told
    return _("the whole file") if path == "pack" else path


def _by_family(rows: Iterable[Row]) -> list[Family]:
    families = []
    for household, same in groupby(rows, lambda row: row.household):
        found = list(same)
        families.append(
            Family(household, found[0].number, "、".join(dict.fromkeys(row.officer for row in found)), found)
        )
    return families
