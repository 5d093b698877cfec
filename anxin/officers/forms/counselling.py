"""Naming counsellors, offering and taking hours, notes, and the passphrase of a key."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import Hours
from anxin.officers.models import Counsellor, KeyRecovery

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
    OneCounsellor = forms.ModelChoiceField[Counsellor]
    OneRecovery = forms.ModelChoiceField[KeyRecovery]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = OneCounsellor = OneRecovery = forms.ModelChoiceField


class DeskField(OnePost):
    """One post of a desk: whose, and where."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        return f"{post.unit.label}　{post.name}"


class NameCounsellorForm(forms.Form):
    """Who offers counselling, and for whom."""

    post = DeskField(
        label=_("Counsellor"),
        queryset=Post.objects.none(),
        help_text=_("A post of a desk within your scope. The same person holds no post in personnel work."),
    )
    unit = UnitChoiceField(
        label=_("For the people of"),
        queryset=Unit.objects.none(),
        help_text=_("This unit and all below it see the hours and may book them."),
    )

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"unit": by.scope_root_id})
        units = Unit.objects.under(by.scope_root.path)
        desks = Post.objects.current().filter(role=Role.DESK, unit__in=units).exclude(account=None)
        free = desks.exclude(pk__in=Counsellor.objects.filter(until=None).values("post"))
        self.fields["post"].queryset = free.select_related("unit").order_by("unit__path", "name")  # type: ignore[attr-defined]
        regions = units.filter(kind="region").order_by("path")
        self.fields["unit"].queryset = regions  # type: ignore[attr-defined]


class OfferForm(forms.Form):
    """Hours in a row on one day."""

    on = DayField(label=_("On which day"))
    at = forms.TimeField(label=_("Begins at"), input_formats=["%H:%M"], help_text=_("As 14:30"))
    count = forms.IntegerField(label=_("How many hours in a row"), min_value=1, initial=3)
    minutes = forms.ChoiceField(
        label=_("Minutes each"),
        choices=[(minutes, str(minutes)) for minutes in (30, 45, 50, 60, 90)],
        initial=50,
    )
    place = forms.CharField(
        label=_("Where, or how"),
        max_length=80,
        help_text=_("A room that one reaches unseen, or the telephone."),
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today() + timedelta(1)})
        self.fields["count"].max_value = settings.LIMITS["mind"]["slots_at_once"]  # type: ignore[attr-defined]

    def hours(self) -> Hours:
        """The hours, as the act wants them."""
        given = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(given["on"], given["at"]))
        return Hours(starts_at, given["count"], int(given["minutes"]), given["place"])

    def clean_count(self) -> int:
        """No more hours in one go than limits.toml says."""
        most, count = settings.LIMITS["mind"]["slots_at_once"], int(self.cleaned_data["count"])
        if count > most:
            raise forms.ValidationError(_("At most %(most)s hours in one go.") % {"most": most})
        return count


class NumberForm(forms.Form):
    """The number that was given when the hour was taken."""

    number = forms.CharField(
        label=_("Your number"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class NoteForm(forms.Form):
    """One note after an hour."""

    words = forms.CharField(
        label=_("What you note"),
        max_length=4000,
        widget=forms.Textarea({"rows": 6, "autocomplete": "off"}),
        help_text=_("Sealed as soon as it is saved; only your passphrase opens it. It is never changed."),
    )


def _passphrase(label: Any, **more: Any) -> forms.CharField:
    """A box for a passphrase, which no browser offers to keep."""
    return forms.CharField(
        label=label, max_length=200, strip=False, widget=forms.PasswordInput({"autocomplete": "off"}), **more
    )


class OpenForm(forms.Form):
    """The passphrase, to open one's key for a while."""

    passphrase = _passphrase(_("Passphrase"))


class NewPassphraseForm(forms.Form):
    """A passphrase chosen, twice."""

    passphrase = _passphrase(
        _("New passphrase"),
    )
    again = _passphrase(_("The same once more"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passphrase"].help_text = _(
            "At least %(n)s characters: four or five words that only you put together. It is stored nowhere"
            " and cannot be reset."
        ) % {"n": settings.LIMITS["mind"]["passphrase_min"]}

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        given = super().clean() or {}
        if given.get("passphrase") != given.get("again"):
            self.add_error("again", _("This is not the same passphrase."))
        return given


class LostForm(NewPassphraseForm):
    """The old passphrase is lost for good, and what it opened with it."""

    sure = forms.BooleanField(label=_("I know that what I noted until now stays shut, for me too"))


class RecoverForm(NewPassphraseForm):
    """The code a colleague told in person, and a new passphrase."""

    code = forms.CharField(label=_("Code from your colleague"), max_length=40)
    field_order = ("code", "passphrase", "again")


class ColleagueField(OneCounsellor):
    """One counsellor: whose, and where."""

    def label_from_instance(self, obj: Any) -> str:
        return str(cast(Counsellor, obj))


class EntrustForm(forms.Form):
    """The colleague who could let one in again."""

    colleague = ColleagueField(label=_("Which colleague"), queryset=Counsellor.objects.none())

    def __init__(self, among: Any, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["colleague"].queryset = among  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why an hour that is booked is taken back."""

    why = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Whoever asks by the number reads this.")
    )
