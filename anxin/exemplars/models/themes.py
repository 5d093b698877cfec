"""The four qualities that the notice asks to learn (second paragraph)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """In the order and, in Chinese, in the words of the notice."""

    LOYALTY = "loyalty", _("loyalty and conviction")
    PEOPLE = "people", _("the people at heart")
    DUTY = "duty", _("taking responsibility")
    CLEAN = "clean", _("clean hands")
