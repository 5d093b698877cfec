"""Loading local standards and national figures, and looking at every family again once they are loaded."""

import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from django.db import transaction
from django.db.models import F
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from anxin.entitlements.comparing import Difference, as_stored, differences
from anxin.entitlements.models import Change, LoadedPack, Recalculation
from anxin.entitlements.regions import families_of, may_set
from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.database.bulk import insert
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR, Actor, record
from anxin.policy.packs.reading import Pack, PackError, read
from anxin.policy.packs.systems import refuse_clashes

from .calculating import calculate

BATCH = 2000
Within = Callable[[], AbstractContextManager[None]]


def checked(*, by: Actor, text: str) -> Pack:
    """The pack of a file, if it can be read, stands beside those in force, and ``by`` may load it. Raises
    Refused with a sentence that says where, what and how to mend it."""
    try:
        pack = read(text)
        others = LoadedPack.objects.in_force().exclude(pack=pack.id)
        refuse_clashes([*(one.read for one in others), pack])
    except PackError as wrong:
        raise Refused("entitlements.pack_wrong", wrong.told(_language())) from wrong
    if not may_set(by, pack.region):
        raise Refused(
            "entitlements.not_your_region",
            _("The region %(region)s is not yours: its standards are loaded by its own county, or above."),
            region=pack.region,
        )
    _refuse_known(pack)
    return pack


def _language() -> str:
    return "en" if get_language() == "en" else "zh"


def _refuse_known(pack: Pack) -> None:
    stands = LoadedPack.objects.in_force().filter(pack=pack.id).first()
    if stands is None:
        return
    if stands.digest == pack.digest:
        raise Refused("entitlements.pack_known", _("This very pack is in force already; nothing to do."))
    if stands.region != pack.region:
        raise Refused(
            "entitlements.pack_elsewhere",
            _("A pack of the id %(pack)s is in force for another region; give this one an id of its own."),
            pack=pack.id,
        )


@transaction.atomic
def load_pack(*, by: Actor, text: str) -> LoadedPack:
    """Load a pack as the newest version of its id. The families are looked at again by `recalculate`."""
    pack = checked(by=by, text=text)
    former = LoadedPack.objects.in_force().filter(pack=pack.id).select_for_update().first()
    post = by if isinstance(by, Post) else None
    loaded = LoadedPack(
        pack=pack.id, version=former.version + 1 if former else 1, region=pack.region, name=pack.name,
        text=text, digest=pack.digest, since=min(value.start for value in pack.values), loaded_by=post,
        loaded_at=now(),
    )  # fmt: skip
    if former:
        LoadedPack.objects.filter(pk=former.pk).update(replaced_by=loaded.pk)  # checked at the end (deferred)
    loaded.save(force_insert=True)
    Recalculation.objects.create(pack=loaded, at=loaded.loaded_at, by=post)
    where = post.scope_root.path if post else ""
    record(
        "entitlements.pack_loaded", by=by, on=loaded, path=where, region=pack.region, version=loaded.version
    )
    return loaded


def recalculate(*, run: Recalculation, within: Within = nullcontext) -> None:
    """Look at every family in sight that the pack may touch, batch by batch; a run that was broken off goes
    on where it was. ``within`` opens the scope of each batch: a job gives ``everywhere``, and each batch is a
    transaction of its own."""
    with within():
        _begin(run)
    going = True
    while going:
        with within():
            going = _some(run.pk)


def _begin(run: Recalculation) -> None:
    count = families_of(run.pack.region).count()
    Recalculation.objects.filter(pk=run.pk, state=Recalculation.State.WAITING).update(
        state=Recalculation.State.RUNNING, families=count
    )


@transaction.atomic
def _some(key: uuid.UUID) -> bool:
    """One batch; False once none is left."""
    run = Recalculation.objects.select_for_update(of=("self",)).select_related("pack", "by").get(pk=key)
    if run.is_done:
        return False
    cards = families_of(run.pack.region).order_by("pk")
    batch = list((cards.filter(pk__gt=run.after) if run.after else cards)[:BATCH])
    if not batch:
        Recalculation.objects.filter(pk=key).update(state=Recalculation.State.DONE)
        return False
    changed = _noted(run, batch)
    Recalculation.objects.filter(pk=key).update(
        looked_at=F("looked_at") + len(batch), changed=F("changed") + changed, after=batch[-1].pk
    )
    return True


def _noted(run: Recalculation, batch: Sequence[Household]) -> int:
    """Calculate a batch again and keep what became another; how many families that are."""
    cards = {household.pk for household in batch}
    before = as_stored(cards)
    calculate(by=run.by or OPERATOR, households=batch, again=False)
    found = [_change(run, one) for one in differences(before, as_stored(cards))]
    insert(found)
    return len({change.household_id for change in found})


def _change(run: Recalculation, difference: Difference) -> Change:
    one = difference.one
    return Change(
        recalculation=run, path=one.path, household_id=one.household, officer_id=one.officer,
        person_id=one.person, line=one.line, rule=one.rule, category=one.category, period=one.period,
        old_fen=difference.old_fen, new_fen=difference.new_fen,
    )  # fmt: skip
