"""The base of every row about one officer."""

from django.db import models

from anxin.ground.database.models import Scoped


class OfOfficer(Scoped):
    """A row about one officer. (officer, path) is tied to the officer's own pair in the database (SamePath),
    so that nobody can hang a row on an officer whom he cannot see, and a transfer takes the rows along."""

    officer = models.ForeignKey("officers.Officer", models.CASCADE, related_name="+")

    class Meta:
        abstract = True
