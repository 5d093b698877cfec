"""Planning something for a date that lies years ahead."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.calendar import DutyDay
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, lines


def code_of(one: DutyDay) -> str:
    """A date's own name, in ids and codes only: it may stand in an address."""
    return ".".join("" if part is None else str(part) for part in one.key)


class TakeUpForm(FormOfChoices):
    """Which date, what is planned for it, and when."""

    as_needed: tuple[str, ...] = ("on",)

    date = forms.ChoiceField(label=_("Date ahead"))
    words = forms.CharField(
        label=_("What is planned"),
        widget=lines(3),
        help_text=_("A visit, a talk with the school, papers to be brought: one sentence."),
    )
    on = DayField(label=_("Planned for"))

    def __init__(
        self,
        dates: Iterable[DutyDay],
        names: dict[uuid.UUID | None, str],
        words: dict[str, str],
        data: QueryDict | None = None,
        chosen: str = "",
    ) -> None:
        super().__init__(data, initial={"date": chosen})
        self.dates = {code_of(one): one for one in dates}
        field: Any = self.fields["date"]
        field.choices = [
            (code, gettext("%(day)s　%(who)s: %(what)s") % {
                "day": one.day, "who": names.get(one.person, ""), "what": words[code]
            })
            for code, one in self.dates.items()
        ]  # fmt: skip

    @property
    def chosen(self) -> DutyDay:
        """The date that was chosen."""
        return self.dates[self.cleaned_data["date"]]
