"""What callers state: a variable for every field of Deceased (of the Family: one death) and of Relative
(of the Person), each nullable one with a twin ``_known``. An unset input is not known, never zero."""

from datetime import date
from typing import NamedTuple

import numpy as np
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from anxin.policy.codes import (
    ASSISTANCE,
    CATEGORIES,
    CHANNELS,
    EMPLOYMENTS,
    KINS,
    OTHER_PARENTS,
    SEXES,
    STUDIES,
)
from anxin.policy.entities import ROLES, Family, Person
from anxin.policy.variables.base import Whole, made


class Fact(NamedTuple):
    """One input: the variable, the field of the dataclass, its kind, what it means, its codes."""

    name: str
    field: str
    kind: str  # date, bool, fen, whole, region, code
    label: str
    codes: tuple[str, ...] = ()

    @property
    def twin(self) -> str:
        """The variable that says whether it is known."""
        return self.name.removesuffix("_fen") + "_known"


OF_THE_DEATH = (
    Fact("date_of_death", "death", "date", "Date of death, known to the day"),
    Fact("missing_since", "missing_since", "date", "Day of the event, while missing and not declared dead"),
    Fact("hardship", "hardship", "bool", "The family of the missing officer is in hardship"),
    Fact("category", "category", "code", "Category of the death; with determination_pending, a scenario",
         CATEGORIES),
    Fact("employment", "employment", "code", "Kind of employment at death or retirement", EMPLOYMENTS),
    Fact("channel", "channel", "code", "Channel of payment: pension (抚恤), work injury (工伤), neither",
         CHANNELS),
    Fact("basic_pay_fen", "basic_pay_fen", "fen",
         "Basic pay (or basic retirement pay) of the last month before the death (民发〔2007〕64号 art 2)"),
    Fact("rank_allowance_fen", "rank_allowance_fen", "fen", "Rank allowance of police (警衔津贴)"),
    Fact("insured", "insured", "bool", "The unit had joined work-injury insurance"),
    Fact("insured_wage_fen", "insured_wage_fen", "fen",
         "Average monthly contribution wage of the 12 months before the injury (工伤保险条例 art 64)"),
    Fact("pension_insured", "pension_insured", "bool", "Insured in the pension fund"),
    Fact("wage_fen", "wage_fen", "fen", "Whole monthly wage, the cap of what survivors get together"),
    Fact("region", "region", "region", "GB/T 2260 code of the county whose standards hold"),
    Fact("service_years", "service_years", "whole", "Whole years of work"),
    Fact("contribution_years", "contribution_years", "whole", "Whole years of contributions to the fund"),
    Fact("retired", "retired", "bool", "Drew a pension at death"),
)  # fmt: skip

OF_A_RELATIVE = (
    Fact("kin", "kin", "code", "What this person is to the one who died", KINS),
    Fact("sex", "sex", "code", "Sex", SEXES),
    Fact("birth", "birth", "date", "Day of birth, known to the day"),
    Fact("died_on", "died_on", "date", "Day on which the relative died"),
    Fact("incapable", "incapable", "bool", "Wholly unable to work (完全丧失劳动能力)"),
    Fact("relied", "relied", "bool", "The one who died was the main support"),
    Fact("own_income_fen", "income_fen", "fen", "Own monthly income, 0 for none"),
    Fact("lone", "lone", "bool", "An old person without anybody (孤寡老人) or an orphan (孤儿)"),
    Fact("study", "study", "code", "Where the person is at school", STUDIES),
    Fact("boarding", "boarding", "bool", "Boards at school"),
    Fact("needy", "needy", "bool", "Recognised as in hardship by school or civil affairs"),
    Fact("disabled", "disabled", "bool", "Holds a certificate of severe disability"),
    Fact("other_parent", "other_parent", "code", "How a child's other parent is", OTHER_PARENTS),
    Fact("assistance", "assistance", "code", "How the household stands with social assistance", ASSISTANCE),
    Fact("employees_cover", "employees_cover", "bool", "Has the medical insurance of employees (职工医保)"),
    Fact("own_region", "region", "region", "GB/T 2260 code of where the relative lives"),
    Fact("employed_on", "employed_on", "date", "Day of taking up employment"),
    Fact("enlisted_on", "enlisted_on", "date", "Day of enlisting"),
    Fact("remarried_on", "remarried_on", "date", "Day of remarrying"),
    Fact("adopted_on", "adopted_on", "date", "Day of being adopted by others"),
    Fact("prison_from", "prison", "date", "First day of a prison term"),
    Fact("prison_to", "prison", "date", "Last day of it; not known: it lasts"),
)

ENUMS = {
    fact.name: Enum(fact.name.title().replace("_", ""), [(code, code) for code in fact.codes])
    for fact in (*OF_THE_DEATH, *OF_A_RELATIVE)
    if fact.codes
}
Category, Employment, Channel = ENUMS["category"], ENUMS["employment"], ENUMS["channel"]
Kin, Sex, Study = ENUMS["kin"], ENUMS["sex"], ENUMS["study"]
OtherParent, Assistance = ENUMS["other_parent"], ENUMS["assistance"]

TYPES = {"date": date, "bool": bool, "fen": int, "whole": int, "region": int, "code": Enum}


def _variable(fact, entity):
    more = {"unit": "fen"} if fact.kind == "fen" else {}
    if fact.codes:
        more = {"possible_values": ENUMS[fact.name], "default_value": ENUMS[fact.name].unknown}
    kind = Whole if fact.kind in ("fen", "whole", "region") else Variable
    body = {"value_type": TYPES[fact.kind], "entity": entity, "definition_period": DateUnit.ETERNITY}
    return type(fact.name, (kind,), body | {"label": fact.label, "__doc__": fact.label} | more)


def _twin(fact, entity):
    """Of a code, the twin follows; of anything else it is stated."""
    label = f"Whether {fact.name} is known"
    if not fact.codes:
        body = {"value_type": bool, "entity": entity, "definition_period": DateUnit.ETERNITY}
        return type(fact.twin, (Variable,), body | {"label": label, "__doc__": label})
    return made(fact.twin, entity, bool, label, lambda who, period: who(fact.name, period) != 0)


class assessed_on(Variable):
    value_type = date
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "Day on which the case is assessed: what was published by then counts"


class determination_pending(Variable):
    value_type = bool
    entity = Family
    definition_period = DateUnit.ETERNITY
    label = "The determination is still to come: category is one scenario among several"


class raised_deceased(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Brought the deceased up in the parents' place"


class is_relative(Variable):
    value_type = bool
    entity = Person
    definition_period = DateUnit.ETERNITY
    label = "Not the one who died"

    def formula(person, period):
        return ~person.has_role(Family.DECEASED)


def _kin_of_role(person, period):
    """Where no kin is stated, the role in the family says it; "other" says nothing."""
    kins = np.zeros(person.count, dtype=np.int16)
    for role in ROLES[1:-1]:
        kins[person.has_role(getattr(Family, role.upper()))] = KINS.index(role)
    return Kin.encode(kins)


def _made(fact, entity):
    variable = _variable(fact, entity)
    if fact.name == "kin":
        variable.formula = _kin_of_role
    return variable, _twin(fact, entity)


VARIABLES = (
    *(variable for fact in OF_THE_DEATH for variable in _made(fact, Family)),
    *(variable for fact in OF_A_RELATIVE for variable in _made(fact, Person)),
    assessed_on,
    determination_pending,
    raised_deceased,
    is_relative,
)
