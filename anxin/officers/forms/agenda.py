"""The care plan of a unit, the quarterly look at it, and a unit's own rules."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import Item, Rule
from anxin.officers.models import CarePlan, RuleSubject, Subject
from anxin.officers.queries import doers
from anxin.officers.queries.help import Quarter

from .choosing import DoerField, lines

DONE, DROP = "done", "drop"


class PlanForm(forms.Form):
    """Whose plan, for which year."""

    unit = UnitChoiceField(None, label=_("Unit"))
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, units: QuerySet[Unit], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a choice of rows
        year = today().year
        self.fields["year"].choices = [(year, str(year)), (year + 1, str(year + 1))]  # type: ignore[attr-defined]


class ItemForm(forms.Form):
    """One item of a plan."""

    subject = forms.ChoiceField(label=_("Kind of item"), choices=Subject.choices)
    words = forms.CharField(label=_("What is to be done"), widget=lines(2))
    due = DayField(label=_("To be done by"))
    doer = DoerField(None, label=_("Who sees to it"))

    def __init__(self, post: Post, plan: CarePlan, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"doer": post.pk, "due": plan.days[1]})
        self.fields["doer"].queryset = doers(post)  # type: ignore[attr-defined]  # a choice of rows

    def said(self) -> Item:
        """What the item says."""
        return Item(**self.cleaned_data)


class ItemEndForm(forms.Form):
    """An item was carried out, or is given up."""

    what = forms.ChoiceField(
        label=_("How it stands"), widget=forms.RadioSelect, initial=DONE,
        choices=[(DONE, _("done")), (DROP, _("given up"))],
    )  # fmt: skip
    words = forms.CharField(label=_("What came of it"), widget=lines(2))


class LookForm(forms.Form):
    """That the plan was looked at for a quarter."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=int)
    on = DayField(label=_("Looked at on"))
    words = forms.CharField(label=_("What came out of it"), widget=lines(3))

    def __init__(self, quarters: list[Quarter], data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})
        open_ = [one.number for one in quarters if one.begun and one.look is None]
        self.fields["quarter"].choices = [(n, _("quarter %(n)d") % {"n": n}) for n in open_]  # type: ignore[attr-defined]


class RuleForm(forms.Form):
    """A unit's own rule."""

    subject = forms.ChoiceField(label=_("Kind of item"), choices=RuleSubject.choices)
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("Text"), widget=lines(8), help_text=_("The whole text, as it was adopted.")
    )
    approver = forms.CharField(label=_("Approved by"), max_length=80)
    approved_on = DayField(label=_("Approved on"))
    since = DayField(label=_("In force from"))

    def __init__(self, subject: str = "", data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"subject": subject, "approved_on": today(), "since": today()})

    def said(self) -> Rule:
        """What the rule says."""
        return Rule(**self.cleaned_data)
