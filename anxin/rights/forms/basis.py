"""Recording the basis, that the family was told, consents and their withdrawal."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.forms.fields import PersonField, lines
from anxin.families.models import Person
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.rights.actions.basis import Given
from anxin.rights.models import BASES, Consent, NoticeGiven


class BasisForm(forms.Form):
    """On what basis, by which document, since when."""

    basis = forms.ChoiceField(label=_("Legal basis"), choices=BASES.choices, widget=forms.RadioSelect)
    document = forms.CharField(
        label=_("Document"), max_length=200,
        help_text=_("For example: the notice of 12 April 2017, or the family's signed agreement."),
    )  # fmt: skip
    since = DayField(label=_("Valid since"), initial=today)


class NoticeForm(forms.Form):
    """When and how the family was told, and who was told."""

    on = DayField(label=_("Told on"), initial=today)
    way = forms.ChoiceField(label=_("How"), choices=NoticeGiven.Way.choices)
    told = forms.CharField(label=_("Who was told"), max_length=120)


class ConsentForm(forms.Form):
    """One separate consent."""

    purpose = forms.ChoiceField(label=_("What for"), choices=Consent.Purpose.choices)
    wording = forms.CharField(
        label=_("What exactly was agreed to"), max_length=1000, widget=lines(3),
        help_text=_("One matter a consent. Say to whom and how long, where it matters."),
    )  # fmt: skip
    person = PersonField(None, label=_("About whom"), required=False, empty_label=_("the whole family"))
    giver = forms.ChoiceField(label=_("Who agrees"), choices=Consent.Giver.choices, widget=forms.RadioSelect)
    given_by = forms.CharField(label=_("Name of the one who agrees"), max_length=50)
    since = DayField(label=_("Valid since"), initial=today)
    until = DayField(label=_("Until"), required=False)
    paper = forms.CharField(label=_("Where the signed paper lies"), max_length=120, required=False)

    def __init__(self, people: QuerySet[Person], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a choice of rows

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end lies before the beginning."))

    def given(self) -> Given:
        """What was filled in, as the act takes it."""
        return Given(**{name: value for name, value in self.cleaned_data.items() if name != "person"})


class WithdrawalForm(forms.Form):
    """The day from which a consent no longer holds."""

    on = DayField(label=_("Withdrawn on"), initial=today)
