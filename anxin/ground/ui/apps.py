from django.apps import AppConfig


class UiConfig(AppConfig):
    """Base page, parts, pictures: one look for every page."""

    name = "anxin.ground.ui"
    label = "ui"
