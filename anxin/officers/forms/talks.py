"""A talk in three sentences, an occasion that asks for one, a rule, and how a promise ended."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Unit
from anxin.officers.actions import Promised, Sentences, Times
from anxin.officers.models import ReadBy, TalkOccasion, TalkPromise

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = forms.ModelChoiceField


class TalkerField(OnePost):
    """One post: whose, and where."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        return f"{post.unit.label}　{post.name}"


def _sentence(label: Any, **more: Any) -> forms.CharField:
    box = forms.Textarea({"rows": 2})
    return forms.CharField(label=label, required=False, max_length=500, widget=box, **more)


class TalkForm(forms.Form):
    """After a talk: the day, three sentences, who may read them, and a promise if one was made."""

    on = DayField(label=_("Day of the talk"))
    news = forms.CharField(label=_("How things are"), max_length=500, widget=forms.Textarea({"rows": 2}))
    said = _sentence(_("What the officer said"))
    promised = _sentence(_("What was promised"))
    read_by = forms.ChoiceField(
        label=_("Who may read this"),
        choices=ReadBy.choices,
        initial=ReadBy.TALKER,
        widget=forms.RadioSelect,
        help_text=_("Ask the officer. The day of the talk is seen by whoever answers for talks in any case."),
    )
    step = _sentence(_("Promise to be kept"), help_text=_("It stands on the list of whoever keeps it."))
    doer = TalkerField(label=_("Who keeps it"), queryset=Post.objects.none(), required=False)
    due = DayField(label=_("To be kept by"), required=False)

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today(), "doer": by.pk})
        self.fields["doer"].queryset = talkers(by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A promise has its day."""
        given = super().clean() or {}
        if given.get("step") and not given.get("due"):
            self.add_error("due", _("Say by when the promise is kept."))
        return given

    def sentences(self) -> Sentences:
        """The three sentences."""
        return Sentences(**{name: self.cleaned_data[name] for name in ("news", "said", "promised")})

    def promises(self, by: Post) -> list[Promised]:
        """The promise, if one was made; left open, whoever talked keeps it."""
        given = self.cleaned_data
        if not given["step"]:
            return []
        return [Promised(given["step"], given["doer"] or by, given["due"])]


def talkers(by: Post) -> Any:
    """The posts within the scope of a post that may hold talks."""
    units = Unit.objects.under(by.scope_root.path)
    rows = Post.objects.current().filter(role__in=[Role.CLERK, Role.LEADER], unit__in=units)
    return rows.select_related("unit").order_by("unit__path", "name", "id")


class OccasionForm(forms.Form):
    """What happened, and when; no details: they are for the talk."""

    kind = forms.ChoiceField(label=_("What kind of occasion"), choices=TalkOccasion.Kind.choices)
    on = DayField(label=_("When it happened"))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class TalkRuleForm(forms.Form):
    """Who talks with the officers of a unit, and how often."""

    talker = TalkerField(label=_("Who talks with them"), queryset=Post.objects.none())
    deputy = TalkerField(
        label=_("Deputy for these talks"), queryset=Post.objects.none(), required=False,
        empty_label=_("nobody"),
        help_text=_("A talk that the deputy holds counts in the other's place. Anybody else's does not."),
    )  # fmt: skip
    months = forms.IntegerField(label=_("At least every so many months"), min_value=1, max_value=24)
    occasion_days = forms.IntegerField(
        label=_("Within so many days of an illness, an accident, a bereavement or a transfer"),
        min_value=1,
        max_value=60,
    )

    def __init__(
        self, by: Post, data: QueryDict | None = None, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        for name in ("talker", "deputy"):
            self.fields[name].queryset = talkers(by)  # type: ignore[attr-defined]

    def times(self) -> Times:
        """The numbers of the rule."""
        return Times(self.cleaned_data["months"], self.cleaned_data["occasion_days"])


class TalkPromiseForm(forms.Form):
    """How a promise ended."""

    to = forms.ChoiceField(
        label=_("What became of it"),
        choices=[one for one in TalkPromise.State.choices if one[0] != TalkPromise.State.OPEN],
        initial=TalkPromise.State.KEPT,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In words for the officer"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed where it cannot be done."),
    )
