"""Publishing the profile of an exemplar, and taking it back."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.content.liao_junbo import PROFILE
from anxin.exemplars.content.shapes import PARTS, Profile
from anxin.exemplars.models import Draft, Exemplar, Material, Passage
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import Actor, record


@transaction.atomic
def publish_exemplar(*, by: Actor, profile: Profile) -> Exemplar:
    """Publish a profile of the whole house, told from a named source, at the command line or in the demo."""
    exemplar = Exemplar.objects.create(code=profile.code, **said_of(profile))
    tell_passages(exemplar, profile)
    record("exemplars.published", by=by, on=exemplar, path="")
    return exemplar


@transaction.atomic
def publish_liao_junbo(*, by: Actor) -> Exemplar:
    """Publish the profile of Liao Junbo; where it stands already, give that one back."""
    standing = Exemplar.objects.filter(code=PROFILE.code).first()
    return standing or publish_exemplar(by=by, profile=PROFILE)


def said_of(profile: Profile) -> dict[str, object]:
    """The columns of an exemplar that its profile fills."""
    return {
        "name": profile.name.zh, "name_en": profile.name.en,
        "headline": profile.headline.zh, "headline_en": profile.headline.en,
        "died_on": profile.died_on, "age_at_death": profile.age_at_death,
        "source": profile.source.zh, "source_en": profile.source.en, "source_on": profile.source_on,
    }  # fmt: skip


def tell_passages(exemplar: Exemplar, profile: Profile) -> None:
    """Put the passages of a profile in the place of those before."""
    exemplar.passages.all().delete()
    Passage.objects.bulk_create(
        Passage(
            exemplar=exemplar, part=part, order=order, theme=one.theme, on=one.on, until=one.until,
            heading=one.heading.zh, heading_en=one.heading.en, words=one.words.zh, words_en=one.words.en,
            source=one.source.zh, source_en=one.source.en,
        )
        for part in PARTS
        for order, one in enumerate(profile.of(part), 1)
    )  # fmt: skip


@transaction.atomic
def withdraw_exemplar(*, by: Post, exemplar: Exemplar, reason: str) -> Exemplar:
    """Take a local profile back, as when the family's consent ends. What was printed is printed; here it is
    gone for every reader at once. A version under way is given up and materials about it end with it."""
    lo, hi = by.area
    exemplar = Exemplar.objects.select_for_update(of=("self",)).get(pk=exemplar.pk)
    if exemplar.unit_id is None or not lo <= exemplar.path < hi:
        raise Refused("exemplars.not_ones_own", _("This profile is not one of the units you answer for."))
    if exemplar.withdrawn_on:
        raise Refused("exemplars.withdrawn", _("This profile was taken back already."))
    if not reason.strip():
        raise Refused("exemplars.no_reason", _("Say why: whoever reads this later must understand it."))
    exemplar.withdrawn_on, exemplar.withdrawn_why = today(), reason.strip()
    exemplar.save(update_fields=["withdrawn_on", "withdrawn_why"])
    Draft.objects.filter(exemplar=exemplar).open().update(state=Draft.State.DROPPED, said=reason.strip())
    about = Material.objects.in_use().filter(exemplar=exemplar)
    about.update(ended_on=today(), ended_why=reason.strip())
    record("exemplars.withdrawn", by=by, on=exemplar)
    return exemplar
