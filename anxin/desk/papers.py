"""What papers ask of whoever reads the page: survey rounds to answer, answers to accept, notices to sign for
or on their way out, requests for more time. The lines tell of units and papers, of no family.

They come with everything else of the day in one question, as plain values (see glance). Whether a round asks
the reader's own place stands in the choices that the round holds; they are looked through here.
"""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models.expressions import Combinable
from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.access.reach import Area
from anxin.ground.database.counting import CountOf
from anxin.ground.database.models import Bounds
from anxin.ground.database.tongues import told
from anxin.ground.ui.parts import Words
from anxin.ground.units.models import Kind, Unit
from anxin.notices.models import Delivery, Notice, NoticeState, Relief, ReliefState
from anxin.surveys.models import AnswerState, Round

from .glance import at_once, first
from .lines import CAP, Line

Found = Mapping[str, Any]  # one row, as the database told it
LATEST = 100  # rounds of one's line that are looked through; older ones stand in the list of rounds
ROUNDS, ANSWERS, SIGN, DRAFTS, RELIEFS = (
    f"papers:{one}" for one in ("rounds", "answers", "sign", "drafts", "reliefs")
)
NOTICE, ROUND = pgettext_lazy("kind of work", "notice"), pgettext_lazy("kind of work", "survey")
ANSWER, ACCEPT = pgettext_lazy("survey round", "Answer"), _("Accept or return")
# What a notice on its way out asks for, by its state: in words, and as a verb.
ON_THE_WAY: dict[str, tuple[Words, Words]] = {
    NoticeState.HANDED_IN: (_("Notice to approve: %(title)s"), _("Approve or return")),
    NoticeState.RETURNED: (_("Notice returned to be changed: %(title)s"), _("Deal with")),
    NoticeState.APPROVED: (_("Approved notice to issue: %(title)s"), _("Issue it")),
}


def parts(post: Post, reach: Bounds, _day: date) -> dict[str, Combinable]:
    """The questions. ``reach`` begins with the place that the post answers for in papers (Post.papers)."""
    found: dict[str, Combinable] = {}
    if post.may("surveys.answer"):
        found[ROUNDS] = _rounds_of(reach)
    if post.may("surveys.accept"):
        waiting = Round.objects.with_answers(post, reach)
        found[ANSWERS] = first(waiting.order_by("due", "pk"), CAP, id="pk", words="words", all="waiting")
    if post.may("notices.receive"):
        found[SIGN] = CountOf.rows(Delivery.objects.to_sign().filter(unit=post.unit_id))
    if states := _states(post):
        drafts = Notice.objects.filter(unit=post.unit_id, state__in=states).order_by("number")
        found[DRAFTS] = first(drafts, CAP, id="pk", title="title", title_en="title_en", state="state")
    if post.may("notices.decide"):
        asked = Relief.objects.filter(notice__unit=post.unit_id, state=ReliefState.ASKED)
        found[RELIEFS] = CountOf.rows(asked)
    return found


def of(post: Post, day: date) -> list[Line]:
    """The lines of a post whose day is not asked in one question: above the county, or without a subtree."""
    return list(lines(post, at_once(post.pk, parts(post, Area(*post.papers), day))))


def lines(post: Post, found: Mapping[str, Any]) -> Iterator[Line]:
    """What was found as lines of a day; of no use where it could not be told."""
    yield from map(_round, _asking(post, found.get(ROUNDS) or ()))
    yield from (_answers(row, post) for row in found.get(ANSWERS) or ())
    if number := found.get(SIGN):
        yield _to_sign(number)
    yield from map(_draft, found.get(DRAFTS) or ())
    if number := found.get(RELIEFS):
        yield _reliefs(number)


def may_be_due(reach: Bounds, day: date) -> CountOf:
    """How many unanswered rounds of the line are due or overdue, whether they ask this place or not: where
    that is none, as on most days, ``due`` need not be asked."""
    return CountOf.rows(Round.objects.unanswered(reach).filter(due__lte=day))


def due(post: Post, day: date) -> int:
    """How many rounds that the post's own place has to answer are due today or overdue."""
    if not post.may("surveys.answer") or not post.papers[1]:
        return 0
    found = at_once(post.pk, {ROUNDS: _rounds_of(Area(*post.papers), day)})[ROUNDS]
    return len(_asking(post, found or ()))


def _rounds_of(reach: Bounds, until: date | None = None) -> Combinable:
    rows = Round.objects.unanswered(reach).order_by("-opened_at", "pk")
    if until:
        rows = rows.filter(due__lte=until)
    return first(
        rows, LATEST, id="pk", path="path", asker="unit_id", choices="lines", words="words", paper="paper",
        due="due", stand="stand",
    )  # fmt: skip


def _states(post: Post) -> list[NoticeState]:
    """In which states a notice of the post's own unit waits for this post."""
    states = [NoticeState.HANDED_IN] if post.may("notices.approve") else []
    return states + ([NoticeState.RETURNED, NoticeState.APPROVED] if post.may("notices.write") else [])


def _asking(post: Post, rows: Sequence[Found]) -> list[tuple[Found, Unit]]:
    """Those rounds that ask the post's own place, which its scope root is."""
    if not rows:
        return []
    place = post.scope_root
    offices = list(Unit.objects.filter(parent=place, kind=Kind.ORGANISATION))
    rounds = (
        (row, Round(path=row["path"], unit_id=uuid.UUID(row["asker"]), lines=row["choices"])) for row in rows
    )
    return [(row, place) for row, one in rounds if one.asks(place, offices)]


def _round(asked: tuple[Found, Unit]) -> Line:
    """A round to answer, or one whose answer was returned."""
    row, place = asked
    title = gettext("Answer the survey round: %(words)s") % {"words": row["words"]}
    if row["stand"] == AnswerState.RETURNED:
        title = gettext("The answer was returned to be mended: %(words)s") % {"words": row["words"]}
    url = reverse("surveys:rounds:answer", kwargs={"round": row["id"], "place": place.pk})
    return Line(ROUND, title, row["paper"], url, ANSWER, date.fromisoformat(row["due"]))


def _answers(row: Found, post: Post) -> Line:
    """All answers of one round that wait: the list behind the line names the places."""
    told_ = ngettext(
        "%(n)d answer to a survey round waits to be accepted",
        "%(n)d answers to a survey round wait to be accepted",
        row["all"],
    )
    at = {"round": row["id"], "place": post.scope_root_id, "stand": AnswerState.SENT}
    url = reverse("surveys:rounds:places", kwargs=at)
    return _waits(ROUND, told_ % {"n": row["all"]}, row["words"], url, ACCEPT)


def _to_sign(number: int) -> Line:
    words = ngettext("%(n)d notice to sign for", "%(n)d notices to sign for", number) % {"n": number}
    return _waits(NOTICE, words, "", reverse("notices:cascade:mine"), pgettext_lazy("notice", "Sign for"))


def _draft(row: Found) -> Line:
    words, verb = ON_THE_WAY[row["state"]]
    title = str(words) % {"title": told(row["title"], row["title_en"])}
    return _waits(NOTICE, title, "", reverse("notices:drafts:draft", kwargs={"draft": row["id"]}), verb)


def _reliefs(number: int) -> Line:
    words = ngettext(
        "%(n)d unit asks for more time or exemption", "%(n)d units ask for more time or exemption", number
    )
    return _waits(
        NOTICE, words % {"n": number}, "", reverse("notices:reliefs"), pgettext_lazy("relief", "Decide")
    )


def _waits(kind: Words, title: str, words: str, url: str, verb: Words) -> Line:
    """A line without a day: it waits for whoever reads it."""
    return Line(kind, title, words, url, verb, light="soon", state=pgettext("paper", "waits for you"))
