from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "anxin.ground.files"
    label = "files"
