"""The forms of the office directory: accounts, posts, delegations, units."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.directory import colleagues_of, units_of
from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Domain, Kind, Level, Unit

SAME_NAME = 5  # units of one name told by their codes
OWN_NAMES = [("zh-hans", "中文"), ("en", "English")]  # each language in its own words

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = forms.ModelChoiceField


class UnitField(forms.CharField):
    """One unit of the place that a post looks after, by its code or its whole name."""

    def __init__(self, *, by: Post, **kwargs: Any) -> None:
        self.within = units_of(by)
        help_text = _("Code or whole name, as the list of units shows it.")
        super().__init__(**{"max_length": 120, "help_text": help_text, **kwargs})

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        named = self.within.filter(name=text).select_related("parent")
        found = list(self.within.filter(code=text)) or list(named[:SAME_NAME])
        if not found:
            raise ValidationError(_("There is no such unit in your place: look it up in the list of units."))
        if len(found) > 1:
            several = _("Several units have this name: write the code. %(which)s")
            raise ValidationError(several, params={"which": _told_apart(found)})
        return found[0]


def _told_apart(units: list[Unit]) -> str:
    """Units of one name by their codes and the units they belong to."""
    return "、".join(gettext("%(code)s (%(above)s)") % {"code": u.code, "above": u.above} for u in units)


class AccountForm(forms.Form):
    """A new account."""

    login = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}\Z",
        label=_("Login"),
        strip=True,
        help_text=_("Small letters, digits, full stop, hyphen; at least three."),
        error_messages={"invalid": _("Use small letters, digits, full stop and hyphen, at least three.")},
    )
    person_number = forms.CharField(
        label=_("Identity number of the holder"),
        required=False,
        max_length=30,
        help_text=_(
            "Not stored. Only a keyed hash stays, by which the house sees that two accounts are one person."
        ),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, by: Post, data: QueryDict | None = None, unit: Unit | None = None) -> None:
        super().__init__(data, initial={"home": unit.code if unit else ""})
        self.fields["home"] = UnitField(by=by, label=_("Unit"))
        self.fields["language"] = forms.ChoiceField(label=_("Language of the pages"), choices=OWN_NAMES)
        self.order_fields(["login", "home", "person_number", "language"])

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if Account.objects.filter(login=login).exists():
            raise ValidationError(_("This login is taken: choose another."))
        return login


class PostForm(forms.Form):
    """A post: what somebody is there to do, and where."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    name = forms.CharField(label=_("Name on the contact card"), max_length=50)
    title = forms.CharField(label=_("Title on the contact card"), max_length=80, required=False)
    phone = forms.CharField(label=_("Office telephone"), max_length=30, required=False)
    since = DayField(label=_("First day"), required=False)
    until = DayField(
        label=_("Until"), required=False, help_text=_("The first day after the post; empty for no end.")
    )

    reason = forms.CharField(
        label=_("Reason for the second person"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("A post above the county takes two people: somebody else must agree before it is given."),
    )

    def __init__(self, by: Post, data: QueryDict | None = None, unit: Unit | None = None) -> None:
        super().__init__(data, initial={"unit": unit.code if unit else "", "since": today()})
        self.fields["unit"] = UnitField(by=by, label=_("Unit"))
        self.fields["scope_root"] = UnitField(
            by=by,
            label=_("Works for"),
            required=False,
            help_text=_(
                "The unit whose subtree the post sees. Empty: its own unit, or for an organisation"
                " department the region it belongs to."
            ),
        )
        self.order_fields(
            ["unit", "role", "scope_root", "name", "title", "phone", "since", "until", "reason"]
        )


class EndPostForm(forms.Form):
    """The day from which a post is closed."""

    on = DayField(label=_("Closed from"), help_text=_("The first day on which the post is no longer held."))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})


class WhyForm(forms.Form):
    """Why something is done that cannot be undone."""

    why = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Kept encrypted with the account, for whoever asks later."),
    )


class ColleagueField(OnePost):
    """One colleague of the same office, by name and title."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        return f"{post.name}　{post.title}".rstrip("　")


class DelegationForm(forms.Form):
    """To whom, from when to when, and why a post is handed on."""

    to = ColleagueField(None, label=_("Colleague"))
    since = DayField(label=_("First day"))
    until = DayField(label=_("To the end of"))
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("Such as leave, training, a journey on duty.")
    )

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"since": today()})
        others = colleagues_of(by)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]  # a choice of rows
        if not others:
            self.fields["to"].help_text = gettext("Nobody else holds a post in your office today.")
        days = settings.LIMITS["access"]["delegation_days"]
        self.fields["until"].help_text = gettext("At most %(n)d days; it ends by itself.") % {"n": days}


class UnitForm(forms.Form):
    """A new unit of the tree."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    code = forms.RegexField(
        r"^[0-9A-Za-z-]{2,40}\Z",
        label=_("Unit code"),
        error_messages={"invalid": _("Digits, letters, hyphen.")},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    level = forms.TypedChoiceField(label=_("Level"), choices=Level.choices, coerce=int)
    domain = forms.ChoiceField(
        label=_("Field of service"), choices=[("", _("none")), *Domain.choices], required=False
    )

    def __init__(self, by: Post, data: QueryDict | None = None, unit: Unit | None = None) -> None:
        super().__init__(data, initial={"parent": unit.code if unit else "", "level": Level.TOWNSHIP})
        self.fields["parent"] = UnitField(by=by, label=_("Belongs to"))
        self.order_fields(["parent", "name", "name_en", "code", "kind", "level", "domain"])

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Unit.objects.filter(code=code).exists():
            raise ValidationError(_("This code is taken: choose another."))
        return code
