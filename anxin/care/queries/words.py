"""Whose desk a family's word lies on, and what was said."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, TextField
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import ContactLeader, FamilyWord, Responsibility, WorkLead
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.access.rights import Role
from anxin.ground.database.models import Bounds
from anxin.ground.ui.masks import masked_text

from .quiet import awake
from .task import Kind, Task
from .titles import title_of, titled

SUBJECT = 40  # characters of a word that a list shows


def said_by(household: Household) -> QuerySet[FamilyWord]:
    """What this family said, newest first, with what became of each."""
    rows = FamilyWord.objects.filter(household=household).prefetch_related("steps__by__unit")
    return rows.select_related("received_by").order_by("-received_at", "id")


def lying_with(post: Post) -> Q:
    """The words that lie on this post's desk: those of its own families; once raised, those of families it is
    deputy for or in charge of; at last those that come before the leader."""
    held = Responsibility.objects.current().filter(household=OuterRef("household"))
    mine = Q(Exists(held.filter(responsible=post)))
    deputy = Q(Exists(held.filter(deputy=post))) | _in_charge(post)
    nobody = Q(Exists(held.filter(responsible=None)))
    found = mine | Q(deputy, raised__gte=FamilyWord.Raised.DEPUTY)
    if post.role == Role.CLERK:
        found |= nobody
    if post.role == Role.LEADER:
        contact = ContactLeader.objects.filter(household=OuterRef("household"), until=None)
        own = Q(Exists(contact.filter(post=post))) | ~Q(Exists(contact))
        found |= Q(own, raised=FamilyWord.Raised.LEADER)
    return found


def _in_charge(post: Post) -> Q:
    """Families of the units that this post is in charge of (专责人), or stands in for."""
    if not post.holds("care.assign"):  # nobody else can be in charge
        return Q(pk__in=[])
    place = ExpressionWrapper(OuterRef("path"), output_field=TextField())
    leads = WorkLead.objects.filter(Q(post=post) | Q(deputy=post)).alias(place=place).order_by()
    return Q(Exists(leads.filter(place__startswith=F("unit__path"))))


def word_kinds(post: Post, reach: Bounds, day: date) -> Iterator[Kind]:
    """What families of one range said and wait to be answered, as far as it lies on this post's desk."""
    if post.may("care.word"):
        rows = awake(FamilyWord.objects.visible_to(reach).unanswered().filter(lying_with(post)), day)
        yield Kind(titled(rows), lambda found: map(_task, found), pressing=rows.filter(due__lte=day))


def subject(word: FamilyWord) -> str:
    """The beginning of what was said, as a list shows it."""
    first = masked_text(word.words.splitlines()[0])
    return first if len(first) <= SUBJECT else first[: SUBJECT - 1] + "…"


def _task(word: FamilyWord) -> Task:
    url = reverse("care:word", kwargs={"card": word.household_id, "word": word.pk})
    told: dict[str, Any] = {"family": title_of(word), "words": subject(word)}
    title = gettext("%(family)s: %(words)s") % told
    words = str(word.get_raised_display()) if word.raised else str(word.get_channel_display())
    return Task("word", _("the family says"), title, words, word.due, url, _("Answer"), word.household_id)
