from django.apps import AppConfig


class DaysConfig(AppConfig):
    name = "anxin.ground.days"
    label = "days"
