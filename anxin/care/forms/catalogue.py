"""Contacts of departments, and the standing catalogue that the departments agree on."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.care.actions import Agreed
from anxin.care.models import CatalogueEntry, DepartmentContact
from anxin.families.dictionary import THEMES
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.days.clock import today
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Unit

from .fields import FormOfChoices, PostField, ask, lines
from .joint import GuestsField


class ContactForm(forms.Form):
    """Who is the contact of a department; in which post he signs in, if he has one."""

    name = forms.CharField(label=_("Name of the contact"), max_length=50)
    phone = forms.CharField(label=_("Office telephone"), max_length=40, required=False)
    post = PostField(
        None,
        label=_("Signs in as"),
        required=False,
        empty_label=_("has no account: signs on paper, the county enters it; requests come by one-time link"),
    )

    def __init__(self, desk: Unit, held: DepartmentContact | None, data: QueryDict | None = None) -> None:
        initial = {"name": held.name, "phone": held.phone, "post": held.post_id} if held else {}
        super().__init__(data, initial=initial)
        posts = Post.objects.current().filter(unit=desk, role=Role.DESK).exclude(account=None)
        self.fields["post"].queryset = posts.select_related("unit")  # type: ignore[attr-defined]  # of rows


class EntryForm(forms.Form):
    """What an entry of the catalogue says, and who signs it."""

    desk: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(None, label=_("Department that does it"))
    theme = forms.ChoiceField(
        label=_("Theme"), choices=[(theme.value, words) for theme, words in THEMES.items()]
    )
    title = forms.CharField(label=_("Name of the measure"), max_length=80)
    text = forms.CharField(
        label=_("What is done, for whom, how much"), widget=lines(4), help_text=_("As agreed, word by word.")
    )
    ground = forms.CharField(label=_("Legal ground"), widget=lines(2))
    signers = GuestsField(None, label=_("Who signs besides"), required=False)

    def __init__(
        self, desks: QuerySet[Unit], after: CatalogueEntry | None = None, data: QueryDict | None = None
    ) -> None:
        names = ("theme", "title", "text", "ground")
        initial = {name: getattr(after, name) for name in names} | {"desk": after.desk_id} if after else {}
        super().__init__(data, initial=initial)
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]  # a choice of rows
        self.fields["signers"].queryset = desks  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """The entry as ``write_entry`` takes it."""
        given = self.cleaned_data
        names = ("desk", "theme", "title", "text", "ground")
        return {"said": Agreed(**{name: given[name] for name in names}), "signers": given["signers"]}


class SignatureForm(forms.Form):
    """Which department's contact signed, on which day."""

    desk: "forms.ModelChoiceField[Unit]" = forms.ModelChoiceField(None, label=_("Department that signed"))
    on = DayField(label=_("Day of signing"))

    def __init__(self, entry: CatalogueEntry, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"on": today()})
        open_ones = entry.signatures.filter(signed_on=None).values("desk")
        self.fields["desk"].queryset = Unit.objects.filter(pk__in=open_ones)  # type: ignore[attr-defined]


PUT_OUT, IN_FORCE, WITHDRAW, END = "put_out", "in_force", "withdraw", "end"
WORDS = {
    PUT_OUT: _("Put it out for signing"),
    IN_FORCE: _("Bring it into force"),
    WITHDRAW: _("Withdraw it"),
    END: _("Let it end today"),
}


def _steps(entry: CatalogueEntry) -> tuple[str, ...]:
    if entry.state == CatalogueEntry.State.DRAFT:
        return (WITHDRAW, PUT_OUT)
    if entry.state == CatalogueEntry.State.SIGNING:
        return (WITHDRAW, IN_FORCE)
    return (END,) if entry.holds else ()


class EntryNextForm(FormOfChoices):
    """The next step of an entry."""

    as_needed: tuple[str, ...] = ("since", "reason")

    what = forms.ChoiceField(label=_("The next step"), widget=forms.RadioSelect)
    since = DayField(label=_("In force from"))
    reason = forms.CharField(
        label=_("Why"), widget=lines(2), help_text=_("Only to withdraw it or let it end.")
    )

    def __init__(self, entry: CatalogueEntry, data: QueryDict | None = None) -> None:
        steps = _steps(entry)
        super().__init__(data, initial={"what": steps[-1] if steps else "", "since": today()})
        self.fields["what"].choices = [(code, WORDS[code]) for code in steps]  # type: ignore[attr-defined]
        if IN_FORCE not in steps:
            del self.fields["since"]
        self.as_needed = tuple(name for name in self.as_needed if name in self.fields)

    @property
    def has_steps(self) -> bool:
        """Is there anything left to do with it?"""
        return bool(self.fields["what"].choices)  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> None:
        what = self.cleaned_data.get("what")
        if what == IN_FORCE:
            ask(self, "since")
        if what in (WITHDRAW, END):
            ask(self, "reason", _("Say why: whoever reads this later must understand it."))
