"""What the door adds to the house's pages: a part beside each request, its words in the journal."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from anxin.care.beside import show_beside, show_beside_column
from anxin.care.models import DepartmentRequest, JointColumn
from anxin.families.models import Household
from anxin.ground.journal.words import tell
from anxin.ground.ui.navigation import CardLink, Section, card_link, entry, may, section

from .queries import fills, link_contact, links_of
from .snapshots import held_by


@show_beside
def one_time_link(request: HttpRequest, asked: DepartmentRequest) -> SafeString:
    """How the links of a request stand, and the way to make one; a warning where there is nobody for it."""
    links = links_of(asked)
    if not links and not (asked.waits and may(request, "care.measure")):
        return SafeString()
    context = {"asked": asked, "links": links[:1], "may_send": may(request, "care.measure")}
    contact = link_contact(asked) if asked.waits else None
    return render_to_string("family_page/part_link.html", {**context, "contact": contact}, request)


@show_beside_column
def column_link(request: HttpRequest, column: JointColumn) -> SafeString:
    """How the links of a column stand, and the way to make one."""
    links = links_of(column)
    if not links and not fills(column):
        return SafeString()
    return render_to_string(
        "family_page/part_column_link.html", {"column": column, "links": links[:1]}, request
    )


def family_page(request: HttpRequest, record: Household) -> dict[str, object]:
    """Who holds the family's page."""
    return {"held": held_by([record.pk]).get(record.pk)}


entry("family_page:cards", _("Contact cards"), "families.print", 86)
card_link(CardLink("family_page:family", _("The family's side"), 70, "care.page"))
section(Section("family_page", 40, "family_page/part_family.html", family_page, "side", "care.page"))

tell(
    {
        "door.link_made": _("made a one-time link for a department"),
        "door.link_withdrawn": _("withdrew a one-time link"),
        "door.link_opened": _("looked at the one-time links of a request"),
        "door.request_opened": _("opened a request through a one-time link"),
        "door.column_links_opened": _("looked at the one-time links of a column"),
        "door.column_opened": _("opened a column through a one-time link"),
        "door.number_shown": _("showed a masked number through a one-time link"),
        "door.answer_refused": _("an answer through a one-time link could not be taken over"),
    }
)
