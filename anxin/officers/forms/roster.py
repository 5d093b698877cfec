"""Entering officers, where they stand, and the personnel ledger."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.families.identity import BadNumber, parse_citizen_number
from anxin.families.models.people import Sex
from anxin.ground.access.models import Account, Post
from anxin.ground.access.rights import Role
from anxin.ground.ui.fields import DayField, PartialDayField, PhoneField
from anxin.ground.ui.templatetags.ui import partial
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit
from anxin.officers.actions import NEW, OfficerFacts
from anxin.officers.ledger import Place
from anxin.officers.models import Ground, Leaving, Officer
from anxin.officers.queries import Asked

MIB = 2**20


class UnitForm(forms.Form):
    """A form with the unit it is about: one within the scope of the post."""

    unit = UnitChoiceField(label=_("Unit"), queryset=Unit.objects.none(), empty_label=None)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice, (lo, hi) = self.fields["unit"], post.bounds
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Unit.objects.filter(path__gte=lo, path__lt=hi).order_by("path")
        self.initial.setdefault("unit", post.scope_root_id)


class RosterForm(UnitForm):
    """A personnel ledger and the unit it is about."""

    file = forms.FileField(
        label=_("Personnel ledger"),
        error_messages={"required": _("Choose the workbook first.")},
        help_text=_("The department's own Excel or WPS workbook (.xlsx, .xls, .ods, .csv), as it is."),
    )
    field_order = ("file", "unit")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = _("Rows that name no unit of their own belong to this one.")

    def clean_file(self) -> "UploadedFile[bytes]":
        """A file that is too large is refused before anything of it is copied or read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = settings.LIMITS["upload"]["file_mb"]
        if (file.size or 0) > most * MIB:
            raise forms.ValidationError(
                _("The file is larger than %(limit_mb)s MB. Part it into several files."),
                params={"limit_mb": most}, code="too_large",
            )  # fmt: skip
        return file


class SamePersonForm(forms.Form):
    """Whom lines of a personnel ledger speak of: one choice for each line that asks."""

    def __init__(self, asked: Sequence[Asked], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.asked = {f"row_{one.row}_{n}": one for n, one in enumerate(asked)}
        for name, one in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=_("The same person?"), required=False, initial=one.answer, choices=_whom(one),
                widget=forms.Select({"class": "input"}),
            )  # fmt: skip

    @property
    def lines(self) -> Iterator[tuple[Asked, list[str], forms.BoundField]]:
        """Each question: the row, who is on record, and its box."""
        for name, one in self.asked.items():
            yield one, [told_apart(officer) for officer in one.officers], self[name]

    def answers(self) -> dict[Place, str]:
        """What was said; "" is left open."""
        return {(one.sheet, one.row): self.cleaned_data[name] for name, one in self.asked.items()}


def _whom(one: Asked) -> list[tuple[str, "str | Promise"]]:
    """What may be answered; of several who are likely each is told apart."""
    same = [(str(officer.pk), told_apart(officer)) for officer in one.officers]
    if len(same) == 1:
        same = [(same[0][0], gettext("the same person"))]
    open_, other = _("not decided: the row stays out"), _("somebody else of this name: a new record")
    return [("", open_), *same, (NEW, other)]


def told_apart(officer: Officer) -> str:
    """An officer as far as telling namesakes apart needs it: unit, post, birth, number, whether gone."""
    left = str(officer.get_left_why_display()) if officer.left_on else ""
    told = (officer.unit.label, officer.post_text, partial(officer.born), officer.masked_number, left)
    return "　".join(filter(None, told))


class OfficerForm(UnitForm):
    """What is entered about an officer by hand."""

    name = forms.CharField(label=_("Name"), max_length=50)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices)
    born = PartialDayField(label=_("Born"), required=False)
    id_number = forms.CharField(label=_("Identity number"), required=False, max_length=18)
    phone = PhoneField(label=_("Telephone"), required=False, max_length=30)
    post_text = forms.CharField(label=_("Post"), required=False, max_length=120)
    began_work = PartialDayField(
        label=_("Began work"), required=False,
        help_text=_("Year and month at least: from it leave is reckoned."),
    )  # fmt: skip
    field_order = ("name", "unit", "post_text", "sex", "born", "began_work", "id_number", "phone")

    def __init__(self, *args: Any, officer: Officer | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer
        if officer is not None:
            self.fields["id_number"].help_text = _("Leave empty to keep the number that is on record.")
            names = ("unit", "name", "sex", "born", "phone", "post_text", "began_work")
            self.initial.update({name: getattr(officer, name) for name in names})

    def clean_id_number(self) -> str:
        text: str = self.cleaned_data["id_number"]
        if not text:
            return self.officer.id_number if self.officer else ""
        try:
            return parse_citizen_number(text).number
        except BadNumber as bad:
            raise forms.ValidationError(
                _("This identity number is not right. Compare it with the card, sign by sign.")
            ) from bad

    def clean_began_work(self) -> object:
        began = self.cleaned_data["began_work"]
        if began is not None and began.month is None:
            raise forms.ValidationError(_("The year alone is not enough to reckon with."))
        born = self.cleaned_data.get("born")  # read before it: see field_order
        if began is not None and born is not None and began.first() <= born.first():
            raise forms.ValidationError(_("Work begins after the birth. Check both days."))
        return began

    def told(self) -> dict[str, Any]:
        """What was entered, as the acts take it; a month alone is reckoned from its first day."""
        said = {name: self.cleaned_data[name] for name in ("name", "sex", "born", "id_number", "phone")}
        began = self.cleaned_data["began_work"]
        by_month = self._by_month(began)
        facts = OfficerFacts(
            **said, post_text=self.cleaned_data["post_text"],
            began_work=began.first() if began else None, began_by_month=by_month,
        )  # fmt: skip
        return {"unit": self.cleaned_data["unit"], "facts": facts}

    def _by_month(self, began: Any) -> bool:
        """An unchanged first of the month stays what it was: a month."""
        kept = self.officer
        if kept and kept.began_by_month and began and began.day and kept.began_work == began.first():
            return True
        return bool(began and began.day is None)


class AboutForm(forms.Form):
    """What is asked about one officer."""

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer


class FrontForm(AboutForm):
    """Where an officer stands at the front, and since when."""

    ground = forms.ChoiceField(label=_("Kind of frontline post"), choices=Ground.choices)
    place_text = forms.CharField(label=_("Where"), required=False, max_length=120)
    since = DayField(label=pgettext_lazy("front", "First day there"))


class EndForm(AboutForm):
    """From when on an officer is at the front no more."""

    until = DayField(label=_("First day elsewhere"))


class LeavingForm(AboutForm):
    """Why and from when on somebody is no longer an officer of the unit."""

    why = forms.ChoiceField(
        label=_("Why"), choices=[one for one in Leaving.choices if one[0] != Leaving.DIED]
    )
    on = DayField(label=_("First day no longer there"))


class AccountForm(AboutForm):
    """Which account the officer signs in with."""

    account = forms.ModelChoiceField(
        label=_("Account"), queryset=Account.objects.none(), required=False, empty_label=_("no account"),
        help_text=_("Accounts with a post of a frontline officer in the same unit."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = self.officer
        choice = self.fields["account"]
        assert isinstance(choice, forms.ModelChoiceField)
        posts = Post.objects.current().filter(role=Role.OFFICER, unit=officer.unit).exclude(account=None)
        names = dict(posts.values_list("account", "name"))
        choice.queryset = Account.objects.filter(pk__in=names)
        choice.label_from_instance = lambda one: names[one.pk]  # type: ignore[method-assign, assignment]  # a login is no name
        self.initial.setdefault("account", officer.account_id)


class CallForm(forms.Form):
    """Whom to call if something happens to oneself."""

    name = forms.CharField(
        label=_("Whom to call"), max_length=50, help_text=_("Name, and what that person is to you.")
    )
    phone = PhoneField(label=_("Telephone"), max_length=30)
