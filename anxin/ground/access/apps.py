from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "anxin.ground.access"
    label = "access"
