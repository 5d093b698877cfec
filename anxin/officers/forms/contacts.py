"""Naming a contact leader, and what a visit to the front left behind."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import AfterVisit

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = forms.ModelChoiceField


class LeaderField(OnePost):
    """A leader's post: unit, name and title."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        parts = {"unit": post.unit.label, "name": post.name, "title": post.title}
        return gettext("%(unit)s: %(name)s, %(title)s") % parts


class LeaderForm(forms.Form):
    """Which leader keeps contact."""

    leader = LeaderField(None, label=_("Contact leader"))

    def __init__(self, leaders: QuerySet[Post], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]  # a choice of rows


class UnitContactForm(LeaderForm):
    """Which leader keeps contact with which frontline unit."""

    unit = UnitChoiceField(
        None,
        label=_("Frontline unit"),
        help_text=_("Units in which an officer stands at the front."),
    )
    field_order = ("unit", "leader")

    def __init__(self, units: QuerySet[Unit], leaders: QuerySet[Post], data: QueryDict | None = None) -> None:
        super().__init__(leaders, data)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ContactVisitForm(forms.Form):
    """One visit in three sentences."""

    on = DayField(label=_("Day of the visit"), initial=today)
    nobody = forms.BooleanField(label=_("Nobody was met"), required=False)
    news = forms.CharField(label=_("What is new"), required=False, max_length=300)
    said = forms.CharField(label=_("What they said"), required=False, max_length=300)
    promised = forms.CharField(label=_("What was promised"), required=False, max_length=300)
    due = DayField(label=_("Done by"), required=False, help_text=_("Only with something promised."))

    def sentences(self) -> AfterVisit:
        """As the act takes them."""
        given = self.cleaned_data
        return AfterVisit(given["news"], given["said"], given["promised"], given["due"])
