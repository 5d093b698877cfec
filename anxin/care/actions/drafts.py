"""Keeping a draft of a visit, sending it once, and forgetting it."""

import json
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from anxin.care.models import Visit, VisitDraft
from anxin.care.models.drafts import Said
from anxin.families.models import Household
from anxin.families.models.households import Status
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, holder
from anxin.ground.days.clock import now
from anxin.ground.jobs.keys import Answer, once, same_words, used, words_of
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, record

SENT = "care.visited"  # what is done once under a draft's key


class Crossed(Refused):
    """The draft was changed elsewhere since this version of it was read. ``draft`` is what stands there."""

    def __init__(self, draft: VisitDraft) -> None:
        super().__init__("care.draft_crossed", _("This draft was changed on another device meanwhile."))
        self.draft = draft


@transaction.atomic
def keep_draft(*, by: Post, household: Household, key: uuid.UUID, seen: int, said: Said) -> VisitDraft:
    """Keep what was written so far. ``seen`` is the version it was written upon, 0 for a new draft; if
    another device changed it since, nothing is overwritten: Crossed. Saying the same again changes nothing.
    What was sent already is refused ("care.draft_sent"), unless these are other words: a new draft then."""
    _check_length(said)
    draft = VisitDraft.objects.own(by).select_for_update().filter(pk=key, household=household).first()
    if draft is None:
        draft = _begin(by, household, _free(by, key, said), said)
    elif draft.said != {name: list(words) for name, words in said.items()}:
        if draft.version != seen:
            raise Crossed(draft)
        draft.version += 1
        draft.say(said)
        draft.changed_at = now()
        draft.save(update_fields=["version", "fields_json", "changed_at"])
    record("care.draft_kept", by=by, on=draft, cards=[household.pk], version=draft.version)
    return draft


def _free(by: Post, key: uuid.UUID, said: Said) -> uuid.UUID:
    """The key, if nothing was sent under it; a new one for what was written after sending."""
    sent = used(who=by.pk, key=key, act=SENT, words=words_of(said.items()))
    if sent:
        raise Refused("care.draft_sent", _("This visit is recorded already."))
    return key if sent is None else uuid.uuid4()


def _begin(by: Post, household: Household, key: uuid.UUID, said: Said) -> VisitDraft:
    draft = VisitDraft(pk=key, household=household, path=household.path, by=by, changed_at=now())
    draft.say(said)
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:  # the key is somebody else's, or another family's: nothing is said of whose
        raise Refused("care.draft_key_taken", _("This form is out of date. Open it anew.")) from None
    return draft


def _check_length(said: Said) -> None:
    most = settings.LIMITS["offline"]["draft_kb"] * 1024
    if len(json.dumps(dict(said), default=list)) > most:
        raise Refused("care.draft_too_long", _("This is too long for a draft. Shorten it, then save again."))


@transaction.atomic
def drop_draft(*, by: Post, draft: VisitDraft) -> None:
    """Throw a draft of one's own away."""
    record("care.draft_dropped", by=by, on=draft, cards=[draft.household_id])
    VisitDraft.objects.own(by).filter(pk=draft.pk).delete()


@transaction.atomic
def send_visit(
    *, by: Post, household: Household, key: uuid.UUID, words: str, write: Callable[[], Visit]
) -> Answer:
    """Record the visit of a form once, however often it comes: ``write`` records it, ``words`` are all that
    the form said (keys.words_of). The draft under the same key goes with it, in the same transaction."""

    def act() -> dict[str, str]:
        if household.status != Status.OPEN:
            raise Refused(
                "care.card_not_in_use",
                _(
                    "This family's card is no longer in use, so no visit is recorded. What you wrote is kept"
                    " as a draft; ask whoever keeps the card to reopen it."
                ),
            )
        _refuse_twice(by, household, key, words)
        visit = write()
        VisitDraft.objects.own(by).filter(pk=key).delete()
        return {"visit": str(visit.pk)}

    return once(who=by.pk, key=key, act=SENT, words=words, do=act)


def _refuse_twice(by: Post, household: Household, key: uuid.UUID, words: str) -> None:
    """The same visit from a second open form: promises would stand twice on desks and before the family. Who
    found nobody there may well come back the same day."""
    before = [one.get("visit") for one in same_words(who=by.pk, key=key, act=SENT, words=words)]
    made = Visit.objects.filter(pk__in=filter(None, before), household=household)
    if made.filter(outcome=Visit.Outcome.MADE).exists():
        raise Refused(
            "care.visit_twice",
            _(
                "This very visit is recorded already: same day, same people, same words. If you went once"
                " more, say what was new."
            ),
        )


def forget_drafts() -> int:
    """Delete drafts that nobody touched for limits.toml, [offline] keep_draft_days. Returns how many. May run
    twice: the second time finds nothing."""
    old = now() - timedelta(days=settings.LIMITS["offline"]["keep_draft_days"])
    with everywhere():
        holder("", "")  # no post at work: every draft is seen
        count, _rows = VisitDraft.objects.filter(changed_at__lt=old).delete()
        record("care.drafts_forgotten", by=OPERATOR, count=count)
    return count
