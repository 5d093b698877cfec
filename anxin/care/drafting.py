"""What stands between a form of a visit and its draft: the key, the version, and what changed meanwhile."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field

from django import forms
from django.forms.models import ModelChoiceField
from django.http import QueryDict
from django.utils.translation import gettext

from anxin.families.models import Household, Person
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.jobs.keys import words_of

from .models import Promise, VisitDraft
from .models.drafts import Said

PICK = "pick-"  # on the page of two versions: which of them stands in this field


@dataclass(frozen=True)
class Writing:
    """One form at work: the key it is sent under, the version it was written upon (0: none), the words."""

    key: uuid.UUID
    seen: int = 0
    said: Said = field(default_factory=dict)


def writing_of(data: QueryDict, form: forms.Form) -> Writing:
    """What was sent of ``form``: its own fields and nothing besides, of a field that takes one value the last
    one. A key that is none begins a form of its own, so that nothing written is refused."""
    sent = {name: data.getlist(name) for name in form.fields if name in data}
    words = {name: values if _takes_many(form.fields[name]) else values[-1:] for name, values in sent.items()}
    seen = data.get("seen", "")
    return Writing(key_of(data.get("key", "")), int(seen) if seen.isdigit() else 0, words)


def _takes_many(one: forms.Field) -> bool:
    return isinstance(one, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)


def key_of(text: str) -> uuid.UUID:
    """The key that a form was sent under; a new one if it is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def begun(post: Post, household: Household) -> Writing:
    """The last draft that this post keeps of a visit to this family, or an empty form with a new key."""
    draft = VisitDraft.objects.own(post).filter(household=household).first()
    return Writing(draft.key, draft.version, draft.said) if draft else Writing(uuid.uuid4())


def all_words(writing: Writing) -> str:
    """All that the form says, for keys.once."""
    return words_of(writing.said.items())


def fill(form: forms.Form, said: Said) -> None:
    """Let the fields begin with what the draft says, as it was written."""
    for name, one in form.fields.items():
        if name in said:
            form.initial[name] = list(said[name]) if _takes_many(one) else said[name][-1]
        elif said and isinstance(one, forms.BooleanField):
            form.initial[name] = False


def changed_since(form: forms.Form, household: Household, said: Said) -> list[str]:
    """What became of the family since the draft was written, a sentence each: nothing of it is dropped in
    silence."""
    told = [gettext("This family's card is no longer in use; the draft is kept, a visit cannot be recorded.")]
    gone = [_gone(form, household, name, missing) for name, missing in _missing(form, said)]
    return [*(told if household.status != Status.OPEN else []), *(words for one in gone for words in one)]


def _missing(form: forms.Form, said: Said) -> Iterator[tuple[str, list[str]]]:
    """The fields that choose rows, with the ids that may no longer be chosen."""
    for name, one in form.fields.items():
        if isinstance(one, ModelChoiceField) and one.queryset is not None and said.get(name):
            there = {str(pk) for pk in one.queryset.values_list("pk", flat=True)}
            missing = [value for value in said[name] if value and value not in there]
            if missing:
                yield name, missing


def _gone(form: forms.Form, household: Household, name: str, missing: list[str]) -> list[str]:
    """Names are told of this household's own people only: an id of somebody else's tells nothing."""
    model = form.fields[name].queryset.model  # type: ignore[attr-defined]  # a choice of rows
    if model is Person:
        own = Person.objects.filter(household=household, pk__in=_ids(missing))
        known = dict(own.values_list("pk", "name"))
        left = gettext("%(name)s no longer belongs to this household, so the tick is taken off.")
        return [left % {"name": known.get(pk, gettext("Somebody"))} for pk in _ids(missing)]
    if model is Promise:
        return [gettext("A promise you wrote about was settled meanwhile; what you wrote of it is kept.")]
    label = form.fields[name].label
    return [
        gettext("What you chose under “%(field)s” may no longer be chosen: choose anew.") % {"field": label}
    ]


def _ids(values: list[str]) -> list[uuid.UUID]:
    return [key_of(value) for value in values]


@dataclass(frozen=True)
class Difference:
    """One field that two devices filled in differently."""

    name: str
    label: str
    mine: str
    kept: str

    @property
    def pick(self) -> str:
        """The name under which the page asks which one stands."""
        return PICK + self.name


def differences(form: forms.Form, mine: Said, kept: Said) -> list[Difference]:
    """The fields that differ, in the order of the form, both versions as a person reads them."""
    order = [*form.fields, *sorted({*mine, *kept} - set(form.fields))]
    return [
        Difference(name, _label(form, name), _shown(form, name, mine), _shown(form, name, kept))
        for name in order
        if list(mine.get(name, ())) != list(kept.get(name, ()))
        and any([*mine.get(name, ()), *kept.get(name, ())])
    ]


def _label(form: forms.Form, name: str) -> str:
    return str(form.fields[name].label) if name in form.fields else name


def _shown(form: forms.Form, name: str, said: Said) -> str:
    values = [value for value in said.get(name, ()) if value]
    one = form.fields.get(name)
    if isinstance(one, forms.BooleanField) and not isinstance(one, forms.NullBooleanField):
        return gettext("yes") if values else gettext("no")
    choices = {str(value): str(words) for value, words in getattr(one, "choices", ()) if value}
    return gettext(", ").join(choices.get(value, value) for value in values)


def merged(mine: Said, kept: Said, data: QueryDict) -> dict[str, list[str]]:
    """One version out of two: field by field what was picked; where nothing was, what only one says."""
    found: dict[str, list[str]] = {}
    for name in {**mine, **kept}:
        source = kept if data.get(PICK + name) == "kept" else mine
        if PICK + name not in data and name not in mine:
            source = kept
        if name in source:
            found[name] = list(source[name])
    return found
