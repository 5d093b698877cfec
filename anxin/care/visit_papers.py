"""Papers of visits: the one page of the night before, and the lists of a festival's round."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from anxin.families.models import Household
from anxin.families.papers import foot
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.days.lunar import Festival
from anxin.ground.paper.shapes import (
    Cell,
    Column,
    Halves,
    KeyValues,
    Language,
    Mark,
    Pair,
    Paragraph,
    Section,
    Sheet,
    State,
    Table,
)
from anxin.ground.ui.masks import masked_address, masked_phone, masked_text

from .advice import Advice
from .brief import AtHome, Brief
from .models import ContactLeader, Occasion, Promise, Responsibility, VisitPlan
from .queries import title_of
from .queries.handovers import Away

READ_STANDING = 12.0  # pt: read the night before by whoever goes, and again at the door
STATES: dict[str, State] = {"kept": "done", "answered": "none"}


def _language() -> Language:
    return "en" if get_language() == "en" else "zh"


def _inside() -> str:
    return _("Internal; file after use")


# — The one page of the night before —


def brief_sheet(
    household: Household,
    names: str,
    brief: Brief,
    row: Responsibility,
    leader: ContactLeader | None,
    by: Post,
) -> Sheet:
    """The brief on one A4 page; numbers stay masked, and nothing stands on it that the screen hides."""
    return Sheet(
        title=_("Family of %(names)s") % {"names": names},
        subtitle=_("Before the visit"),
        number=household.number,
        classification=_inside(),
        sections=(
            Section(_("The visit"), _the_visit(household, brief, row, leader)),
            Section(_("Last visit"), _last_visit(brief)),
            Section(_("What was promised"), _promises(brief)),
            Section(_("Who lives there"), _people(brief)),
            Section(_("What to talk about"), _open_matters(brief)),
            Halves(
                Section(pgettext("almanac", "Do"), _lines([*brief.call, *brief.do])),
                Section(pgettext("almanac", "Do not"), _lines(brief.avoid)),
            ),
            Section(_("What the family asked for"), Paragraph(_asked(brief))),
        ),
        foot=foot(household, by),
        language=_language(),
        size=READ_STANDING,
    )


def _the_visit(
    household: Household, brief: Brief, row: Responsibility, leader: ContactLeader | None
) -> KeyValues:
    plan = brief.plan
    going = "、".join(one.post.name for one in plan.visitors.all()) if plan else ""
    day = date_format(plan.on, "DATE_FORMAT") if plan else _("not planned yet")
    quiet = "；".join(f"{one.day.isoformat()} {one.kind.words}" for one in brief.quiet)
    return KeyValues(
        (
            Pair(_("Planned for"), day),
            Pair(_("Who goes"), going or "—"),
            Pair(_("Responsible person"), _responsible(row, brief.away)),
            Pair(_("Contact leader"), _reached(leader.post if leader else None)),
            Pair(_("Telephone"), masked_phone(household.phone) or "—"),
            Pair(_("Address"), _address(household)),
            *_warned(brief),
            Pair(_("Quiet days"), quiet or _("none within the next weeks"), wide=True),
        )
    )


def _responsible(row: Responsibility, away: Away | None) -> str:
    named = _reached(None if row.unassigned else row.responsible)
    return f"{named}\n{away.words}" if away else named


def _warned(brief: Brief) -> tuple[Pair, ...]:
    """A visit planned on a quiet day says so on the sheet that is taken along."""
    if brief.quiet_plan is None:
        return ()
    told = {"day": date_format(brief.quiet_plan.day, "DATE_FORMAT"), "what": brief.quiet_plan.kind.words}
    words = _(
        "The visit is planned on a quiet day: %(day)s, %(what)s."
        " Nobody goes there unless the family wants it."
    )
    return (Pair(_("What to mind"), words % told, wide=True),)


def _last_visit(brief: Brief) -> KeyValues | Paragraph:
    """The three sentences of the last visit, without numbers."""
    last = brief.last
    if last is None:
        return Paragraph(_("not visited yet"))
    told = (
        (_("How the family is"), last.news), (_("What they said"), last.said),
        (_("What we promised"), last.promised),
    )  # fmt: skip
    said = tuple(Pair(label, masked_text(words), wide=True) for label, words in told if words)
    return KeyValues(
        (Pair(pgettext("date ahead", "Day"), f"{last.on.isoformat()}　{last.by.name}", wide=True), *said)
    )


def _reached(post: Post | None) -> str:
    return f"{post.name}　{post.phone}".strip() if post else _("to be named")


def _promises(brief: Brief) -> Table:
    columns = (
        Column(_("What"), "text"),
        Column(_("Who does it")),
        Column(_("Due"), "whole"),
        Column(_("State")),
    )
    rows = tuple(
        (masked_text(one.words), one.doer.name, one.due.isoformat(), _state(one)) for one in brief.promises
    )
    return Table(columns, rows, empty=_("No promise is open."))


def _state(promise: Promise) -> Mark:
    late = promise.is_open and promise.due < today()
    state: State = "over" if late else STATES.get(promise.state, "going")
    if promise.is_untold:
        return Mark(
            "going", _("%(state)s; the family is to be told") % {"state": promise.get_state_display()}
        )
    return Mark(state, _("overdue") if late else str(promise.get_state_display()))


def _people(brief: Brief) -> Table:
    """Columns that stand empty are left out."""
    reached = any(one.member.person.phone for one in brief.people)
    columns = (
        Column(_("Name"), "lead"), Column(_("Relation")), Column(_("Age"), "number"),
        *([Column(_("Telephone"), "whole")] if reached else []), Column(_("What is known")),
    )  # fmt: skip
    rows = tuple(_person(one, reached=reached) for one in brief.people)
    return Table(columns, rows, empty=_("No member recorded yet."))


def _person(one: AtHome, *, reached: bool) -> tuple[Cell, ...]:
    person = one.member.person
    age = "" if person.age is None else str(person.age)
    phone = (masked_phone(person.phone),) if reached else ()
    return person.name, one.member.kin_words, age, *phone, one.known


def _open_matters(brief: Brief) -> Table:
    columns = (Column(_("For which person"), "lead"), Column(_("What")), Column(_("Due"), "whole"))
    requests: list[tuple[Cell, ...]] = [
        (one.desk.label, masked_text(one.subject), one.due.isoformat()) for one in brief.requests
    ]
    needs: list[tuple[Cell, ...]] = [
        (one.person.name if one.person else _("the whole family"), one.told_with_theme, "")
        for one in brief.needs
    ]
    return Table(columns, (*requests, *needs), empty=_("Nothing is open. Ask how they are."))


def _lines(found: Iterable[Advice]) -> Table:
    rows = tuple(("" + str(one.words) + (f"（{one.why}）" if one.why else ""),) for one in found)
    return Table((Column(""),), rows)


def _asked(brief: Brief) -> str:
    said = [f"{one.what}：{one.words}" for one in brief.asked]
    return "\n".join(said) or _("Nothing recorded. Ask which days are quiet days and whom not to telephone.")


# — The lists of a festival's round —

BY_TOWN, BY_VISITOR = "town", "visitor"


def round_sheets(
    festival: Festival, plans: Sequence[VisitPlan], order: str, by: Post, rest: Sequence[Household] = ()
) -> list[Sheet]:
    """The round as lists: one sheet with a part a town and what is left to plan (``rest``, titled families)
    as the last, or a sheet a visitor to take along."""
    title = _("Visits before %(festival)s") % {"festival": Occasion(festival.code).label}
    if order == BY_VISITOR:
        groups = _by_visitor(plans)
        return [
            _round_sheet(title, post.name, [Section(post.unit.label, _round_table(own))], by, festival)
            for post, own in groups
        ] or [_round_sheet(title, "", [], by, festival)]
    towns = [Section(name, _round_table(own)) for name, own in _by_town(plans)]
    return [_round_sheet(title, by.unit.label, [*towns, *_left(rest)], by, festival)]


def _round_sheet(title: str, subtitle: str, parts: Sequence[Section], by: Post, festival: Festival) -> Sheet:
    words = {"unit": by.unit.label, "day": date_format(today(), "DATE_FORMAT"), "name": by.name}
    return Sheet(
        title=title,
        subtitle=subtitle,
        number=festival.day.isoformat(),
        classification=_inside(),
        sections=tuple(parts or [Section(title, _round_table([]))]),
        foot=_("%(unit)s, printed on %(day)s by %(name)s") % words,
        language=_language(),
    )


def _round_table(plans: Sequence[VisitPlan]) -> Table:
    columns = (
        Column(_("Planned for"), "whole"), Column(_("Family"), "lead"), Column(_("Address")),
        Column(_("Who goes")), Column(_("State")),
    )  # fmt: skip
    rows = tuple(
        (
            plan.on.isoformat(), title_of(plan),
            _address(plan.household),
            "、".join(one.post.name for one in plan.visitors.all()),
            Mark("done" if plan.state == VisitPlan.State.DONE else "going", str(plan.get_state_display())),
        )
        for plan in plans
    )  # fmt: skip
    return Table(columns, rows, empty=_("No visit is planned yet."))


def _address(household: Household) -> str:
    return masked_address(household.address) or household.town or household.unit.label


def _left(rest: Sequence[Household]) -> list[Section]:
    """The families of the round that have no day yet: a list that leaves them out would hide them."""
    columns = (Column(_("Family"), "lead"), Column(_("Address")), Column(_("Unit")))
    rows = tuple((title_of(one), _address(one), one.unit.label) for one in rest)
    return [Section(_("Not planned yet"), Table(columns, rows))] if rows else []


def _by_town(plans: Sequence[VisitPlan]) -> list[tuple[str, list[VisitPlan]]]:
    found: dict[str, list[VisitPlan]] = defaultdict(list)
    for plan in plans:  # by day already
        found[plan.household.town or plan.household.unit.label].append(plan)
    return sorted(found.items(), key=lambda pair: min(one.household.unit.code for one in pair[1]))


def _by_visitor(plans: Sequence[VisitPlan]) -> list[tuple[Post, list[VisitPlan]]]:
    found: dict[Post, list[VisitPlan]] = defaultdict(list)
    for plan in plans:
        for one in plan.visitors.all():
            found[one.post].append(plan)
    return sorted(found.items(), key=lambda pair: (pair[0].unit.path, pair[0].name))
