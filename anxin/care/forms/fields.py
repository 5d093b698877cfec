"""Choosing people and posts by words that a clerk knows them by."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.families.models import Person
from anxin.ground.access.models import Post


def lines(rows: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea({"rows": rows})


class PostField(forms.ModelChoiceField):
    """One post: unit, name and title, in the order of the tree."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        parts = {"unit": post.unit.label, "name": post.name, "title": post.title}
        return (
            gettext("%(unit)s: %(name)s, %(title)s") % parts
            if post.title
            else f"{post.unit.label}　{post.name}"
        )


class PeopleField(forms.ModelMultipleChoiceField):
    """Members of one family, with their ages."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return person_words(cast(Person, obj))


class PersonField(forms.ModelChoiceField):
    """One member of one family; empty means the household as a whole."""

    def label_from_instance(self, obj: Any) -> str:
        return person_words(cast(Person, obj))


def person_words(person: Person) -> str:
    """Name and age, as far as it is known."""
    if person.age is None:
        return person.name
    return gettext("%(name)s, aged %(age)s") % {"name": person.name, "age": person.age}


def ask(form: forms.Form, name: str, message: Any = None) -> None:
    """Say that a field is needed after all, because of what was chosen above it."""
    if form.cleaned_data.get(name) in (None, "") and name not in form.errors:
        form.add_error(name, ValidationError(message or _("Fill this in."), code="required"))
