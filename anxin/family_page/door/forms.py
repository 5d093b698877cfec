"""What is typed at the door."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.family_page.passes import DIGITS
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import REQUIRED, DayField, YuanField

ACCEPT, RETURN, DONE, FORWARD = "accept", "return", "done", "forward"
CHOICES = [(ACCEPT, _("Accept")), (DONE, _("Done, with the result")), (RETURN, _("Return it"))]
NEEDED = {ACCEPT: ("expected_on", "handler"), RETURN: ("reason",), DONE: ("answer",)}


def box(rows: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea({"rows": rows, "maxlength": "2000"})


class CodeForm(forms.Form):
    """The code that came another way: eight digits, with or without gaps."""

    WRONG = _("This is not the code. After five wrong codes the link ends.")

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "size": "12"}),
    )

    def clean_code(self) -> str:
        digits = "".join(
            one for one in unicodedata.normalize("NFKC", self.cleaned_data["code"]) if one.isdigit()
        )
        if len(digits) != DIGITS:
            raise ValidationError(_("The code has eight digits."), code="length")
        return digits


class AnswerForm(forms.Form):
    """Accept, return, or done; below each choice only what it needs."""

    use_required_attribute = False  # a browser cannot know which of them are needed

    what = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect, choices=CHOICES)
    expected_on = DayField(label=_("Done by which day"))
    handler = forms.CharField(label=_("Who deals with it, and the telephone"), max_length=120)
    reason = forms.CharField(label=_("Why it is returned"), widget=box(3))
    answer = forms.CharField(label=_("Result"), widget=box(3))
    amount_fen = YuanField(label=_("Sum in yuan"), required=False)
    benefit_from = DayField(label=_("Benefit from"), required=False)
    benefit_until = DayField(label=_("Benefit until"), required=False)

    def __init__(self, data: QueryDict | None = None, *, accepted: bool, **initial: Any) -> None:
        super().__init__(data, initial={"what": "" if accepted else ACCEPT, **initial})
        if accepted:
            self.fields["what"].choices = CHOICES[1:]  # type: ignore[attr-defined]  # a choice field

    def full_clean(self) -> None:
        """Which boxes must be filled is said by the choice above them (``clean``)."""
        names = [name for needed in NEEDED.values() for name in needed]
        for name in names:
            self.fields[name].required = False
        super().full_clean()
        for name in names:
            self.fields[name].required = True

    @property
    def picks(self) -> dict[str, Any]:
        """The radios by their code, so that the page can put fields under each."""
        return {option.data["value"]: option for option in self["what"]}

    def clean(self) -> None:
        given = self.cleaned_data
        for name in NEEDED.get(str(given.get("what")), ()):
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, ValidationError(REQUIRED, code="required"))
        start, end = given.get("benefit_from"), given.get("benefit_until")
        if start and end and end < start:
            self.add_error("benefit_until", _("The benefit ends before it begins."))
        if given.get("what") == ACCEPT and (day := given.get("expected_on")) and day < today():
            self.add_error("expected_on", _("The day lies in the past."))

    def said(self) -> dict[str, Any]:
        """What goes to the house: only what belongs to the choice."""
        also = ("amount_fen", "benefit_from", "benefit_until") if self.cleaned_data["what"] == DONE else ()
        return {name: self.cleaned_data[name] for name in (*NEEDED[self.cleaned_data["what"]], *also)}


class ForwardForm(forms.Form):
    """Not ours: to which department it belongs, and why."""

    use_required_attribute = False

    desk = forms.ChoiceField(label=_("Which department it belongs to"))
    reason = forms.CharField(label=_("Why"), widget=box(2))

    def __init__(self, desks: list[list[str]], data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="forward")
        self.fields["desk"].choices = [("", "—"), *map(tuple, desks)]  # type: ignore[attr-defined]  # a choice field
