from importlib import import_module

from anxin.ground.jobs.room import Room


class CareConfig(Room):
    name = "anxin.care"
    label = "care"

    def ready(self) -> None:
        super().ready()
        import_module("anxin.care.screens_calendar")
        import_module("anxin.care.figures_visits")
        import_module("anxin.care.screens_visits")
        import_module("anxin.care.screens_family")
        import_module("anxin.care.screens_joint")
        import_module("anxin.care.screens_pictures")
