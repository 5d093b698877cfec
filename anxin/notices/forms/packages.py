"""Forms of packages: what to pack for whom, which file to open, whose key to take in."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.forms.accounts import UnitField
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.notices.actions.packing import packable, receiptable
from anxin.notices.models import Notice, Report
from anxin.notices.models.packages import PackageKey, Way
from anxin.notices.models.reports import GONE_UP, SETTLED

if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[Any]
else:  # Django's fields take type arguments in django-stubs only
    Choice = forms.ModelChoiceField


class OneNotice(Choice):
    """An issued notice, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.document} {obj.label}".strip()


class OneReport(Choice):
    """A report that was sent up, by its number."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number} {obj.title}"


class OneKey(Choice):
    """An installation by name and fingerprint."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}　{obj.read_out[:9]}"


def _below(by: Post) -> "QuerySet[PackageKey]":
    """The trusted keys of units of the post's area."""
    lo, hi = by.area
    return PackageKey.objects.standing().filter(way=Way.BELOW, unit__path__gte=lo, unit__path__lt=hi)


class OpenForm(forms.Form):
    """The file that was carried here."""

    file = forms.FileField(label=_("Package (.anxin)"))


class PackNoticeForm(forms.Form):
    """Which notice goes to whom."""

    def __init__(self, by: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice"] = OneNotice(packable(by), label=_("Notice"))
        self.fields["key"] = OneKey(_below(by), label=_("For the installation of"))


class PackReportForm(forms.Form):
    """Which report goes up."""

    def __init__(self, by: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Report.objects.readable_by(Reach.of(by)).filter(about=by.scope_root, state__in=GONE_UP)
        self.fields["report"] = OneReport(mine, label=_("Report-back"))
        above = PackageKey.objects.standing().filter(way=Way.ABOVE)
        self.fields["key"] = OneKey(above, label=_("For the installation of"))


class PackReceiptForm(forms.Form):
    """Of which notice that came by package is told how far it has come."""

    def __init__(self, by: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signed = Notice.objects.filter(pk__in=receiptable(by).values("notice"))
        self.fields["notice"] = OneNotice(signed, label=_("Notice that was signed for"))
        above = PackageKey.objects.standing().filter(way=Way.ABOVE)
        self.fields["key"] = OneKey(above, label=_("For the installation of"))


class PackAnswerForm(forms.Form):
    """Which report is answered, and to whom."""

    def __init__(self, by: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settled = Report.objects.readable_by(Reach.of(by)).filter(to_unit=by.unit, state__in=SETTLED)
        self.fields["report"] = OneReport(settled, label=_("Report-back that was settled"))
        self.fields["key"] = OneKey(_below(by), label=_("For the installation of"))


class KeyForm(forms.Form):
    """Another installation's key."""

    line = forms.CharField(
        label=_("Key"),
        max_length=200,
        help_text=_("The whole line that begins with anxin-key-1."),
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
    )
    name = forms.CharField(label=_("Whose installation"), max_length=80)
    way = forms.ChoiceField(
        label=_("Its place seen from here"), choices=[(one, one.label) for one in (Way.ABOVE, Way.BELOW)]
    )

    def __init__(self, by: Post, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(by=by, label=_("The unit below whose it is"), required=False)
        self.fields["reason"] = forms.CharField(
            label=_("How the key came here"),
            max_length=200,
            help_text=_("The second person reads this, and compares the fingerprint by telephone."),
        )
