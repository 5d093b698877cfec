"""Two networks in one database, one after the other: their keys are turned round, and what only the other
one knows is taken away."""

import uuid

import pytest
from django.utils import translation

from anxin.ground.database.scope import everywhere, papers
from anxin.ground.days.clock import now
from anxin.ground.jobs.refusals import Refused
from anxin.notices.actions.opening import open_package
from anxin.notices.actions.packing import limits
from anxin.notices.models import (
    Carried,
    Delivery,
    FrozenFigure,
    Notice,
    Report,
    ReportSection,
)
from anxin.notices.models.packages import Package, PackageKey, Way
from anxin.notices.packages.container import Head, read, seal, unseal
from anxin.notices.packages.contents import notice_told
from anxin.notices.packages.keys import SecretKey

ABOVE, BELOW = SecretKey.make(), SecretKey.make()


def trusted(secret, way, unit=None, **more):
    return PackageKey.objects.create(
        way=way, name=f"{way}的网", line=secret.public.text, fingerprint=secret.public.fingerprint, unit=unit,
        trusted_at=now(), **more,
    )  # fmt: skip


def be_above(tree):
    """From here on this database is the city's."""
    Package.objects.all().delete()
    PackageKey.objects.all().delete()
    trusted(ABOVE, Way.OWN, secret_line=ABOVE.text)
    return trusted(BELOW, Way.BELOW, tree.county)


def be_below():
    """From here on this database is the county's."""
    Package.objects.all().delete()
    PackageKey.objects.all().delete()
    trusted(BELOW, Way.OWN, secret_line=BELOW.text)
    return trusted(ABOVE, Way.ABOVE)


def as_told(notice):
    """A notice without files as it is told in a package."""
    told = notice_told(notice, notice.unit.name if notice.unit else notice.issuer)
    return told | {"attachments": []}


def forged(told, kind="notice", by=ABOVE, to=BELOW, **other):
    given = {
        "id": uuid.uuid4(), "kind": kind, "sender": by.public.fingerprint,
        "recipient": to.public.fingerprint, "made": now().replace(microsecond=0),
    }  # fmt: skip
    return seal(Head(**given | other), told, by=by, to=to.public, limits=limits())


def unsealed(package, by=BELOW, to=ABOVE):
    """What a package holds, as the installation that it is for reads it."""
    return unseal(read(package, limits()), signer=by.public, own=to, limits=limits())


def refused(by, package):
    """The code of the refusal, after looking that nothing of the package is left behind."""
    before = counts()
    with pytest.raises(Refused) as no:
        open_package(by=by, package=package)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert "%(" not in str(no.value)
    assert counts() == before
    return no.value.code


def counts():
    with everywhere(), papers("", "~"):
        models = (Notice, Report, FrozenFigure, ReportSection, Package, Carried)
        signed = Delivery.objects.filter(received_at__isnull=False).count()
        return [signed, *(model.objects.count() for model in models)]
