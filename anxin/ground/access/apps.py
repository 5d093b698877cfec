from anxin.ground.jobs.room import Room


class AccessConfig(Room):
    name = "anxin.ground.access"
    label = "access"

    def ready(self) -> None:
        super().ready()
        from anxin.ground.database.rotation import sealed_inside  # noqa: PLC0415  # models exist only now

        from .noting import connect  # noqa: PLC0415
        from .signin.adapters import PLACE  # noqa: PLC0415

        connect()
        # The secret of an app's codes, the seed of recovery codes; a passkey holds nothing secret.
        sealed_inside("mfa_authenticator", "data", ("secret", "seed"), kind="bigint", place=PLACE)
