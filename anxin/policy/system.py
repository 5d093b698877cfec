"""The tax-benefit system: entities, parameters and variables together."""

from functools import cache
from pathlib import Path
from typing import Any

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from anxin.policy.entities import Family, Person
from anxin.policy.variables import VARIABLES

PARAMETERS = Path(__file__).parent / "parameters"


class CountryTaxBenefitSystem(TaxBenefitSystem):  # type: ignore[misc]  # OpenFisca's classes carry no types
    """The rules of this package; the name is the one that OpenFisca's own tools look for."""

    def __init__(self, parameters: Any = None) -> None:
        """With `parameters` given, they stand instead of those of the package (see packs.systems)."""
        super().__init__([Person, Family])
        if parameters is None:
            self.load_parameters(str(PARAMETERS))
        else:
            self.parameters = parameters
        self.add_variables(*VARIABLES)


@cache
def system() -> CountryTaxBenefitSystem:
    """The one instance. It is never changed: a reform works on a clone."""
    return CountryTaxBenefitSystem()
