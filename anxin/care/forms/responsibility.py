"""Naming who is responsible."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.models import ContactLeader, Responsibility, WorkLead
from anxin.care.queries import candidates, leaders, loads, work_lead_candidates
from anxin.ground.access.models import Post
from anxin.ground.access.models.grants import in_a_year
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import PostField, lines
from .passing import LoadedPostField, offer


class ResponsibleForm(forms.Form):
    """The responsible person, the deputy, the contact leader."""

    responsible = LoadedPostField(None, label=_("Responsible person"))
    deputy = LoadedPostField(
        None,
        label=_("Deputy"),
        required=False,
        help_text=_("Steps in at once when the responsible person leaves."),
    )
    until = DayField(
        label=_("They see the family until"),
        required=False,
        help_text=_("A year at most; renewed before it ends."),
    )
    leader = PostField(
        None,
        label=_("Contact leader"),
        required=False,
        help_text=_("The leader who visits and keeps in touch."),
    )
    why = forms.CharField(
        label=_("Why the change"), required=False, widget=lines(2), help_text=_("Read by whoever takes over.")
    )

    def __init__(
        self, by: Post, row: Responsibility, leader: ContactLeader | None, data: QueryDict | None = None
    ) -> None:
        named = not row.unassigned
        initial = {
            "responsible": row.responsible_id if named else None,
            "deputy": row.deputy_id if named else None,
            "leader": leader.post_id if leader else None,
            "until": in_a_year(),
        }
        super().__init__(data, initial=initial)
        self.row = row
        found = loads(by)
        offer(self.fields["responsible"], candidates(by), found)
        offer(self.fields["deputy"], candidates(by), found)
        self.fields["leader"].queryset = leaders(by)  # type: ignore[attr-defined]
        if not named:
            del self.fields["why"]

    def clean_until(self) -> date | None:
        """A day from tomorrow on, a year away at most; empty for that year."""
        until: date | None = self.cleaned_data["until"]
        if until is not None and not today() < until <= in_a_year():
            raise ValidationError(_("Choose a day from tomorrow on, a year away at most."))
        return until

    @property
    def same_people(self) -> bool:
        """Are the responsible person and the deputy those who are named already?"""
        chosen = (self.cleaned_data["responsible"], self.cleaned_data["deputy"])
        return not self.row.unassigned and chosen == (self.row.responsible, self.row.deputy)


class WorkLeadForm(forms.Form):
    """Who is in charge of this work for a unit."""

    post = PostField(None, label=_("Person in charge of this work"))
    deputy = PostField(None, label=_("Deputy"), required=False)

    def __init__(self, by: Post, lead: WorkLead | None, data: QueryDict | None = None) -> None:
        initial = {"post": lead.post_id, "deputy": lead.deputy_id} if lead else {}
        super().__init__(data, initial=initial)
        self.fields["post"].queryset = work_lead_candidates(by)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["deputy"].queryset = work_lead_candidates(by)  # type: ignore[attr-defined]
