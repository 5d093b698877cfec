"""What an auditor asks of the journal. Nothing here is a word of a person: codes, days, numbers of cards."""

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
from anxin.ground.units.fields import UnitChoiceField
from anxin.ground.units.models import Unit

from .reading import Asked

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = forms.ModelChoiceField

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
OTHER = "other"  # acts of no kind of work
MOST_CARDS = 5000  # of one breach question
RESULTS = (("done", _("carried out")), ("refused", _("refused")))


class PostChoice(OnePost):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.unit.label}　{obj.name}　{obj.title}"


class JournalFilter(forms.Form):
    """Days, kind of work and one act of it, result, unit, person (by the post), number of a card. The acts of
    a kind of work stand there once it is chosen: two hundred in one list are not to be found."""

    since = DayField(label=_("From day"), required=False)
    until = DayField(label=_("To day"), required=False)
    room = forms.ChoiceField(label=_("Kind of work"), required=False)
    act = forms.ChoiceField(label=_("Act"), required=False)
    result = forms.ChoiceField(label=_("How it ended"), required=False, choices=[("", _("all")), *RESULTS])
    unit = UnitChoiceField(None, label=_("Unit"), required=False, empty_label=_("all"))
    post = PostChoice(None, label=_("Which person"), required=False, empty_label=_("all"))
    card = forms.CharField(label=_("Number of a card"), required=False, max_length=40)

    def __init__(self, by: Post, data: QueryDict | None = None) -> None:
        first = {"since": today() - timedelta(days=DAYS - 1), "until": today()}
        super().__init__(_of_one_room(data), initial=first)
        lo, hi = by.bounds
        units = Unit.objects.filter(path__gte=lo, path__lt=hi)
        posts = Post.objects.filter(unit__in=units).select_related("unit").order_by("unit__path", "name")
        acts = _acts()
        here = acts.get(self.data.get("room", ""), [])
        rooms = [(room, ROOMS.get(room, _("other"))) for room in acts]
        self.fields["room"].choices = [("", _("all")), *rooms]  # type: ignore[attr-defined]  # a choice field
        self.fields["act"].choices = [("", _("all")), *here]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = _with_posts(units, posts)  # type: ignore[attr-defined]
        self.fields["post"].queryset = posts  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What was asked; the last week where no days were named or something was mistyped."""
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        until = said.get("until") or today()
        since = said.get("since") or until - timedelta(days=DAYS - 1)
        names = ("unit", "act", "result", "post", "card")
        acts = [code for code, _words in _acts().get(said.get("room", ""), [])]
        return Asked(since, until, acts=acts, **{name: said[name] for name in names if said.get(name)})


def _with_posts(units: QuerySet[Unit], posts: QuerySet[Post]) -> QuerySet[Unit]:
    """Units in which somebody holds a post: a county has thousands of others that never act."""
    return units.filter(pk__in=posts.order_by().values("unit")).order_by("path")


def _room_of(act: str) -> str:
    room = act.partition(".")[0]
    return room if room in ROOMS else OTHER


def _of_one_room(data: QueryDict | None) -> QueryDict | None:
    """What was sent, with the act and its kind of work in agreement: an act by itself names its kind, and of
    another kind no act stays chosen."""
    if data is None or not data.get("act"):
        return data
    data, room = data.copy(), _room_of(str(data["act"]))
    if not data.get("room"):
        data["room"] = room
    elif data["room"] != room:
        data["act"] = ""
    return data


def _acts() -> dict[str, list[tuple[str, str]]]:
    """Every act in words, by kind of work in the order of the doors; what belongs to none comes last."""
    of_room: dict[str, list[tuple[str, str]]] = {room: [] for room in (*ROOMS, OTHER)}
    for words, code in sorted((words_of(code), code) for code in told()):
        of_room[_room_of(code)].append((code, words))
    return {room: acts for room, acts in of_room.items() if acts}


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
