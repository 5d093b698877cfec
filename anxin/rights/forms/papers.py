"""Appraising a record, and what people judge in an impact assessment."""

from django import forms
from django.utils.translation import gettext_lazy as _

from anxin.care.forms.fields import lines
from anxin.ground.ui.fields import DayField
from anxin.rights.actions.assessments import Judged
from anxin.rights.models import Appraisal


class AppraisalForm(forms.Form):
    """What becomes of a record whose period has run out."""

    decision = forms.ChoiceField(
        label=_("What was decided"), choices=Appraisal.Decision.choices, widget=forms.RadioSelect
    )
    until = DayField(label=_("Kept until"), required=False, help_text=_("Only where it is kept longer."))
    why = forms.CharField(label=_("Why"), max_length=1000, widget=lines(2))


class AssessmentForm(forms.Form):
    """The four texts that no machine can write."""

    necessity = forms.CharField(
        label=_("Lawful, legitimate, necessary?"), max_length=4000, widget=lines(4),
        help_text=_("Whether purpose and way of handling are lawful, legitimate and necessary (PIPL 56)."),
    )  # fmt: skip
    impact = forms.CharField(
        label=_("What it means for the families"), max_length=4000, widget=lines(4),
        help_text=_("Effects on their rights and interests, and what could go wrong for them."),
    )  # fmt: skip
    risks = forms.CharField(
        label=_("Risks that remain"), max_length=4000, widget=lines(4),
        help_text=_("Whether the measures in place are lawful, effective and fit for the risk."),
    )  # fmt: skip
    conclusion = forms.CharField(label=_("Conclusion and next steps"), max_length=4000, widget=lines(3))

    def judged(self) -> Judged:
        """What was filled in, as the act takes it."""
        return Judged(**self.cleaned_data)
