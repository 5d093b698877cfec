"""What was agreed, on a sheet of its own (约定事项单): in large type, in the words of the family's page."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.paper.plain import Entry, Pairs, Part, Plain, Words

from .contact_cards import language
from .snapshots import page_of
from .telling import STEPS, Helper, Told, told


def agreed_sheet(household: Household, by: Post) -> Plain:
    """The sheet as the family's page would read today. It names no family: it may lie on a table."""
    page = told(page_of(household), today())
    issued = {"unit": by.unit.label, "day": date_format(today(), "DATE_FORMAT")}
    return Plain(
        title=_("What we have agreed with you"),
        number=household.number,
        opening=_opening(page.helper),
        parts=tuple(_parts(page)),
        signatures=(_("Handed over by"), _("Received by the family"), _("Date")),
        foot=_("%(unit)s, %(day)s. When something changes, you get a new sheet.") % issued,
        language=language(),
    )


def _opening(helper: Helper | None) -> str:
    if helper is None:
        return ""
    who = {"name": helper.name, "post": helper.post, "phone": helper.phone}
    return _("%(name)s (%(post)s) sees to your family's affairs. Telephone: %(phone)s") % who


def _parts(page: Told) -> Iterator[Part]:
    items = tuple(
        Entry(name=line.title, mark=_mark(line.step), near=(("", line.words),)) for line in page.agreed
    )
    yield Part(_("Where it stands"), items or Words((page.nothing,)))
    if page.coming:
        yield Part(_("What comes next"), Pairs(tuple((one.day, one.words) for one in page.coming)))
    if page.said:
        answers = tuple(Entry(name=line.quote, near=(("", line.words),)) for line in page.said[:5])
        yield Part(_("What you told us"), answers)


def _mark(step: int) -> str:
    return str(STEPS[step - 1]) if step else ""
