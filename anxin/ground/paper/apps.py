from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "anxin.ground.paper"
    label = "paper"
