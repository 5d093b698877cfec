"""Pages of the cascade: signing for with one tap, where it is stuck, lists, paper, chasing."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days
from anxin.ground.messages.models import Message
from anxin.ground.units.models import Level, Unit
from anxin.notices.actions import receive
from anxin.notices.models import Chase, Delivery, Notice, Stand
from tests.cast import client_of, hire

from .test_cascade import at, sign_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_county(notice, tree, city_clerk):
    """The notice waits at both counties."""
    Notice.objects.filter(pk=notice.pk).update(receive_by=add_working_days(today(), 1))
    sign_down(notice, tree, city_clerk)
    return notice


def page(post, name, *args, language="zh-hans", **query):
    return client_of(post, language).get(reverse(f"notices:cascade:{name}", args=args), query)


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def words(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_county_signs_for_it_with_one_tap(at_county, tree, county_clerk):
    client = client_of(county_clerk)
    mine = client.get(reverse("notices:cascade:mine")).content.decode()
    assert "有1份通知待签收" in mine
    sign = reverse("notices:cascade:sign", args=[at_county.pk])
    assert sign in mine
    assert client.get(sign).status_code == 405
    for _tap in range(2):
        assert client.post(sign).status_code == 302
    assert at(at_county, tree.county_office).received_by == county_clerk
    assert "没有待签收的通知" in client.get(reverse("notices:cascade:mine")).content.decode()


def test_a_unit_that_was_sent_nothing_is_told_so(tree, at_county):
    stranger = hire("stranger", tree.city, "desk", "外人")
    answer = client_of(stranger).post(reverse("notices:cascade:sign", args=[at_county.pk]), follow=True)
    assert "没有发给本单位" in answer.content.decode()


def test_the_city_sees_where_it_is_stuck_and_who_holds_it_back(at_county, tree, city_clerk):
    told = words(page(city_clerk, "own", at_county.pk))
    assert "还有7家没签收，卡在安和县</h1>" in told
    assert "已送到，没签收" in told
    assert "沈静" in told
    assert told.index("安和县") < told.index("邻水县")


def test_every_figure_opens_its_list(at_county, tree, city_clerk):
    client = client_of(city_clerk)
    told = words(client.get(reverse("notices:cascade:own", args=[at_county.pk])))
    for name, number in {"due": 7, "signed": 0, "waiting": 2, "far": 5, "unsigned": 7, "reported": 0}.items():
        url = reverse("notices:cascade:units", args=[at_county.pk, tree.city.pk, name])
        assert url in told
        assert words(client.get(url)).count('<th scope="row">') == number


def test_a_list_of_units_asks_no_more_for_four_than_for_two(at_county, tree, city_clerk, county_clerk):
    client = client_of(city_clerk)
    url = reverse("notices:cascade:units", args=[at_county.pk, tree.city.pk, "waiting"])
    client.get(url)  # what a process keeps is there
    with CaptureQueriesContext(connection) as two:
        assert words(client.get(url)).count('<th scope="row">') == 2
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))  # and so it reaches three below
    with CaptureQueriesContext(connection) as four:
        assert words(client.get(url)).count('<th scope="row">') == 4
    assert len(two) == len(four)


def test_the_picture_says_in_words_what_it_shows_and_has_a_table_beside_it(at_county, city_clerk):
    told = words(page(city_clerk, "own", at_county.pk))
    assert '<title id="icicle-title">通知逐级签收：7家中0家已签收</title>' in told
    assert "<title>安和县：未签收</title>" in told
    assert "以表格查看" in told
    assert "style=" not in told


def test_it_reads_in_english(at_county, city_clerk):
    told = words(page(city_clerk, "own", at_county.pk, language="en"))
    assert "7 units have not signed yet, stuck in 安和县" in told


def test_nobody_sees_how_it_stands_beside_or_above(
    at_county, tree, county_clerk, township_officer, health_desk
):
    for post, place in (
        (county_clerk, tree.neighbour),
        (county_clerk, tree.city),
        (township_officer, tree.county),
    ):
        assert page(post, "place", at_county.pk, place.pk).status_code == 404
    assert words(page(county_clerk, "place", at_county.pk, tree.town.pk))
    assert page(health_desk, "own", at_county.pk).status_code == 403


def test_lights_of_a_day_are_shape_word_and_date(at_county, city_clerk):
    assert "还剩1个工作日" in words(page(city_clerk, "own", at_county.pk))
    Notice.objects.filter(pk=at_county.pk).update(receive_by=add_working_days(today(), -1))
    late = words(page(city_clerk, "own", at_county.pk))
    assert "light--late" in late
    assert "2家逾期" in late


def test_a_unit_with_more_time_is_not_late(at_county, tree, city_clerk):
    Notice.objects.filter(pk=at_county.pk).update(receive_by=add_working_days(today(), -1))
    Delivery.objects.filter(unit=tree.county_office).update(extended_to=add_working_days(today(), 3))
    assert "1家逾期" in words(page(city_clerk, "own", at_county.pk))


def test_where_it_is_stuck_shows_the_day_of_each_with_more_time_or_without(at_county, tree, city_clerk):
    later = add_working_days(today(), 3)
    Delivery.objects.filter(unit=tree.county_office).update(extended_to=later)
    told = words(page(city_clerk, "own", at_county.pk))
    stuck = told[told.index("stuck-h") :]
    assert "还剩3个工作日" in stuck
    assert f"延期至{later:%m-%d}" in plain(stuck)
    assert f"{add_working_days(today(), 1):%m-%d}" in plain(stuck)


def test_the_badge_of_the_picture_bears_the_light_of_its_row(at_county, city_clerk):
    for days, light in ((3, "soon"), (4, "ok"), (-1, "late")):
        Notice.objects.filter(pk=at_county.pk).update(receive_by=add_working_days(today(), days))
        told = words(page(city_clerk, "own", at_county.pk))
        assert f"stuck-no--{light}" in told
        assert f"light--{light}" in told[told.index("stuck-h") :]


def test_chasing_tells_those_who_have_it_and_stands_in_the_record(at_county, tree, city_clerk, county_clerk):
    client = client_of(city_clerk)
    chase = reverse("notices:cascade:chase", args=[at_county.pk, tree.city.pk])
    assert "催办哪些层级" in words(client.get(chase))
    assert client.post(chase, {"level": [int(Level.COUNTY)]}).status_code == 302
    assert Chase.objects.get().count == 2
    assert Message.objects.filter(account=county_clerk.account, code="notices.chased").count() == 1
    record = reverse("notices:cascade:chases", args=[at_county.pk, tree.city.pk])
    assert "周以宁" in words(client.get(record))
    assert "已催1次" in words(client.get(reverse("notices:cascade:own", args=[at_county.pk])))
    again = client.post(chase, {"level": [int(Level.COUNTY)]}, follow=True)
    assert "今天已经催办过" in again.content.decode()


def test_whoever_chases_from_a_row_comes_back_to_the_page_of_that_row(at_county, tree, city_clerk):
    client = client_of(city_clerk)
    chase = reverse("notices:cascade:chase", args=[at_county.pk, tree.county.pk])
    answer = client.post(f"{chase}?from=row", {"level": [int(Level.COUNTY)]})
    assert answer.url == reverse("notices:cascade:place", args=[at_county.pk, tree.city.pk])


def test_chasing_says_how_many_get_paper_instead(at_county, tree, city_clerk, county_clerk):
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))
    told = words(page(city_clerk, "chase", at_county.pk, tree.county.pk))
    assert "其中纸质1家" in told


def test_where_nobody_has_an_account_a_letter_is_offered_and_no_message(
    at_county, tree, villages, county_clerk, township_officer
):  # fmt: skip
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))
    stuck = words(page(county_clerk, "own", at_county.pk))
    assert set(re.findall(r'(发函催办|催办)<span class="hidden">([^<]*)', stuck)) == {
        ("发函催办", "安和县民政局"), ("催办", "安和县卫生健康局"), ("催办", "河东镇")
    }  # fmt: skip
    receive(by=township_officer, delivery=at(at_county, tree.town))
    Message.objects.all().delete()
    assert words(page(township_officer, "own", at_county.pk)).count(">发函催办") == 2
    client = client_of(township_officer)
    chase = reverse("notices:cascade:chase", args=[at_county.pk, villages[0].pk])
    answer = client.post(f"{chase}?from=row", {"level": [int(Level.VILLAGE)]}, follow=True)
    assert "1家没有账号，没有消息可收：请取催办记录里的催办函送去" in words(answer)
    assert reverse("notices:reminder_word", args=[at_county.pk, villages[0].pk]) in words(answer)
    assert not Message.objects.exists()


def test_of_many_it_is_said_how_many_no_message_reaches(at_county, tree, city_clerk, county_clerk):
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))
    hire("of_town", tree.town, "township", "陈立新")
    client, chase = (
        client_of(city_clerk),
        reverse("notices:cascade:chase", args=[at_county.pk, tree.county.pk]),
    )
    answer = client.post(chase, {"level": [int(Level.TOWNSHIP)]}, follow=True)
    made = Chase.objects.get()
    assert 0 < made.on_paper < made.count
    assert f"已催办{made.count}家。 {made.on_paper}家没有账号" in words(answer)
    record = words(client.get(reverse("notices:cascade:chases", args=[at_county.pk, tree.county.pk])))
    assert f"其中纸质{made.on_paper}家" in record


def test_whoever_got_an_account_since_is_chased_by_message(
    at_county, tree, villages, county_clerk, township_officer
):  # fmt: skip
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))
    receive(by=township_officer, delivery=at(at_county, tree.town))
    hire("of_village", villages[0], "township", "吴小满")
    assert words(page(township_officer, "own", at_county.pk)).count(">发函催办") == 1


def test_villages_without_an_account_are_on_paper_and_entered_by_the_township(
    at_county, tree, villages, county_clerk, township_officer
):  # fmt: skip
    receive(by=county_clerk, delivery=at(at_county, tree.county_office))
    receive(by=township_officer, delivery=at(at_county, tree.town))
    client = client_of(township_officer)
    url = reverse("notices:cascade:units", args=[at_county.pk, tree.town.pk, "paper"])
    assert "凤林村" in words(client.get(url))
    assert "请勾选已交回执的单位" in client.post(url).content.decode()
    answer = client.post(url, {"delivery": [str(at(at_county, villages[0]).pk)]}, follow=True)
    assert "已登记1家的回执" in answer.content.decode()
    assert at(at_county, villages[0]).stand == Stand.SIGNED


def test_the_list_of_those_not_signed_goes_on_paper_and_into_a_workbook(at_county, tree, city_clerk):
    paper = page(city_clerk, "units_paper", at_county.pk, tree.city.pk, "unsigned")
    assert paper.content.startswith(b"%PDF")
    book = page(city_clerk, "units_workbook", at_county.pk, tree.city.pk, "unsigned")
    names = [row[1] for row in load_workbook(io.BytesIO(book.content)).active.iter_rows(values_only=True)]
    assert {"中共安和县委组织部", "河东镇", "大溪村"} <= set(names)


def test_a_list_longer_than_a_paper_is_refused_with_the_way_out(at_county, tree, city_clerk, settings):
    settings.LIMITS = settings.LIMITS | {"cascade": {"printed_rows": 3, "sheet_rows": 3}}
    for name in ("units_paper", "units_workbook"):
        url = reverse(f"notices:cascade:{name}", args=[at_county.pk, tree.city.pk, "due"])
        assert "名单超过3家" in client_of(city_clerk).get(url, follow=True).content.decode()


def test_an_unknown_list_is_not_found(at_county, tree, city_clerk):
    assert page(city_clerk, "units", at_county.pk, tree.city.pk, "best").status_code == 404


def test_lists_stand_in_the_order_of_the_tree(at_county, tree, city_clerk):
    told = words(page(city_clerk, "units", at_county.pk, tree.city.pk, "due"))
    paths = [
        Unit.objects.get(name=name).path for name in ("中共安和县委组织部", "河东镇", "中共邻水县委组织部")
    ]
    places = [told.index(name) for name in ("中共安和县委组织部", ">河东镇", "中共邻水县委组织部")]
    assert paths == sorted(paths)
    assert places == sorted(places)
