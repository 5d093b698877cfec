"""What a calculation was fed, in words: what is missing, and what was assumed in its place."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anxin.families.models.officers import Channel, Determination
from anxin.ground.ui.templatetags.ui import yuan
from anxin.ground.units.models import Unit

from . import words
from .models import Calculation, Entitlement


@dataclass(frozen=True)
class Input:
    """One input of a calculation; an empty value is missing, an assumed one was not told by anybody."""

    name: str
    value: str
    assumed: bool
    note: str


def inputs(calculation: Calculation, marks: Collection[str]) -> list[Input]:
    """What the rules were fed about the one who died, in words. ``marks``: what the lines assume."""
    told = json.loads(calculation.stated)
    told["assumed"] = {*told["assumed"], *marks}
    given: dict[str, Any] = told["deceased"] | {"as_of": calculation.as_of.isoformat()}
    asked = ((code, str(name)) for code, name in words.INPUTS.items())
    return [
        _told_input(told, given.get(code), code, name)
        for code, name in asked
        if code in given or code not in words.IF_KNOWN
    ]


def _told_input(told: dict[str, Any], value: Any, code: str, name: str) -> Input:
    """An input the register lacks is what was assumed for it, if anything was."""
    meant = [kind for mark, kind in words.ASSUMED.get(code, {}).items() if mark in told["assumed"]]
    value = value if value is not None or not meant else meant[0]
    partial = told["death_told"] if code == "death" and value is None else ""  # known, but not to the day
    return Input(name, _input(code, value), bool(meant), partial)


def _input(code: str, value: Any) -> str:
    if value is None:
        return str(Determination.PENDING.label) if code == "category" else ""
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    if code.endswith("_fen"):
        return yuan(int(value))
    if code == "category":
        return str(Determination(str(value)).label)
    if code == "region":
        place = Unit.objects.filter(region_code=value).order_by("path").first()
        return f"{place.label}（{value}）" if place else str(value)
    if code == "channel":
        return str(Channel(str(value)).label)
    return str(words.EMPLOYMENTS[str(value)]) if code == "employment" else str(value)


def assumptions(lines: Iterable[Entitlement]) -> list[str]:
    """All that was assumed for these lines and what settled the law's open points, in whole sentences, each
    once."""
    lines = list(lines)
    assumed = dict.fromkeys(code for line in lines for code in line.assumptions)
    return [tied(lines, code, str(words.ASSUMPTIONS[code])) for code in assumed] + _settled(lines)


def tied(lines: Iterable[Entitlement], code: str, told: str) -> str:
    """An assumption with the scenarios in which it was made, unless it was made in all of them."""
    pending = [line for line in lines if line.pending]
    made = dict.fromkeys(line.category for line in pending if code in line.assumptions)
    if not made or len(made) == len({line.category for line in pending}):
        return told
    cases = _(", ").join(str(Determination(category).label) for category in made)
    return _("%(rule)s: %(what)s") % {"rule": cases, "what": told}


def _settled(lines: list[Entitlement]) -> list[str]:
    """How open points were settled, with the rule that asked; what several rules asked stands alone."""
    asked: dict[str, set[str]] = {}
    for line in lines:
        for code in line.conventions if "on_application" not in line.gaps else ():
            asked.setdefault(code, set()).add(line.rule)
    return [
        str(words.CONVENTIONS[code])
        if len(rules) > 1
        else _("%(rule)s: %(what)s")
        % {"rule": words.RULES[next(iter(rules))], "what": words.CONVENTIONS[code]}
        for code, rules in asked.items()
    ]
