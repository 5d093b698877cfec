"""Planning a visit, a festival's round, the cycle of a unit, and what to mind on a visit."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anxin.care.actions import Intervals, Planned, Why
from anxin.care.models import FESTIVALS, Occasion, VisitNote, VisitPlan
from anxin.care.queries.plans import RoundLine
from anxin.families.models import Source
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField

from .fields import FormOfChoices, PostsField, ask, lines

MOVE, CANCEL = "move", "cancel"
ANYWAY: dict[str, Any] = {
    "label": _("On a quiet day all the same: the family wants it"),
    "required": False,
    "help_text": _("Only where the day is an anniversary or Qingming; say why in your words above."),
}
PLAIN = [(one.value, one.label) for one in Occasion if one not in FESTIVALS]


class PlanForm(forms.Form):
    """One planned visit: the day, who goes, for what."""

    on = DayField(label=_("On which day"))
    visitors = PostsField(None, label=_("Who goes"))
    occasion = forms.ChoiceField(label=_("What for"), choices=PLAIN, initial=Occasion.CYCLE)
    why = forms.CharField(label=_("In a few words"), required=False, max_length=200, widget=lines(2))
    anyway = forms.BooleanField(**ANYWAY)

    def __init__(
        self, posts: QuerySet[Post], usual: Sequence[Post], data: QueryDict | None = None, **initial: object
    ) -> None:
        super().__init__(data, initial={"visitors": [one.pk for one in usual], **initial})
        self.fields["visitors"].queryset = posts  # type: ignore[attr-defined]  # a choice of rows

    def why_planned(self) -> Why:
        """The occasion, as the act wants it."""
        given = self.cleaned_data
        return Why(given["occasion"], words=given["why"], anyway=given["anyway"])


class ReplanForm(FormOfChoices):
    """Another day or other people, or not at all; the reason either way."""

    as_needed: tuple[str, ...] = ("on", "visitors")

    what = forms.ChoiceField(
        label=_("What changes"),
        widget=forms.RadioSelect,
        choices=[(MOVE, _("Another day or other people")), (CANCEL, _("The visit is given up"))],
        initial=MOVE,
    )
    on = DayField(label=_("On which day"))
    visitors = PostsField(None, label=_("Who goes"))
    why = forms.CharField(label=_("Why"), widget=lines(2))
    anyway = forms.BooleanField(**ANYWAY)

    def __init__(self, plan: VisitPlan, posts: QuerySet[Post], data: QueryDict | None = None) -> None:
        going = [one.post_id for one in plan.visitors.all()]
        super().__init__(data, initial={"on": max(plan.on, today()), "visitors": going, "what": MOVE})
        self.fields["visitors"].queryset = posts  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.cleaned_data.get("what") == MOVE:
            ask(self, "on", _("Give the new day."))
            if not self.cleaned_data.get("visitors"):
                self.add_error("visitors", _("Say who goes: at least one person."))


class LineForm(forms.Form):
    """One family of a festival's round: its day and who goes; left empty, nothing is planned for it."""

    on = DayField(label=_("On which day"), required=False)
    going = forms.MultipleChoiceField(
        label=_("Who goes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    also = forms.ChoiceField(label=_("and who else"), required=False)

    def __init__(self, line: RoundLine, others: Sequence[Post], data: QueryDict | None = None) -> None:
        going = line.going
        usual = list({one.pk: one for one in [*line.people, *going]}.values())
        initial = {"on": line.plan.on, "going": [str(one.pk) for one in going]} if line.plan else {}
        super().__init__(data, prefix=line.household.pk.hex, initial=initial)
        self.line, self.posts = line, {str(one.pk): one for one in [*usual, *others]}
        known = {one.pk for one in usual}
        picks: dict[str, Any] = {
            "going": [(str(one.pk), one.name) for one in usual],
            "also": [("", "—"), *((str(one.pk), _named(one)) for one in others if one.pk not in known)],
        }
        for name in ("on", "also"):
            self.fields[name].widget.attrs["class"] = "input"
        for name, choices in picks.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> None:
        given = self.cleaned_data
        chosen = bool(given.get("going") or given.get("also"))
        if given.get("on") and not chosen:
            raise ValidationError(_("Say who goes: at least one person."))
        if self.line.plan is not None and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("To give a planned visit up, open it and say why."))

    @property
    def planned(self) -> Planned | None:
        """The line as the act wants it; None where nothing is planned."""
        given = self.cleaned_data
        if not given["on"]:
            return None
        keys = dict.fromkeys([*given["going"], *filter(None, [given["also"]])])
        return Planned(self.line.household, given["on"], [self.posts[key] for key in keys])


def _named(post: Post) -> str:
    return f"{post.name}　{post.title}" if post.title else post.name


class RoundForm(forms.Form):
    """What a page of the planner asks besides its lines."""

    reason = forms.CharField(
        label=_("Why planned visits change"),
        required=False,
        max_length=200,
        help_text=_("Needed where a visit that is planned already changes, or where the day is a quiet day."),
    )


class CycleForm(forms.Form):
    """How often the families of a unit are visited; every interval may be left empty."""

    months = forms.IntegerField(label=_("Every family, at least every so many months"))
    leader_months = forms.IntegerField(label=_("The contact leader in person, every so many months"))
    first_year_months = forms.IntegerField(label=_("In the first year after the death, every so many months"))
    alone_months = forms.IntegerField(
        label=_("Where children under 18 or only people of 60 and over live, every so many months")
    )
    festivals = forms.MultipleChoiceField(
        label=_("Festivals before which every family is visited"),
        required=False,
        choices=[(one.value, one.label) for one in FESTIVALS],
        widget=forms.CheckboxSelectMultiple,
    )

    NUMBERS = ("months", "leader_months", "first_year_months", "alone_months")

    def __init__(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial)
        for name in self.NUMBERS:
            self.fields[name].required = False
            self.fields[name].widget.attrs |= {"min": 1, "max": 24}

    def every(self) -> Intervals:
        """The intervals, as the act wants them."""
        return Intervals(**{name: self.cleaned_data[name] for name in self.NUMBERS})


class NoteForm(forms.Form):
    """What to do or not to do on a visit, and who says so."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("note", "Do it, or do not"),
        choices=VisitNote.Kind.choices,
        initial=VisitNote.Kind.AVOID,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("What to mind"), max_length=200, widget=lines(2))
    source = forms.ChoiceField(label=_("Who says so"), choices=Source.choices, initial=Source.FAMILY)
