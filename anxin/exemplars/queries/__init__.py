"""Looking at exemplars and study."""

from .coverage import Row, coverage, total_of
from .year import Interval, UnitYear, unit_year

__all__ = ["Interval", "Row", "UnitYear", "coverage", "total_of", "unit_year"]
