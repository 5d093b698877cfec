"""What an auditor asks of the journal. Nothing here is a word of a person: codes, days, numbers of cards."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.journal.words import told, words_of
from anxin.ground.ui.fields import DayField
from anxin.ground.units.models import Unit

from .reading import Asked

if TYPE_CHECKING:
    OneUnit = forms.ModelChoiceField[Unit]
    OnePost = forms.ModelChoiceField[Post]
else:  # Django's fields take type arguments in django-stubs only
    OneUnit = OnePost = forms.ModelChoiceField

DAYS = 7  # shown at first
# By whose acts the choice is grouped: the first part of a code, in the order of the doors.
ROOMS = {
    "desk": _("To do"), "families": _("Families"), "entitlements": _("Entitlements"), "surveys": _("Ledgers"),
    "care": _("Care and visits"), "officers": _("Officers at their posts"),
    "notices": _("Notices"), "reports": _("Report-back"), "packages": _("Packages between networks"),
    "exemplars": _("Exemplars"), "study": _("Study"), "rights": _("Data rights"), "figures": _("Figures"),
    "door": _("One-time links"), "messages": _("Messages"), "exports": _("Exports"),
    "access": _("Sign-in and access"), "units": _("Units"), "journal": _("Journal"),
}  # fmt: skip
MOST_CARDS = 5000  # of one breach question
RESULTS = (("done", _("carried out")), ("refused", _("refused")))


class PostChoice(OnePost):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.label}　{obj.name}　{obj.title}"


class JournalFilter(forms.Form):
    """Days, unit, act, result, person (by the post), number of a card."""

    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)
    act = forms.ChoiceField(label=_("Act"), required=False)
    result = forms.ChoiceField(label=_("How it ended"), required=False, choices=[("", _("all")), *RESULTS])
    unit = OneUnit(None, label=_("Unit"), required=False, empty_label=_("all"))
    post = PostChoice(None, label=_("Which person"), required=False, empty_label=_("all"))
    card = forms.CharField(label=_("Number of a card"), required=False, max_length=40)

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        first = {"since": today() - timedelta(days=DAYS - 1), "until": today()}
        super().__init__(data, initial=first)
        lo, hi = by.bounds
        units = Unit.objects.filter(path__gte=lo, path__lt=hi)
        posts = Post.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "name")
        self.fields["act"].choices = [("", _("all")), *_acts()]  # type: ignore[attr-defined]  # a choice field
        self.fields["unit"].queryset = _with_posts(units, posts)  # type: ignore[attr-defined]
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was asked; the last week where no days were named or something was mistyped."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        until = said.get("until") or today()
        since = said.get("since") or until - timedelta(days=DAYS - 1)
        names = ("unit", "act", "result", "post", "card")
        return Asked(since, until, **{name: said[name] for name in names if said.get(name)})


def _with_posts(units: QuerySet[Unit], posts: QuerySet[Post]) -> QuerySet[Unit]:
    """Units in which somebody holds a post: a county has thousands of others that never act."""
    return units.filter(pk__in=posts.order_by().values("unit")).order_by("path")


def _acts() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every act in words, room by room: a hundred in one list are not to be found. What a room without a name
    does stands at the end."""
    of_room: dict[str, list[tuple[str, str]]] = {room: [] for room in (*ROOMS, "")}
    for words, code in sorted((words_of(code), code) for code in told()):
        room = code.partition(".")[0]
        of_room[room if room in ROOMS else ""].append((code, words))
    yield from ((str(ROOMS.get(room, _("other"))), acts) for room, acts in of_room.items() if acts)


class BreachForm(forms.Form):
    """Who saw these cards between two days (PIPL 57)."""

    numbers = forms.CharField(
        label=_("Numbers of the cards"), widget=forms.Textarea({"rows": 5}),
        help_text=_("One number a line, as printed on the card."),
    )  # fmt: skip
    since = DayField(label=_("From day"))
    until = DayField(label=_("To day"))

    def clean_numbers(self) -> list[str]:
        """The numbers without blanks, each once."""
        numbers = list(dict.fromkeys(self.cleaned_data["numbers"].split()))
        if len(numbers) > MOST_CARDS:
            raise forms.ValidationError(
                _("Ask for %(most)s cards at most at a time."), params={"most": MOST_CARDS}
            )
        return numbers

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first."))
