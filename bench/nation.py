"""A country's year of study, and a survey round over it: filled in, and the pages that tell of them.

About 1.4 million activities (two of most units, none of one in ten) with how many people a unit has, and an
answer of nine places in ten, in many statements of SQL: the triggers that count them run. The register holds
``FAMILIES`` families, brought in by the clerks of a few counties through the product's own act.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from anxin.cli.ready import late
from bench.asking import say, timed

Pages = Callable[[Any], Mapping[str, str]]  # post → page → address
FAMILIES, COUNTIES = 400, 8
WRITERS = 4
SHARES = "0123456789abcdef"  # a statement each for the units whose id begins so
HELD = """
INSERT INTO exemplars_activity (id, path, unit_id, "on", form, subject, theme, people, words, struck_why,
                                entered_by_id, entered_at)
SELECT gen_random_uuid(), u.path, u.id, make_date(%(year)s, 1, 1) + (h.n * times %% %(days)s),
       (ARRAY['reading', 'lecture', 'visit', 'discussion', 'film', 'lessons'])[1 + (h.n + times) %% 6],
       'bench ' || times, '', 5 + h.n %% 40, '', '', %(by)s, now()
FROM units_unit u CROSS JOIN LATERAL (SELECT ('x' || left(md5(u.path), 6))::bit(24)::int AS n) h
CROSS JOIN generate_series(1, 2 + (h.n %% 3) / 2) AS times
WHERE u.id::text LIKE %(share)s AND h.n %% 10 > 0"""
STAFF = """
INSERT INTO exemplars_establishment (id, path, unit_id, people, as_of, entered_by_id, entered_at)
SELECT gen_random_uuid(), path, id, 30, now()::date, %(by)s, now()
FROM units_unit WHERE id::text LIKE %(share)s AND level < 5"""
ANSWERED = """
INSERT INTO surveys_answer (id, path, round_id, unit_id, state, nil, signatory, officers, unknown, families,
                            sent_by_id, sent_at)
SELECT gen_random_uuid(), u.path, %(round)s, u.id,
       (ARRAY['sent', 'returned', 'accepted', 'accepted', 'accepted'])[1 + h.n %% 5], h.n %% 2 = 0, '-', 0, 0,
       0, %(by)s, now()
FROM units_unit u CROSS JOIN LATERAL (SELECT ('x' || left(md5(u.path), 6))::bit(24)::int AS n) h
WHERE u.id::text LIKE %(share)s AND u.kind <> 'organisation' AND u.parent_id IS NOT NULL AND h.n %% 10 > 0"""


def study(_options: Any) -> Pages:
    """A year of study up to today."""
    models, today = late("anxin.exemplars.models"), late("anxin.ground.days.clock").today()
    if not models.Activity.objects.exists():
        said = {"by": _somebody(), "year": today.year, "days": today.timetuple().tm_yday}
        with timed("study of a year, counted by the trigger"):
            _in_shares(HELD, said)
        with timed("how many people units have"):
            _in_shares(STAFF, said)
        _fold_and_rebuild(models.STUDY, models.STAFF, late("anxin.ground.units.numbers").TALLIES)
    say(f"activities: {models.Activity.objects.count():,}")
    reverse = late("django.urls").reverse
    return lambda post: {
        "study": reverse("exemplars:study"),
        "one form": reverse("exemplars:study") + "?form=film",
        "behind it": reverse("exemplars:activities", args=[post.scope_root_id]),
    }


def round_(_options: Any) -> Pages:
    """A round over every unit, answered by nine of ten, with some officers in the register."""
    models = late("anxin.surveys.models")
    found = models.Round.objects.first()
    if found is None:
        with timed(f"{FAMILIES:,} families by the act of clerks"):
            _register()
        found = _opened()
        with timed("answers, counted by the trigger"):
            _in_shares(ANSWERED, {"by": _somebody(), "round": found.pk})
        _fold_and_rebuild(models.ANSWERS)
    reverse = late("django.urls").reverse

    def pages(post: Any) -> Mapping[str, str]:
        lists = ("asked", "not_started", "sent", "accepted", "nil")
        args = [found.pk, post.scope_root_id]
        return {
            "rounds": reverse("surveys:rounds:list"),
            "round": reverse("surveys:rounds:round", args=[found.pk]),
            **{one: reverse("surveys:rounds:places", args=[*args, one]) for one in lists},
        }

    return pages


def _somebody() -> UUID:
    posts = late("anxin.ground.access.models").Post.objects.filter(role="clerk")
    return posts.order_by("scope_root__path")[0].pk


def _in_shares(sql: str, said: dict[str, Any]) -> None:
    """Several writers at once, each with units of its own."""
    scope, connection = late("anxin.ground.database.scope"), late("django.db").connection

    def write(share: str) -> None:
        with scope.papers("", scope.END), connection.cursor() as cursor:
            cursor.execute(sql, {**said, "share": f"{share}%"})
        connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, SHARES))


def _fold_and_rebuild(*kinds: Any) -> None:
    for kind in kinds:
        with timed(f"{kind.table}: changes folded in"):
            kind.fold()
        with timed(f"{kind.table} counted afresh"):
            kind.rebuild()
    with late("django.db").connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _opened() -> Any:
    asked, choosing = late("anxin.ground.units.asked"), late("anxin.ground.units.choosing")
    root = late("anxin.ground.units.models").Unit.objects.get(parent=None)
    today = late("anxin.ground.days.clock").today()
    work = asked.WorkAsked(
        item=UUID(int=1), kind="survey", unit=root.children.get(kind="organisation").pk, path=root.path,
        lines=(choosing.Choice(),), paper="bench", words="bench", due=today + timedelta(30), since=2012,
    )  # fmt: skip
    return late("anxin.surveys.actions").open_round(work)


def _register() -> None:
    """Families in the towns of some counties, opened by the counties' own clerks."""
    random, invent = Random(1), late("anxin.demo.seed").card_of
    posts, units = (
        late("anxin.ground.access.models").Post.objects,
        late("anxin.ground.units.models").Unit.objects,
    )
    families, scope = late("anxin.families.actions"), late("anxin.ground.database.scope").scope
    origin = families.Origin("ledger", "ledger:register", late("anxin.ground.days.clock").today())
    clerks = posts.filter(role="clerk", scope_root__level=3).select_related("scope_root")
    for clerk in random.sample(list(clerks.order_by("pk")), COUNTIES):
        towns = list(units.filter(parent=clerk.scope_root, level=4))
        with scope(clerk.scope_root.path):
            late("anxin.care.actions").set_work_lead(by=clerk, unit=clerk.scope_root, post=clerk)
            cards = [invent(random, random.choice(towns)) for _ in range(FAMILIES // COUNTIES)]
            families.open_cards(by=clerk, unit=clerk.scope_root, cards=cards, origin=origin)
