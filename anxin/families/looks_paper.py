"""The slip a family may ask for (查看留痕告知单): which offices looked at their card, when, what was done."""

from collections.abc import Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from anxin.ground.access.models import Post
from anxin.ground.paper.shapes import Column, Paragraph, Section, Sheet, Table

from .looks import Group, Look
from .models import Household
from .papers import foot


def looks_sheet(household: Household, names: str, groups: Sequence[Group], by: Post) -> Sheet:
    """The slip for A4: day, unit and post, what was done. No ids, no codes, no names of officials."""
    columns = (
        Column(_("Day of the look"), "whole"),
        Column(_("Unit and post"), "lead"),
        Column(_("What was done")),
    )
    rows = tuple((group.on.isoformat(), _who(group), _done(group)) for group in groups)
    about = _(
        "Every time your family's card is opened, printed or changed, the system writes it down at the same"
        " instant, and the record cannot be altered afterwards. This slip lists each of them, newest first."
    )
    ask = _(
        "If anything here seems wrong or you wish to know why it was done, ask the office that gave you this"
        " slip; it must answer."
    )
    return Sheet(
        title=_("Slip on who looked"),
        subtitle=_("Family of %(names)s") % {"names": names},
        number=household.number,
        classification=_("For the family itself"),
        sections=(
            Section(_("About this slip"), Paragraph(about)),
            Section(_("Who looked and what was done"), Table(columns, rows, empty=_("Nobody yet."))),
            Section(_("Your right to ask"), Paragraph(ask)),
        ),
        signatures=(_("Handed over by"), _("Received by the family"), _("Date")),
        foot=foot(household, by),
        language="en" if get_language() == "en" else "zh",
    )


def _who(group: Group) -> str:
    if group.post is None:
        return _("the system")
    return "　".join(filter(None, (group.post.unit.label, group.post.title or group.post.get_role_display())))


def _done(group: Group) -> str:
    """Each act once, oldest first, with how often and what for; emergency access first."""
    told = [_said(look) for look in reversed(group.looks)]
    return "；".join([_("emergency access"), *told] if group.emergency else told)


def _said(look: Look) -> str:
    what = f"{look.words}（{look.purpose}）" if look.purpose else look.words
    return _("%(what)s (%(n)d times)") % {"what": what, "n": look.times} if look.times > 1 else what
