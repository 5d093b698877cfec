"""Choosing posts, entries and help by the words that a clerk knows them by."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext

from anxin.ground.access.models import Post
from anxin.officers.models import Help, HelpEntry

if TYPE_CHECKING:
    OneDoer = forms.ModelChoiceField[Post]
    OneEntry = forms.ModelChoiceField[HelpEntry]
    OneHelp = forms.ModelChoiceField[Help]
else:  # Django's fields take type arguments in django-stubs only
    OneDoer = OneEntry = OneHelp = forms.ModelChoiceField


def lines(rows: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea({"rows": rows})


class DoerField(OneDoer):
    """Who sees to it: unit, name and title."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        return f"{post.unit.label}　{post.name}　{post.title}".strip()


class EntryField(OneEntry):
    """One entry of the catalogue with its kind."""

    def label_from_instance(self, obj: Any) -> str:
        entry = cast(HelpEntry, obj)
        words = {"kind": entry.get_kind_display(), "title": entry.title}
        return gettext("%(kind)s: %(title)s") % words


class HelpField(OneHelp):
    """One help that was decided for an officer: whom, of which kind, by when."""

    def label_from_instance(self, obj: Any) -> str:
        given = cast(Help, obj)
        return f"{given.officer and given.officer.name}　{given.get_kind_display()}　{given.due}"
