from importlib import import_module

from anxin.ground.jobs.room import Room

# What each track registers at start-up: its personal fields, figures, doors and words (a line a track).
TRACKS: tuple[str, ...] = (
    "screens_roster",
    "personal_leave",
    "figures_leave",
    "screens_leave",
    "personal_mind",
    "screens_mind",
    "figures_mind",
    "closing",
    "personal_help",
    "figures_help",
    "screens_help",
    "personal_bridge",
    "screens_bridge",
)


class OfficersConfig(Room):
    name = "anxin.officers"
    label = "officers"

    def ready(self) -> None:
        super().ready()
        for module in TRACKS:
            import_module(f"{self.name}.{module}")
