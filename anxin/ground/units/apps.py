from importlib import import_module

from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "anxin.ground.units"
    label = "units"

    def ready(self) -> None:
        """The tally of units is known to whoever folds and recounts tallies."""
        import_module(f"{self.name}.numbers")
