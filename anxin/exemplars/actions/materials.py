"""Acts on materials: bring one in, bring its next version, take it out of use."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from anxin.exemplars.models import Exemplar, Material, MaterialVersion
from anxin.ground.access.models import Post
from anxin.ground.days.clock import now, today
from anxin.ground.files.actions import keep
from anxin.ground.files.models import StoredFile
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit

from .drafts import check_place

KEPT = timedelta(days=3653)  # ten years, as papers of the work are kept
FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}


@dataclass(frozen=True)
class Sent:
    """What a version consists of: a text, or a file with its name; and what is new in it."""

    text: str = ""
    name: str = ""
    content: bytes = b""
    words: str = ""

    @property
    def kind(self) -> str:
        """The media type that its name stands for, empty for names that are not taken."""
        return FILES.get(self.name.rpartition(".")[2].lower(), "")


@dataclass(frozen=True)
class About:
    """What a material is: its title, where it is from, which quality or whom it is about."""

    title: str
    source: str
    theme: str = ""
    exemplar: Exemplar | None = None


@transaction.atomic
def bring_material(*, by: Post, unit: Unit, about: About, sent: Sent) -> Material:
    """Bring in a material of a unit, with its first version."""
    check_place(by, unit.path)
    material = Material.objects.create(
        unit=unit, path=unit.path, **vars(about), entered_by=by, entered_at=now()
    )
    _add_version(by, material, 1, sent)
    record("study.material_brought", by=by, on=material)
    return material


@transaction.atomic
def renew_material(*, by: Post, material: Material, sent: Sent) -> MaterialVersion:
    """Bring the next version; those before stay and can be read."""
    material = _in_use(by, material)
    last = material.versions.order_by("-number").values_list("number", flat=True)[0]
    version = _add_version(by, material, last + 1, sent)
    record("study.material_renewed", by=by, on=material, version=version.number)
    return version


@transaction.atomic
def end_material(*, by: Post, material: Material, reason: str) -> Material:
    """Take a material out of use, and say why. Its versions stay."""
    material = _in_use(by, material)
    if not reason.strip():
        raise Refused("study.no_reason", _("Say why: whoever reads this later must understand it."))
    material.ended_on, material.ended_why = today(), reason.strip()
    material.save(update_fields=["ended_on", "ended_why"])
    record("study.material_ended", by=by, on=material)
    return material


def _in_use(by: Post, material: Material) -> Material:
    check_place(by, material.path)
    material = Material.objects.select_for_update(of=("self",)).get(pk=material.pk)
    if material.ended_on:
        raise Refused("study.material_ended", _("This material is out of use already."))
    return material


def _add_version(by: Post, material: Material, number: int, sent: Sent) -> MaterialVersion:
    if bool(sent.text.strip()) == bool(sent.content):
        raise Refused("study.text_or_file", _("A version is a text or a file: give one of the two."))
    return MaterialVersion.objects.create(
        material=material, path=material.path, number=number, text=sent.text.strip(), words=sent.words,
        entered_by=by, entered_at=now(), **(_keep_file(by, material, sent) if sent.content else {}),
    )  # fmt: skip


def _keep_file(by: Post, material: Material, sent: Sent) -> dict[str, object]:
    if not sent.kind:
        raise Refused("study.kind_of_file", _("Send a file of one of these kinds: %s.") % ", ".join(FILES))
    kept: StoredFile = keep(
        owner=by.pk, path=material.path, purpose="material", name=sent.name, kind=sent.kind,
        content=BytesIO(sent.content), until=now() + KEPT,
    )  # fmt: skip
    return {"file": kept, "file_name": kept.name, "file_size": kept.size}
