"""Forms of the cascade: which levels to chase, which paper receipts to enter."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ChaseForm(forms.Form):
    """Which levels are chased; all that have somebody to chase, unless some are taken out."""

    level = forms.TypedMultipleChoiceField(
        label=_("Levels to chase"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, waiting: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = waiting  # type: ignore[attr-defined]  # a field of choices
        self.fields["level"].initial = [level for level, _words in waiting]


class ReceiptsForm(forms.Form):
    """The units whose paper receipts lie on the table."""

    delivery = forms.TypedMultipleChoiceField(
        coerce=uuid.UUID, error_messages={"required": _("Tick the units whose receipts you have.")}
    )

    def __init__(self, *args: Any, among: Iterable[uuid.UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery"].choices = [(one, "") for one in among]  # type: ignore[attr-defined]
