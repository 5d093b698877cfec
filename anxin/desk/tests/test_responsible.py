"""What a responsible person finds, on a telephone first."""

import pytest

from anxin.care.actions import name_responsible
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family, hire

pytestmark = pytest.mark.django_db


def test_nobody_named_yet_says_who_names(township_officer, page):
    text = page(township_officer)
    assert "还没有指派给您的家庭" in text
    assert "家庭责任人由组织部门指派" in text


def test_each_family_stands_there_with_a_visit_to_record(named, township_officer, page):
    text = page(township_officer)
    assert "<h1>1户，今天没有到期事项</h1>" in text
    assert "尚未走访" in text
    assert f'href="/care/{named.pk}/visits/new/"' in text
    assert f'href="/care/{named.pk}/visits/before/"' in text


def test_promises_are_due_and_the_first_one_is_the_button(named, township_officer, promised, page):
    promised(township_officer, named, -2, "看屋顶")
    promised(township_officer, named, 0, "回话")
    text = page(township_officer)
    assert "<h1>今天到期1件，已逾期1件</h1>" in text
    assert text.index("看屋顶") < text.index("回话") < text.index("我负责的家庭")
    assert "10天前走访" in text


def test_the_promise_of_another_is_not_mine_but_its_day_stands_beside_the_family(
    led, named, township_officer, promised, page
):
    promised(led, named, 0, "去县里问")
    text = page(township_officer)
    assert "去县里问" not in text
    assert "承诺" in text


def test_a_deputy_is_told_so(led, household, township_officer, tree, page):
    deputy = hire("deputy", tree.town, "township", "林涛")
    name_responsible(by=led, household=household, responsible=township_officer, deputy=deputy)
    assert "副责任人" in page(deputy)
    assert "副责任人" not in page(township_officer)


def test_families_that_were_not_given_stay_unseen(named, led, township_officer, tree, page):
    family(led, tree.town, "赵海平")
    assert "赵海平" not in page(township_officer)


def test_the_look_is_noted_where_the_line_of_the_officer_can_read_it(named, township_officer, tree, page):
    page(township_officer)
    (entry,) = JournalEntry.objects.filter(act="desk.opened")
    assert entry.cards == [named.pk]
    assert entry.path == tree.town.path


def test_a_family_costs_three_questions_and_one_for_each_kind_of_what_waits(
    led, named, township_officer, promised, questions, tree, in_county
):
    promised(township_officer, named, 0)
    client = client_of(township_officer)
    client.get("/")  # the session notes its use once a minute
    with questions(21):
        client.get("/")
    other = family(led, tree.town, "赵海平")
    name_responsible(by=led, household=other, responsible=township_officer)
    promised(township_officer, other, 1)
    with questions(25):
        client.get("/")


def test_each_of_many_families_shows_its_own_and_no_other(
    led, named, township_officer, promised, page, tree, in_county
):
    promised(township_officer, named, 0, "看屋顶")
    for name, words in (("赵海平", "联系镇中学"), ("孙立民", "问工伤认定")):
        other = family(led, tree.town, name)
        name_responsible(by=led, household=other, responsible=township_officer)
        promised(township_officer, other, 1, words)
    family(led, tree.town, "钱志强")
    text = page(township_officer)
    told = ["周明远家庭：看屋顶", "赵海平家庭：联系镇中学", "孙立民家庭：问工伤认定"]
    assert [text.count(f">{one}</a>") for one in told] == [1, 1, 1]
    assert "钱志强" not in text
