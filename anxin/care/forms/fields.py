"""Choosing people and posts by words that a clerk knows them by."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import VisitPlan
from anxin.families.models import Person
from anxin.ground.access.models import Post

if TYPE_CHECKING:
    OnePost = forms.ModelChoiceField[Post]
    OnePerson = forms.ModelChoiceField[Person]
    SomePeople = forms.ModelMultipleChoiceField[Person]
    SomePosts = forms.ModelMultipleChoiceField[Post]
    OnePlan = forms.ModelChoiceField[VisitPlan]
else:  # Django's fields take type arguments in django-stubs only
    OnePost = OnePerson = OnePlan = forms.ModelChoiceField
    SomePeople = SomePosts = forms.ModelMultipleChoiceField


def lines(rows: int) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea({"rows": rows})


class PostField(OnePost):
    """One post: unit, name and title, in the order of the tree."""

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        parts = {"unit": post.unit.label, "name": post.name, "title": post.title}
        return (
            gettext("%(unit)s: %(name)s, %(title)s") % parts
            if post.title
            else f"{post.unit.label}　{post.name}"
        )


class PostsField(SomePosts):
    """Some posts: name and title, as colleagues know one another."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        post = cast(Post, obj)
        return f"{post.name}　{post.title}" if post.title else post.name


class PlanField(OnePlan):
    """One planned visit: its day and what it is for."""

    def label_from_instance(self, obj: Any) -> str:
        plan = cast(VisitPlan, obj)
        words = {"day": plan.on, "occasion": plan.get_occasion_display()}
        return gettext("%(day)s, %(occasion)s") % words


class PeopleField(SomePeople):
    """Members of one family, with their ages."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return person_words(cast(Person, obj))


class PersonField(OnePerson):
    """One member of one family; empty means the household as a whole."""

    def label_from_instance(self, obj: Any) -> str:
        return person_words(cast(Person, obj))


def person_words(person: Person) -> str:
    """Name and age, as far as it is known."""
    if person.age is None:
        return person.name
    return gettext("%(name)s, aged %(age)s") % {"name": person.name, "age": person.age}


class FormOfChoices(forms.Form):
    """A form in which some fields are needed only for some choices: they are not called optional on the page,
    and ``clean`` asks for those that the choice needs."""

    as_needed: tuple[str, ...] = ()
    use_required_attribute = False  # a browser cannot know which of them are needed

    def full_clean(self) -> None:
        for name in self.as_needed:
            self.fields[name].required = False
        super().full_clean()
        for name in self.as_needed:
            self.fields[name].required = True


def ask(form: forms.Form, name: str, message: Any = None) -> None:
    """Say that a field is needed after all, because of what was chosen above it."""
    if form.cleaned_data.get(name) in (None, "") and name not in form.errors:
        form.add_error(name, ValidationError(message or _("Fill this in."), code="required"))
