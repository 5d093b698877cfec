from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "anxin.ground.files"
    label = "files"

    def ready(self) -> None:
        from anxin.ground.database.rotation import also_under  # noqa: PLC0415  # its models exist only now

        from .actions import under  # noqa: PLC0415

        also_under("files", under)
