"""Check O21: the database and Python turn an age on the same day, 29 February included."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from anxin.ground.days.ages import reaches

PAIRS = 200_000
SQL = """
SELECT count(*) FROM unnest(%s::date[], %s::int[], %s::date[]) AS pair(birth, years, reached)
WHERE (birth + make_interval(years => years))::date IS DISTINCT FROM reached
"""


@pytest.mark.django_db
def test_python_and_sql_agree_on_200_000_pairs_and_all_29_februaries():
    chance = random.Random(20170412)
    births = [date(1900, 1, 1) + timedelta(chance.randrange(46_000)) for _ in range(PAIRS)]
    births += [date(year, 2, 29) for year in range(1904, 2027, 4) for _ in range(120)]
    years = [number % 120 for number in range(len(births))]
    reached = [reaches(birth, number) for birth, number in zip(births, years, strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(SQL, [births, years, reached])
        assert cursor.fetchone() == (0,)
