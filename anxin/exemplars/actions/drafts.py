"""Acts on a profile under way: begin, write, hand in, approve or return, publish."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.content.shapes import PARTS, Profile, Told, Words
from anxin.exemplars.content.written import written
from anxin.exemplars.models import DRAFT_MOVES, Consenter, Draft, Exemplar, Part
from anxin.ground.access.lifecycle import check
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.messages.outbox import send_each
from anxin.ground.units.models import Unit

from .exemplars import said_of, tell_passages

S = Draft.State
WRITE, APPROVE = "exemplars.write", "exemplars.approve"


@dataclass(frozen=True)
class Head:
    """Who a profile is about, and where everything in it is taken from unless a passage says otherwise."""

    name: str
    headline: str
    source: str
    source_on: date
    died_on: date | None = None
    age_at_death: int | None = None

    def over(self, before: Profile) -> Profile:
        """The profile with this head; English words stay with the Chinese ones they translate."""
        return replace(
            before, name=_kept(before.name, self.name), headline=_kept(before.headline, self.headline),
            source=_kept(before.source, self.source), source_on=self.source_on, died_on=self.died_on,
            age_at_death=self.age_at_death,
        )  # fmt: skip


@dataclass(frozen=True)
class Consent:
    """Who agreed that the story is told, when, and where the paper lies."""

    who: str
    on: date
    paper: str


EMPTY = Profile(name=Words(), headline=Words(), source=Words(), source_on=date.min)


def _kept(before: Words, zh: str) -> Words:
    return before if before.zh == zh.strip() else Words(zh.strip())


def check_place(by: Post, path: str) -> None:
    """A unit's papers are written by those who answer for it, above the county too."""
    lo, hi = by.area
    if not lo <= path < hi:
        raise Refused("exemplars.out_of_scope", _("This unit lies outside the scope of the post you act in."))


@transaction.atomic
def begin_draft(*, by: Post, unit: Unit, head: Head) -> Draft:
    """Begin the profile of a local exemplar."""
    check_place(by, unit.path)
    _check_head(head)
    draft = _open(by, unit, head.over(EMPTY))
    record("exemplars.draft_begun", by=by, on=draft)
    return draft


@transaction.atomic
def renew_exemplar(*, by: Post, exemplar: Exemplar) -> Draft:
    """Begin the next version of a local profile with what the last one says; that one stands until the new
    one is published."""
    if exemplar.unit is None or exemplar.withdrawn_on:
        raise Refused("exemplars.not_ones_own", _("This profile is not one of the units you answer for."))
    check_place(by, exemplar.path)
    last = Draft.objects.filter(exemplar=exemplar, state=S.PUBLISHED).order_by("-version").first()
    if last is None or Draft.objects.filter(exemplar=exemplar).open().exists():
        raise Refused("exemplars.under_way", _("A version of this profile is under way already. Open that."))
    draft = _open(by, exemplar.unit, last.profile, exemplar, last.version + 1)
    record("exemplars.draft_begun", by=by, on=draft, version=draft.version)
    return draft


def _open(
    by: Post, unit: Unit, profile: Profile, exemplar: Exemplar | None = None, version: int = 1
) -> Draft:
    return Draft.objects.create(
        unit=unit, path=unit.path, exemplar=exemplar, version=version, content=written(profile),
        entered_by=by, entered_at=now(),
    )  # fmt: skip


def _check_head(head: Head) -> None:
    if max(filter(None, (head.source_on, head.died_on))) > today():
        raise Refused("exemplars.day_ahead", _("The day lies in the future."))


def _locked(by: Post, draft: Draft) -> Draft:
    """The draft, locked, within the area of whoever acts."""
    check_place(by, draft.path)
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _rewrite(by: Post, draft: Draft, change: Callable[[Profile], Profile]) -> Draft:
    draft = _locked(by, draft)
    if not draft.is_open:
        raise Refused(
            "exemplars.not_a_draft", _("This version is handed in or settled; its words stand as they are.")
        )
    draft.content = written(change(draft.profile))
    draft.save(update_fields=["content"])
    return draft


@transaction.atomic
def rewrite_head(*, by: Post, draft: Draft, head: Head) -> Draft:
    """Write anew who the profile is about, and its source."""
    _check_head(head)
    draft = _rewrite(by, draft, head.over)
    record("exemplars.draft_rewritten", by=by, on=draft)
    return draft


@transaction.atomic
def write_passage(*, by: Post, draft: Draft, part: str, told: Told, key: str = "") -> str:
    """Add a passage at the end of its part, or write the one of this key anew where it stands. Gives its
    key. A passage that moved to another part goes to the end of that one."""
    if told.on and told.until and told.until.certainly_before(told.on):
        raise Refused("exemplars.ends_before", _("This ends before it begins. Check both dates."))
    told = replace(told, key=key or str(uuid.uuid4()))

    def change(profile: Profile) -> Profile:
        standing = list(profile.of(part))
        places = [place for place, one in enumerate(standing) if one.key == told.key]
        if places:
            standing[places[0]] = told
            return replace(profile, parts={**profile.parts, part: tuple(standing)})
        left = _without(profile, told.key)
        return replace(left, parts={**left.parts, part: (*standing, told)})

    draft = _rewrite(by, draft, change)
    record("exemplars.passage_written", by=by, on=draft, part=part)
    return told.key


@transaction.atomic
def drop_passage(*, by: Post, draft: Draft, key: str) -> Draft:
    """Take a passage out of a draft."""
    draft = _rewrite(by, draft, lambda profile: _without(profile, key))
    record("exemplars.passage_dropped", by=by, on=draft)
    return draft


def _without(profile: Profile, key: str) -> Profile:
    parts = {part: tuple(one for one in profile.of(part) if one.key != key) for part in PARTS}
    return replace(profile, parts=parts)


@transaction.atomic
def note_consent(*, by: Post, draft: Draft, consent: Consent) -> Draft:
    """Note who agreed that this is told: the person while alive, the family afterwards."""
    draft = _locked(by, draft)
    if not draft.is_open:
        raise Refused(
            "exemplars.not_a_draft", _("This version is handed in or settled; its words stand as they are.")
        )
    if consent.on > today():
        raise Refused("exemplars.day_ahead", _("The day lies in the future."))
    draft.consenter, draft.consented_on = consent.who, consent.on
    draft.consent_paper = consent.paper.strip()
    draft.save(update_fields=["consenter", "consented_on", "consent_paper"])
    record("exemplars.consent_noted", by=by, on=draft, day=consent.on)
    return draft


def _check_ready(draft: Draft) -> None:
    """What a version needs before anybody is asked to approve it."""
    profile = draft.profile
    if not profile.of(Part.DEED):
        raise Refused("exemplars.no_deed", _("This profile tells no deed yet. Add what this person did."))
    if not (draft.consenter and draft.consented_on and draft.consent_paper):
        raise Refused(
            "exemplars.no_consent",
            _("Nobody's consent is noted. Ask the person, or the family, and note who agreed and when."),
        )
    alone = draft.consenter == Consenter.SELF
    if alone == bool(profile.died_on):
        raise Refused(
            "exemplars.wrong_consent",
            _("The living agree themselves, afterwards the family does. Check consent and day of death."),
        )


@transaction.atomic
def hand_in(*, by: Post, draft: Draft) -> Draft:
    """Ask the leader to approve a version."""
    draft = _locked(by, draft)
    check(DRAFT_MOVES, draft.state, S.HANDED_IN, by=by)
    _check_ready(draft)
    _move(draft, S.HANDED_IN, said="")
    record("exemplars.handed_in", by=by, on=draft, version=draft.version)
    _tell(draft, "exemplars.to_approve", APPROVE, by)
    return draft


@transaction.atomic
def approve(*, by: Post, draft: Draft) -> Draft:
    """Approve a version: whoever wrote it may publish it now."""
    draft = _locked(by, draft)
    check(DRAFT_MOVES, draft.state, S.APPROVED, by=by)
    _move(draft, S.APPROVED, approved_by=by, approved_at=now())
    record("exemplars.approved", by=by, on=draft, version=draft.version)
    _tell(draft, "exemplars.to_publish", WRITE, by)
    return draft


@transaction.atomic
def send_back(*, by: Post, draft: Draft, reason: str) -> Draft:
    """Give a version back to be mended, and say what is to be mended."""
    draft = _locked(by, draft)
    check(DRAFT_MOVES, draft.state, S.DRAFT, by=by, reason=reason)
    _move(draft, S.DRAFT, said=reason.strip())
    record("exemplars.sent_back", by=by, on=draft, version=draft.version)
    _tell(draft, "exemplars.to_mend", WRITE, by)
    return draft


@transaction.atomic
def give_up(*, by: Post, draft: Draft, reason: str) -> Draft:
    """Give a version up, and say why. What was published before it stands."""
    draft = _locked(by, draft)
    check(DRAFT_MOVES, draft.state, S.DROPPED, by=by, reason=reason)
    _move(draft, S.DROPPED, said=reason.strip())
    record("exemplars.given_up", by=by, on=draft, version=draft.version)
    return draft


def _tell(draft: Draft, code: str, permission: str, by: Post) -> None:
    """A message to whoever takes the next step, but not to whoever has just acted."""
    posts = Post.objects.current().filter(scope_root=draft.unit)
    others = posts.who_may(permission).exclude(pk=by.pk)
    send_each(others, code, link=reverse("exemplars:draft", args=[draft.pk]))


def _move(draft: Draft, to: str, **values: object) -> None:
    draft.state = to
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save(update_fields=["state", *values])


@transaction.atomic
def publish(*, by: Post, draft: Draft) -> Exemplar:
    """Publish an approved version: from now on every post reads it, in the place of the one before."""
    draft = _locked(by, draft)
    check(DRAFT_MOVES, draft.state, S.PUBLISHED, by=by)
    exemplar = draft.exemplar or Exemplar(unit=draft.unit, path=draft.path)
    consent = {"consenter": draft.consenter, "consented_on": draft.consented_on, "version": draft.version}
    for name, value in {**said_of(draft.profile), **consent}.items():
        setattr(exemplar, name, value)
    exemplar.save()
    tell_passages(exemplar, draft.profile)
    _move(draft, S.PUBLISHED, exemplar=exemplar, published_at=now())
    record("exemplars.published", by=by, on=exemplar, version=draft.version)
    return exemplar
