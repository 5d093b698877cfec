"""Choosing one officer by typing: name, pinyin initials, unit; of several who answer one is picked."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.ui.templatetags.ui import partial
from anxin.officers.models import Officer, OfficerQuerySet
from anxin.officers.queries import MOST, answering


def officer_box(label: Any) -> forms.CharField:
    """The box in which an officer's name is typed."""
    return forms.CharField(
        label=label, max_length=120, widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Name or pinyin initials (like zmy); add the unit where several have the name."),
    )  # fmt: skip


def typed_as(officer: Officer) -> str:
    """What one would type for this officer."""
    return f"{officer.name} {officer.unit.name}"


class OfficerPick(forms.Form):
    """A form that is about one officer, typed into its box ``officer``. Only a whole name that one officer
    has is taken at its word; else ``which`` stands beside it, to choose who is meant."""

    which = forms.ChoiceField(label=_("Who is meant"), widget=forms.RadioSelect, required=False)

    def answer_among(self, officers: OfficerQuerySet) -> None:
        """Look up what was typed among these officers; called once the form has its data."""
        typed = self.data.get(self.add_prefix("officer"), "")
        self.found = list(answering(officers, typed)[: MOST + 1])
        if 0 < len(self.found) <= MOST and not self._is_sure(typed):
            self.fields["which"].choices = [(str(one.pk), _apart(one)) for one in self.found]  # type: ignore[attr-defined]
        else:
            del self.fields["which"]

    def _is_sure(self, typed: str) -> bool:
        return len(self.found) == 1 and self.found[0].name in typed

    @property
    def offered(self) -> list[Officer]:
        """The officers whom the page shows to choose among."""
        return self.found if "which" in self.fields else []

    def clean(self) -> dict[str, Any]:
        """The officer that was meant, in place of what was typed."""
        given = super().clean() or {}
        if "officer" not in given:
            return given
        which = given.pop("which", "")
        meant = [one for one in self.found if str(one.pk) == which] if self.offered else self.found
        if len(meant) == 1:
            return given | {"officer": meant[0]}
        self.add_error("which" if self.offered else "officer", self._why_not())
        return given

    def _why_not(self) -> str:
        if self.offered:
            return gettext("Choose who is meant.")
        if self.found:
            words = gettext("More than %(n)d answer to this: type the whole name, or the unit too.")
            return words % {"n": MOST}
        return gettext("Nobody here answers to this. Check the name, or look under “Officers”.")


def _apart(officer: Officer) -> str:
    """One officer, told apart from others who may be meant."""
    unit = officer.unit
    place = f"{unit.above} {unit.label}" if unit.above else unit.label
    return "　".join(filter(None, (officer.name, place, officer.post_text, partial(officer.born))))
