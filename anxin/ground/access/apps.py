from anxin.ground.jobs.room import Room


class AccessConfig(Room):
    name = "anxin.ground.access"
    label = "access"

    def ready(self) -> None:
        super().ready()
        from .noting import connect  # noqa: PLC0415  # its models exist only now

        connect()
