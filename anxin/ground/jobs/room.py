"""What each room (duty) does at start-up: it fills the registries of fields, figures, events, screens."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule

REGISTERS = ("personal", "figures", "subscribers", "screens")


class Room(AppConfig):
    """An app whose modules ``personal`` (its fields), ``figures``, ``subscribers`` and ``screens`` (menu
    entries, parts of the card) are imported once at start-up, if it has them."""

    default = False  # this base, imported into every apps.py, is nobody's app

    def __init_subclass__(cls) -> None:
        """Each real room is the one app of its apps.py; else Django would fall back to a plain one."""
        cls.default = True

    def ready(self) -> None:
        for name in REGISTERS:
            if self.module is not None and module_has_submodule(self.module, name):
                import_module(f"{self.name}.{name}")
