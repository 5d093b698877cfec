"""Handing families over, days away."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Handover, HandoverItem, Responsibility
from anxin.care.queries import Load, candidates, loads
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import PostField, lines

if TYPE_CHECKING:
    SomeRows = forms.ModelMultipleChoiceField[Responsibility]
else:  # Django's fields take type arguments in django-stubs only
    SomeRows = forms.ModelMultipleChoiceField

AHEAD = [pair for pair in Handover.Why.choices if pair[0] != Handover.Why.LEFT]


class LoadedPostField(PostField):
    """One post with what it has in hand already, for whoever assigns: the order stays that of the tree."""

    loads: Mapping[uuid.UUID, Load] = {}

    def label_from_instance(self, obj: Any) -> str:
        load = self.loads.get(cast(Post, obj).pk)
        words = super().label_from_instance(obj)
        if load is None:
            return words
        told = {"who": words, **vars(load)}
        if load.overdue:
            return (
                gettext("%(who)s (families %(families)d, promises %(promises)d, overdue %(overdue)d)") % told
            )
        return gettext("%(who)s (families %(families)d, promises %(promises)d)") % told


def offer(field: forms.Field, posts: QuerySet[Post], found: Mapping[uuid.UUID, Load]) -> None:
    """Fill a choice of posts with these posts and what they have in hand."""
    chosen = cast(LoadedPostField, field)
    chosen.loads = found
    chosen.queryset = posts


class FamiliesField(SomeRows):
    """Some of the families that somebody is responsible for."""

    widget = forms.CheckboxSelectMultiple
    titles: Mapping[uuid.UUID, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        row = cast(Responsibility, obj)
        return f"{self.titles.get(row.household_id, '')}　{row.household.unit.label}"


class LeavingForm(forms.Form):
    """Whose families go to whom, from which day and why; all of them are ticked at first."""

    why = forms.ChoiceField(label=_("Why"), choices=AHEAD)
    effect_on = DayField(
        label=_("From which day"), help_text=_("Until then, and until all is done, the former person stays.")
    )
    successor = LoadedPostField(None, label=_("Who takes over"))
    deputy = LoadedPostField(
        None, label=_("Deputy"), required=False, help_text=_("Left empty: the present deputy stays.")
    )
    words = forms.CharField(label=_("What whoever takes over must know"), required=False, widget=lines(3))
    families = FamiliesField(None, label=_("Which families"))

    def __init__(
        self,
        by: Post,
        former: Post,
        rows: QuerySet[Responsibility],
        titles: Mapping[uuid.UUID, str],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data, initial={"families": [row.pk for row in rows], "effect_on": today()})
        field = cast(FamiliesField, self.fields["families"])
        field.titles, field.queryset = titles, rows
        found, posts = loads(by), candidates(by).exclude(pk=former.pk)
        offer(self.fields["successor"], posts, found)
        offer(self.fields["deputy"], posts, found)


class PointForm(forms.Form):
    """One point of the checklist, gone through."""

    point = forms.ChoiceField(choices=HandoverItem.Point.choices, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What not to ask again (illness, money, that day; or: nothing)"), widget=lines(3)
    )

    def __init__(self, point: str = "", data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"point": point}, auto_id=f"{point}_%s")
        if point != HandoverItem.Point.KEYS:
            del self.fields["words"]  # one touch is enough


class HandoverToldForm(forms.Form):
    """The word to the family."""

    on = DayField(label=_("When"))
    how = forms.ChoiceField(label=_("How"), choices=Handover.How.choices, widget=forms.RadioSelect)
    told = forms.CharField(label=_("What the family said"), required=False, widget=lines(2))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class CallOffForm(forms.Form):
    """Why a handover is called off."""

    reason = forms.CharField(label=_("Why it is called off"), widget=lines(2))


class AbsenceForm(forms.Form):
    """Who is away, from which day to which."""

    post = PostField(None, label=_("Who is away"), empty_label=None)
    since = DayField(label=_("First day"))
    until = DayField(label=pgettext_lazy("days away", "Last day"))

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"post": by.pk, "since": today(), "until": today()})
        mine = Post.objects.filter(pk=by.pk).select_related("unit")
        arranges = by.may("care.assign") and by.has_subtree
        self.fields["post"].queryset = candidates(by) | mine if arranges else mine  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        since: date | None = self.cleaned_data.get("since")
        if since and until < since:
            raise forms.ValidationError(_("The last day cannot lie before the first."))
        return until
