"""What needs and joint measures tables put on somebody's desk."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from anxin.care.models import TO_FILL, JointColumn, JointTable, Need
from anxin.ground.access.models import Post
from anxin.ground.access.reach import Reach
from anxin.ground.database.models import Bounds
from anxin.ground.ui.parts import Words

from .joint import columns_of_desk
from .task import Kind, Task
from .titles import title_of, titled

S = JointTable.State


def tasks_to_verify(needs: Iterable[Need]) -> list[Task]:
    """Found needs that wait for the clerk, one task a family however many they are."""
    homes: dict[uuid.UUID, list[Need]] = {}
    for need in needs:
        homes.setdefault(need.household_id, []).append(need)
    return [_to_verify(found) for found in homes.values()]


def _to_verify(found: list[Need]) -> Task:
    card, first = found[0].household_id, min(need.found_on for need in found)
    url = reverse("care:need_verify", kwargs={"card": card})
    many = ngettext("%(n)d need to verify", "%(n)d needs to verify", len(found)) % {"n": len(found)}
    title = gettext("%(family)s: %(words)s") % {"family": title_of(found[0]), "words": many}
    words = gettext("found on %(day)s, not verified") % {"day": first}
    return Task("verify", _("to verify"), title, words, None, url, _("Verify"), card)


VERBS: dict[str, Words] = {S.DRAFT: _("Send out"), S.FILLING: _("Hand in"), S.SIGNED: _("Approve")}


def table_kinds(post: Post, reach: Bounds, day: date) -> Iterator[Kind]:
    """Tables that wait for this post's next step: sent out, handed in, approved."""
    unsigned = JointColumn.objects.filter(table=OuterRef("pk"), state=JointColumn.State.OPEN)
    steps = {
        "care.measure": Q(state=S.DRAFT) | (Q(state=S.FILLING) & ~Exists(unsigned)),
        "care.approve": Q(state=S.SIGNED),
    }
    mine = [waits for permission, waits in steps.items() if post.may(permission)]
    if mine:
        tables = JointTable.objects.visible_to(reach).filter(reduce(or_, mine))
        yield Kind(titled(tables), lambda found: map(_table, found), pressing=tables.filter(due__lte=day))


def _table(table: JointTable) -> Task:
    url = reverse("care:table", kwargs={"card": table.household_id, "table": table.pk})
    words = gettext("joint measures, version %(n)d") % {"n": table.version}
    title = gettext("%(family)s: %(words)s") % {"family": title_of(table), "words": words}
    state, card = str(table.get_state_display()), table.household_id
    return Task("table", _("table of joint measures"), title, state, table.due, url, VERBS[table.state], card)


def tasks_of_column(reach: Reach) -> Iterator[Task]:
    """The column of a desk that is still to be filled and signed."""
    if reach.grant is None or reach.grant.purpose != TO_FILL:
        return
    for column in columns_of_desk(reach):
        if not column.is_signed and column.table.state == JointTable.State.FILLING:
            url = reverse("care:column", kwargs={"part": column.pk})
            words = gettext("from %(unit)s") % {"unit": column.table.started_by.unit.label}
            title = gettext("Joint measures, No. %(code)s") % {"code": column.code}
            yield Task("column", _("table of joint measures"), title, words, column.table.due, url, _("Fill"))
