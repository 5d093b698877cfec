from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "anxin.ground.journal"
    label = "journal"
