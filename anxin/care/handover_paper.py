"""The handover sheet of one family (交接单): who to whom, point by point, the word to the family."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.families.papers import foot
from anxin.ground.access.models import Post
from anxin.ground.days.clock import local_day
from anxin.ground.paper.shapes import (
    Cell,
    Column,
    Columns,
    KeyValues,
    Mark,
    Pair,
    Panel,
    Section,
    Sheet,
    Table,
)
from anxin.ground.ui.masks import masked_text

from .models import Handover, HandoverItem
from .queries import family_title
from .queries.handovers import Checked


def handover_sheet(handover: Handover, points: Sequence[Checked], by: Post) -> Sheet:
    """The sheet as things stand now; what is not done yet stands as missing."""
    household = handover.household
    return Sheet(
        title=family_title(household),
        subtitle=_("Handover sheet"),
        number=household.number,
        classification=_("Internal; file after use"),
        sections=(
            Section(_("From whom to whom"), Columns((
                _panel(_("Hands over"), handover.former), _panel(_("Takes over"), handover.successor),
            )), note=_when(handover)),
            *_to_know(handover),
            Section(_("Checklist"), _table(points)),
            Section(_("The word to the family"), _word(handover)),
        ),
        signatures=(_("Hands over"), _("Takes over"), _("Date")),
        qr=household.pk.hex,
        qr_words=_("Code of this card"),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )  # fmt: skip


def _to_know(handover: Handover) -> tuple[Section, ...]:
    """What the former person wrote for whoever takes over; nothing where nothing was written."""
    if not handover.words:
        return ()
    pair = Pair(handover.former.name, masked_text(handover.words), wide=True)
    return (Section(_("What whoever takes over must know"), KeyValues((pair,))),)


def _panel(label: str, post: Post | None) -> Panel:
    if post is None:
        return Panel(label, _("to be named"))
    return Panel(label, post.name, post.title, tuple(filter(None, (post.unit.label, post.phone))))


def _when(handover: Handover) -> str:
    words = {
        "day": handover.effect_on,
        "why": handover.get_why_display(),
        "state": handover.get_state_display(),
    }
    return _("from %(day)s, %(why)s; %(state)s") % words


def _table(points: Sequence[Checked]) -> Table:
    columns = (
        Column(_("Point"), "lead"),
        Column(_("What it is about")),
        Column(_("Remark")),
        Column(_("Gone through")),
    )
    rows = tuple((one.label, _about(one), _note(one), _tick(one)) for one in points)
    return Table(columns, rows)


def _about(one: Checked) -> str:
    """What belongs to a point; of what not to ask again only the words tell, and they stand beside."""
    nothing = "" if one.code == HandoverItem.Point.KEYS else _("nothing open")
    lines = (f"{line.day}　{line.words}" if line.day else line.words for line in one.lines)
    return "\n".join(lines) or nothing


def _note(one: Checked) -> str:
    return masked_text(one.item.words) if one.item else ""


def _tick(one: Checked) -> Cell:
    if one.item is None:
        return Mark("missing", _("not yet"))
    return Mark("done", f"{one.item.by.name} {local_day(one.item.at)}")


def _word(handover: Handover) -> KeyValues:
    if handover.told_on is None or handover.told_by is None:
        return KeyValues((Pair(_("Told on"), Mark("missing", _("not yet"))), Pair(_("By whom"), "")))
    return KeyValues((
        Pair(_("Told on"), str(handover.told_on)),
        Pair(_("By whom"), f"{handover.told_by.name}　{handover.get_told_how_display()}"),
        Pair(_("What the family said"), masked_text(handover.told_words) or "—", wide=True),
    ))  # fmt: skip
