from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "anxin.ground.figures"
    label = "figures"
