from django.apps import AppConfig


class OutsideConfig(AppConfig):
    name = "anxin.ground.access.signin.outside"
    label = "access_outside"
