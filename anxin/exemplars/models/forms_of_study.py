"""In which forms a unit studies."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    """The forms of one activity."""

    READING = "reading", _("reading together")
    LECTURE = "lecture", _("lecture")
    VISIT = "visit", _("study visit")
    DISCUSSION = "discussion", _("discussion")
    FILM = "film", _("film")
    LESSONS = "lessons", _("drawing lessons")
