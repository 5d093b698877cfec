"""What a question holds of its reader besides the values put in is found, and then it is not kept."""

from datetime import date

import pytest

from anxin.ground.access import kept as keeping
from anxin.ground.access.models import Grant, Post
from anxin.ground.access.reach import Reach
from anxin.ground.days.clock import now, today
from anxin.ground.units.models import Unit

pytestmark = pytest.mark.django_db


def _of(post, rows):
    return None, [rows]


def own_rows(post, reach, day):
    rows = Unit.objects.filter(path__gte=reach.lo, path__lt=reach.hi, pk=post.unit_id)
    return _of(post, rows.exclude(pk=post.pk))


def part_of_a_bound(post, reach, day):
    return _of(post, Unit.objects.filter(path__startswith=reach.lo[:4]))


def length_of_a_bound(post, reach, day):
    return _of(post, Unit.objects.filter(level=len(reach.lo)))


def another_question(post, reach, day):
    return _of(post, Unit.objects.filter(level=1) if reach.lo < "L" else Unit.objects.all())


def name_of_the_reader(post, reach, day):
    return _of(post, Post.objects.filter(name=post.name))


def unit_of_the_reader(post, reach, day):
    return _of(post, Unit.objects.filter(path=post.unit.path))


def rows_of_the_base(post, reach, day):
    return _of(post, Unit.objects.filter(pk__in=list(Grant.objects.values_list("pk", flat=True))))


def the_moment(post, reach, day):
    return _of(post, Grant.objects.filter(ends_at__gt=now()))


DERIVED = (
    part_of_a_bound, length_of_a_bound, another_question, name_of_the_reader, unit_of_the_reader,
    rows_of_the_base, the_moment,
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_kept():
    keeping.forget()
    yield
    keeping.forget()


def _shape(build, post):
    return keeping._shape(build, post, Reach.of(post), today(), ())


def test_what_is_put_in_is_the_readers_own(county_clerk, neighbour_clerk):
    assert not isinstance(_shape(own_rows, county_clerk), keeping.Unkept)
    for post in (county_clerk, neighbour_clerk, county_clerk):
        reach = Reach(post, post.unit.path, post.unit.path + "~")
        found = keeping.kept(own_rows, post, reach, today()).ask(0, reach)
        assert [one.pk for one in found] == [post.unit_id]


@pytest.mark.parametrize("build", DERIVED, ids=lambda build: build.__name__)
def test_what_is_derived_is_found(build, county_clerk):
    assert isinstance(_shape(build, county_clerk), keeping.Unkept)


def test_a_question_that_is_not_kept_is_answered_all_the_same(county_clerk, neighbour_clerk):
    for post in (county_clerk, neighbour_clerk):
        found = keeping.kept(name_of_the_reader, post, Reach.of(post), today()).ask(0, Reach.of(post))
        assert post.pk in {one.pk for one in found}


def test_a_builder_that_brings_something_along_is_not_kept(county_clerk):
    own = county_clerk.pk

    def build(post, reach, day):
        return _of(post, Post.objects.filter(pk=own))

    assert isinstance(_shape(build, county_clerk), keeping.Unkept)


def test_another_day_than_today_is_not_kept(county_clerk):
    found = keeping._shape(own_rows, county_clerk, Reach.of(county_clerk), date(2020, 1, 1), ())
    assert isinstance(found, keeping.Unkept)


def test_only_so_many_are_kept(county_clerk):
    for n in range(keeping.MOST + 5):
        keeping._shelf.put(n, keeping.Unkept("one of many"))
    assert len(keeping._shelf._things) == keeping.MOST
    assert keeping._shelf.get(0) is None
