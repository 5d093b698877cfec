from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "anxin.ground.jobs"
    label = "jobs"
