"""The paper twin of the form of a visit: the same questions, the same numbers, and a code that reopens it."""

import re
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.forms.models import ModelChoiceField
from django.urls import reverse
from django.utils.translation import get_language, gettext

from anxin.families.models import Household
from anxin.ground.paper.blank import Blank, Question, blank_pdf

from .forms import VisitForm
from .forms.visits import NUMBERS
from .queries import family_title

NUMBER = re.compile(r"^\d+\D\s*")  # as the labels carry it on the screen
NOT_ASKED = ("plan",)  # which plan it was is found by its day
WRITTEN = ("doer", "doer2")  # one name each: written on a line; the list of who went stands above already


def blank_visit_form(household: Household, form: VisitForm) -> bytes:
    """One sheet of A4. The day of the visit is asked first: that day counts, whenever it is entered."""
    address = reverse("care:visit_new", kwargs={"card": household.pk})
    return blank_pdf(
        Blank(
            title=gettext("Form of a visit"),
            about=family_title(household),
            opening=gettext(
                "The numbers are those of the form on the screen. Enter it later with the day of the visit."
            ),
            questions=questions(form),
            signatures=(gettext("Filled in by"), gettext("Entered on")),
            qr=f"{settings.BASE_URL.rstrip('/')}{address}",
            qr_words=gettext("opens the form"),
            foot=gettext("No identity number, no address on this sheet. Destroy it once it is entered."),
            language="zh" if (get_language() or "").startswith("zh") else "en",
        )
    )


def questions(form: VisitForm) -> tuple[Question, ...]:
    """The questions of the form in its order, under its numbers; what belongs to one question has none."""
    return tuple(_question(form[name]) for name in form.fields if name not in NOT_ASKED)


def _question(bound: forms.BoundField) -> Question:
    number = str(NUMBERS.get(bound.name, ""))
    words = NUMBER.sub("", str(bound.label)) if number else str(bound.label)
    if bound.name in WRITTEN:
        return Question(number, words, lines=1)
    if isinstance(bound.field, forms.BooleanField):
        return Question(number, "", boxes=(words,))
    return Question(number, words, str(bound.help_text), _boxes(bound.field), _lines(bound.field))


def _boxes(field: forms.Field) -> tuple[str, ...]:
    if isinstance(field, ModelChoiceField | forms.ChoiceField):
        choices = cast(Iterable[tuple[Any, Any]], field.choices)  # the stubs name what may be given, not read
        return tuple(str(words) for value, words in choices if value)
    return ()


def _lines(field: forms.Field) -> int:
    if isinstance(field, ModelChoiceField | forms.ChoiceField):
        return 0
    rows = getattr(field.widget, "attrs", {}).get("rows")
    return int(rows) if rows else 1
