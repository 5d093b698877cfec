"""Publishing the profile of an exemplar."""

from django.db import transaction

from anxin.ground.journal.actions import Actor, record

from .content.liao_junbo import PROFILE
from .content.shapes import Profile, Told
from .models import Exemplar, Honour, Part, Passage


@transaction.atomic
def publish_exemplar(*, by: Actor, profile: Profile) -> Exemplar:
    """Publish a profile with its posts, deeds, things to learn and honours."""
    exemplar = Exemplar.objects.create(
        slug=profile.slug, name=profile.name.zh, name_en=profile.name.en,
        headline=profile.headline.zh, headline_en=profile.headline.en,
        died_on=profile.died_on, age_at_death=profile.age_at_death,
        source=profile.source.zh, source_en=profile.source.en, source_on=profile.source_on,
    )  # fmt: skip
    _tell(exemplar, Part.POST, profile.posts)
    _tell(exemplar, Part.DEED, profile.deeds)
    _tell(exemplar, Part.QUALITY, profile.qualities)
    _honour(exemplar, profile)
    record("exemplars.published", by=by, on=exemplar, path="")
    return exemplar


@transaction.atomic
def publish_liao_junbo(*, by: Actor) -> Exemplar:
    """Publish the profile of Liao Junbo; where it stands already, give that one back."""
    standing = Exemplar.objects.filter(slug=PROFILE.slug).first()
    return standing or publish_exemplar(by=by, profile=PROFILE)


def _tell(exemplar: Exemplar, part: Part, passages: tuple[Told, ...]) -> None:
    Passage.objects.bulk_create(
        Passage(
            exemplar=exemplar, part=part, order=order, heading=one.heading.zh, heading_en=one.heading.en,
            words=one.words.zh, words_en=one.words.en,
        )
        for order, one in enumerate(passages, 1)
    )  # fmt: skip


def _honour(exemplar: Exemplar, profile: Profile) -> None:
    Honour.objects.bulk_create(
        Honour(
            exemplar=exemplar, order=order, name=one.name.zh, name_en=one.name.en, on=one.on,
            source=one.source.zh, source_en=one.source.en,
        )
        for order, one in enumerate(profile.honours, 1)
    )  # fmt: skip
