from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "anxin.ground.units"
    label = "units"
