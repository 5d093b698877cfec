from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "anxin.ground.database"
    label = "database"
