from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "anxin.ground.files"
    label = "files"

    def ready(self) -> None:
        from anxin.ground.database.rotation import sealed_outside  # noqa: PLC0415  # models exist only now

        from .rotating import KeptFiles  # noqa: PLC0415

        sealed_outside("files", KeptFiles())
