"""Writing a notice: its words, what it asks, whom it addresses, what goes with it.

Only the unit that issues it writes in it, and only while it is a draft or was returned. Whoever wrote in it
is remembered with a step, for it takes another person to approve it (actions.way)."""

from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from django.db import connection, transaction
from django.db.models import Max
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from anxin.ground.access.models import Post
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import now, today
from anxin.ground.files import actions as files
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import record
from anxin.ground.units.models import Unit
from anxin.notices.models import (
    Asked,
    Notice,
    NoticeAddressee,
    NoticeAttachment,
    NoticeItem,
    NoticeParagraph,
    NoticeState,
    NoticeStep,
    Relief,
    ReliefState,
)

KEPT_YEARS = 30  # of an attachment: the longer of the two terms of office files that end (国家档案局令第8号)
FIRST = 1  # place of the notice of 2017 in the register, entered here or not yet
REGISTER = 20170412  # key of the lock under which places in the register are given out


@dataclass(frozen=True)
class Written:
    """The words of a notice; each line of ``body`` is a paragraph."""

    title: str
    mark: str
    body: str
    receive_by: date | None = None
    copies: str = ""


@dataclass(frozen=True)
class AskedFor:
    """One thing asked: of what kind, in which words, until when, what proves it."""

    asks: str
    words: str
    due: date | None = None
    proof: str = ""
    figure: str = ""
    deaths_since: int | None = None


@dataclass(frozen=True)
class Addressed:
    """Units by kind, level and the unit they lie below; or one unit picked by hand."""

    kind: str = ""
    level: int | None = None
    below: Unit | None = None
    unit: Unit | None = None


@dataclass(frozen=True)
class Attached:
    """A file as it was sent."""

    title: str
    name: str
    kind: str
    content: IO[bytes]


@transaction.atomic
def compose(*, by: Post, said: Written) -> Notice:
    """Begin a notice of the post's own unit for the part of the tree it answers for. Raises Refused."""
    notice = begin(by=by, said=said)
    record("notices.composed", by=by, on=notice, number=notice.number)
    return notice


def begin(*, by: Post, said: Written, parent: Notice | None = None) -> Notice:
    """The notice itself, with its place in the register and its number, inside the caller's act."""
    if not by.may("notices.write") or by.area == ("", ""):
        raise Refused("notices.not_for_this_post", _("The post you act in issues no notices."))
    year = today().year
    notice = Notice.objects.create(
        number=next_number(), title=said.title, issuer=by.unit.name, issuer_en=by.unit.name_en,
        unit=by.unit, path=by.scope_root.path, mark=said.mark, year=year,
        serial=_next_serial(by.unit, said.mark, year), parent=parent, receive_by=said.receive_by,
        copies=said.copies, made_by=by, made_account=by.acting_id, made_at=now(),
    )  # fmt: skip
    _write_body(notice, said.body)
    _wrote(notice, by)
    return notice


@transaction.atomic
def revise(*, by: Post, notice: Notice, said: Written) -> Notice:
    """Write the words anew. Its number stays unless another mark is chosen. Raises Refused."""
    notice = open_to_write(by, notice)
    if said.mark != notice.mark:
        notice.mark, notice.serial = said.mark, _next_serial(by.unit, said.mark, notice.year)
    notice.title, notice.receive_by, notice.copies = said.title, said.receive_by, said.copies
    notice.save(update_fields=["mark", "serial", "title", "receive_by", "copies"])
    _let_days_follow(notice)
    _write_body(notice, said.body)
    record("notices.revised", by=by, on=notice, part="words")
    return notice


@transaction.atomic
def ask_for(*, by: Post, notice: Notice, said: AskedFor, order: int | None = None) -> NoticeItem:
    """Put a thing asked on the notice, or write the one at ``order`` anew. What a notice from above asks is
    passed down no later than it asks it. Raises Refused."""
    notice = open_to_write(by, notice)
    standing = notice.items.select_related("origin").filter(order=order).first() if order else None
    item = standing or NoticeItem(notice=notice, order=_next_order(notice.items))
    _check_item(notice, item, said)
    for name, value in vars(said).items():
        setattr(item, name, value)
    item.save()
    record("notices.revised", by=by, on=notice, part="item", order=item.order)
    return item


@transaction.atomic
def ask_no_more(*, by: Post, notice: Notice, order: int) -> None:
    """Take a thing asked off the notice. What comes from above stays on it. Raises Refused."""
    notice = open_to_write(by, notice)
    if notice.items.filter(order=order, origin__isnull=False).exists():
        raise Refused(
            "notices.from_above",
            _("The notice above asks this; it can be passed down earlier or in other words, never left out."),
        )
    notice.items.filter(order=order).delete()
    record("notices.revised", by=by, on=notice, part="item", order=order)


@transaction.atomic
def address(*, by: Post, notice: Notice, said: Addressed) -> NoticeAddressee:
    """Add a line of addressees within the notice's own part of the tree. Raises Refused."""
    notice = open_to_write(by, notice)
    for unit in (said.below, said.unit):
        if unit is not None and not unit.path.startswith(notice.path):
            raise Refused("outside_scope", _("This unit lies outside the part of the tree you answer for."))
    line = NoticeAddressee(notice=notice, order=_next_order(notice.addressees), **vars(said))
    if not line.units().exists():
        raise Refused("notices.addresses_nobody", _("No unit answers to this: nobody would be addressed."))
    line.save()
    record("notices.revised", by=by, on=notice, part="addressees", order=line.order)
    return line


@transaction.atomic
def address_no_more(*, by: Post, notice: Notice, order: int) -> None:
    """Take a line of addressees off. Raises Refused."""
    notice = open_to_write(by, notice)
    notice.addressees.filter(order=order).delete()
    record("notices.revised", by=by, on=notice, part="addressees", order=order)


@transaction.atomic
def attach(*, by: Post, notice: Notice, said: Attached) -> NoticeAttachment:
    """Let a file go out with the notice. It is kept encrypted. Raises Refused."""
    notice = open_to_write(by, notice)
    order = _next_order(notice.attachments)
    attachment = keep_attachment(by=by, notice=notice, order=order, said=said)
    record("notices.revised", by=by, on=notice, part="attachments", order=order)
    return attachment


def keep_attachment(*, by: Post, notice: Notice, order: int, said: Attached) -> NoticeAttachment:
    """Within an act: keep the file encrypted, under the path of whoever issues the notice."""
    until = now().replace(year=now().year + KEPT_YEARS, day=min(now().day, 28))
    kept = files.keep(
        owner=by.pk, path=notice.path, purpose="notices.attachment", name=said.name, kind=said.kind,
        content=said.content, until=until,
    )  # fmt: skip
    return NoticeAttachment.objects.create(notice=notice, order=order, title=said.title, file=kept)


@transaction.atomic
def attach_no_more(*, by: Post, notice: Notice, order: int) -> None:
    """Take a file off; its bytes go too. Raises Refused."""
    notice = open_to_write(by, notice)
    for attachment in notice.attachments.select_related("file").filter(order=order):
        attachment.delete()
        files.remove(attachment.file)
    record("notices.revised", by=by, on=notice, part="attachments", order=order)


@transaction.atomic
def opened_attachment(*, by: Post, attachment: NoticeAttachment) -> FileResponse:
    """The file as an answer. It lies under the issuing unit's path, which whoever stands below has no range
    over: the notice it belongs to, which this post may read, is what opens it."""
    with scope(attachment.notice.path):
        answer = files.served(attachment.file)
    record("notices.attachment_taken", by=by, on=attachment.notice, order=attachment.order)
    return answer


def open_to_write(by: Post, notice: Notice) -> Notice:
    """The notice, locked, if this post may write in it now; that it did is remembered. Raises Refused."""
    held = Notice.objects.select_for_update(of=("self",)).select_related("unit", "parent").get(pk=notice.pk)
    if held.unit_id != by.unit_id or not by.may("notices.write"):
        raise Refused("outside_scope", _("Only the unit that issues this notice writes in it."))
    if not held.is_open_to_write:
        raise Refused(
            "notices.not_open",
            _("This notice is on its way and is not written in. Have it returned first, with a reason."),
        )
    _wrote(held, by)
    return held


def _wrote(notice: Notice, by: Post) -> None:
    """Remember who wrote in it: once a person between two other steps."""
    last = notice.steps.last()
    if last is None or (last.to, last.account) != (NoticeState.DRAFT, by.acting_id):
        NoticeStep.objects.create(notice=notice, to=NoticeState.DRAFT, by=by, account=by.acting_id, at=now())


def _check_item(notice: Notice, item: NoticeItem, said: AskedFor) -> None:
    if said.due and said.due < today():
        raise Refused("notices.due_has_passed", _("This day has passed. Name a day that lies ahead."))
    if said.deaths_since and said.asks != Asked.SURVEY:
        raise Refused("notices.only_a_survey", _("Only a survey asks since which year."))
    if said.asks == Asked.SURVEY and not (said.due and said.deaths_since):
        raise Refused(
            "notices.survey_needs_both", _("A survey needs the first year of death it asks about, and a day.")
        )
    above = item.origin.due if item.origin else None
    if above and (said.due is None or said.due > (allowed := _allowed(notice, above))):
        raise Refused(
            "notices.later_than_above",
            _("The notice above asks this by %(day)s: name this day or an earlier one."),
            day=allowed if said.due else above,
        )


def _allowed(notice: Notice, above: date) -> date:
    """The last day for which a thing may be passed down: that of the notice above, or what this unit was
    given in time besides."""
    given = Relief.objects.filter(
        notice=notice.parent, unit=notice.unit, state=ReliefState.GRANTED, until__isnull=False
    )
    return max([above, *(one.until for one in given if one.until)])


def _let_days_follow(notice: Notice) -> None:
    """No level has longer than the notice: a day behind the last one gives way to it."""
    if notice.receive_by is None:
        notice.days.all().delete()
    else:
        notice.days.filter(day__gt=notice.receive_by).delete()


def _write_body(notice: Notice, body: str) -> None:
    notice.paragraphs.all().delete()
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    NoticeParagraph.objects.bulk_create(
        NoticeParagraph(notice=notice, order=order, words=words) for order, words in enumerate(lines)
    )


def next_number() -> int:
    """The next place in the register; two who ask at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [REGISTER])
    return (Notice.objects.aggregate(last=Max("number"))["last"] or FIRST) + 1


def _next_serial(unit: Unit, mark: str, year: int | None) -> int:
    Unit.objects.select_for_update().get(pk=unit.pk)  # two drafts at once must not share a number
    used = Notice.objects.filter(unit=unit, mark=mark, year=year).exclude(state=NoticeState.DROPPED)
    return (used.aggregate(last=Max("serial"))["last"] or 0) + 1


def _next_order(pieces: Any) -> int:
    return (pieces.aggregate(last=Max("order"))["last"] or 0) + 1


def suggested_notice_mark(by: Post) -> str:
    """The mark (机关代字) of this unit's last notice, else the region's first character and 组通."""
    last = Notice.objects.filter(unit=by.unit).exclude(mark="").order_by("-made_at")
    return last.values_list("mark", flat=True).first() or f"{by.scope_root.name[:1]}组通"
