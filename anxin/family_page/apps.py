"""The room as the house has it, and as the door's process has it: the same tables, none of the screens."""

from django.apps import AppConfig

from anxin.ground.jobs.room import Room


class FamilyPageConfig(Room):
    name = "anxin.family_page"
    label = "family_page"


class DoorConfig(AppConfig):
    """At the door: no registries, since what fills them stands on the register."""

    default = False
    name = "anxin.family_page"
    label = "family_page"
