"""What a clerk finds in the morning."""

import re
from datetime import timedelta

import pytest

from anxin.care.actions import record_need
from anxin.ground.access.actions import give
from anxin.ground.days.clock import now
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family

from .conftest import MONDAY

pytestmark = pytest.mark.django_db


def order(text: str, *words: str) -> bool:
    """Do these words stand in the page in this order?"""
    places = [text.index(word) for word in words]
    return places == sorted(places)


def main_button(text: str) -> tuple[str, str]:
    """Address and words of the one filled button."""
    (found,) = re.findall(r'<a class="btn btn--main" href="([^"]+)">([^<]+)</a>', text)
    return found


def test_an_empty_register_names_the_next_step(county_clerk, page):
    text = page(county_clerk)
    assert "今天没有到期事项" in text
    assert "还没有家庭档案" in text
    assert main_button(text) == ("/ledgers/", "导入台账")
    assert "距春节" not in text


def test_units_without_a_lead_and_families_without_a_name_come_first(county_clerk, household, asked, page):
    asked(household, -3)
    text = page(county_clerk)
    table = text[text.index("<table") :]
    assert order(
        table, "先明确责任人", "安和县：没有专责人", "周明远家庭：尚未指派责任人", "已逾期", "签约家庭医生"
    )
    assert main_button(text)[1] == "办理第一件"
    assert main_button(text)[0].startswith("/care/leads/")
    assert ">指定<" in text
    assert ">指派<" in text


def test_the_title_says_the_job_and_the_days_stand_in_their_groups(led, named, asked, promised, page):
    for days, words in ((-3, "甲"), (0, "乙"), (2, "丙"), (12, "丁")):
        asked(named, days, words)
    promised(led, named, 0, "回访")
    text = page(led)
    assert "<h1>今天到期2件，已逾期1件</h1>" in text
    assert "2026年11月23日（星期一）" in text
    assert "农历十月十五" in text
    groups = ("已逾期", "：甲", "今天到期", "：乙", "本周", "：丙", "以后", "：丁")
    assert order(text[text.index("<table") :], *groups)


def test_overdue_requests_of_persons_concerned_are_one_line_without_a_name(led, named, page):
    asked = {
        "kind": "copy", "standing": "self", "asker": "林秀兰", "wording": "想要一份复制件",
        "received_on": (MONDAY - timedelta(days=120)).isoformat(),
    }  # fmt: skip
    assert "权利请求逾期" not in page(led)
    assert client_of(led).post(f"/rights/{named.pk}/requests/new/", asked).status_code == 302
    text = page(led)
    assert order(text, "尽快办理", "1件权利请求逾期未答复")
    assert "林秀兰" not in text


def test_a_need_without_a_measure_and_a_ledger_not_merged_ask_for_a_verb(led, named, needed, ledger, page):
    needed(named)
    text = page(led)
    assert order(text, "尽快办理", "学费有困难")
    assert "河东镇台账（2026-11-23导入）" in text
    assert "共8人，2处待改" in text
    assert f"/ledgers/{ledger.pk}/" in text


def test_a_need_that_nobody_verified_lacks_that_and_not_a_measure(led, named, county_clerk, monday, page):
    record_need(by=county_clerk, household=named, theme="schooling", words="学费有困难", source="family",
                found_on=monday)  # fmt: skip
    text = page(led)
    assert "待核实" in text
    assert "尚无措施" not in text


def test_pending_determinations_are_few_on_the_page_and_all_in_their_list(led, pending, page):
    for name in ("郭秀博", "何立新", "许家旺", "孙大伟"):
        pending(name)
    text = page(led)
    assert text.count("认定结论未录</a>") == 3
    assert re.search(r'href="/figures/families.officers_pending/">全部待认定　4</a>', text)
    assert re.search(r"尽快办理<span[^>]*>　4件", text)


def test_what_departments_owe_says_how_long_it_has_waited(led, named, asked, page, settings):
    asked(named, 5, sent=True)
    settings.ANXIN_TODAY = "2026-12-02"
    text = page(led)
    assert order(text, "等别人答复", "安和县卫生健康局", "周明远家庭：签约家庭医生", "已等7个工作日，已逾期")
    assert 'light light--late">已等' in text


def test_every_gap_opens_the_list_behind_its_number(led, named, needed, page):
    needed(named)
    text = page(led)
    links = re.findall(r'<a class="big" href="(/figures/[a-z_.]+/)">(\d+)</a>', text)
    assert ("/figures/care.needs_undecided/", "1") in links
    client = client_of(led)
    for url, number in links:
        assert client.get(url).context["slice"].total == int(number)


def test_the_festival_counts_the_families_that_nobody_visited(led, named, promised, page):
    assert "距春节75天" in page(led)
    assert "未走访1户" in page(led)
    promised(led, named, 3)
    assert "今年已走访1户，未走访0户" in page(led)


def test_the_strip_leads_to_the_first_line_of_a_day(led, named, asked, page):
    asked(named, 2)
    asked(named, 2)
    text = page(led)
    assert text.count('id="d2026-11-25"') == 1
    assert 'href="#d2026-11-25">到期2</a>' in text


def test_a_clerk_sees_nothing_of_a_neighbour(neighbour_clerk, named, asked, page):
    asked(named, 0)
    text = page(neighbour_clerk)
    assert "周明远" not in text
    assert "今天没有到期事项" in text


def test_a_promise_of_a_family_given_from_elsewhere_is_on_the_desk_too(
    neighbour_clerk, named, promised, county_clerk, page
):
    give(by=county_clerk, holder=neighbour_clerk.pk, record_id=named.pk, path=named.path, part="card",
         purpose="lives_here")  # fmt: skip
    promised(neighbour_clerk, named, 0, "送春联")
    assert "周明远家庭：送春联" in page(neighbour_clerk)


def test_the_look_is_noted_with_the_families_shown(led, named, asked, page):
    since = now()
    asked(named, 0)
    page(led)
    (entry,) = JournalEntry.objects.filter(act="desk.opened", at__gte=since)
    assert entry.cards == [named.pk]


def test_the_page_asks_at_most_twenty_four_questions_however_much_it_holds(
    led, named, asked, promised, needed, pending, ledger, questions, tree
):
    for number in range(4):
        family(led, tree.town, f"干部{number}")
        pending(f"军官{number}")
        asked(named, number, sent=number % 2 == 0)
    needed(named)
    promised(led, named, 0)
    client = client_of(led)
    client.get("/")  # the session notes its use once a minute
    with questions(24):
        client.get("/")


def test_the_page_is_complete_in_english(led, named, asked, page):
    asked(named, 0)
    text = page(led, "en")
    assert "<h1>1 due today</h1>" in text
    assert "75 days to the Spring Festival" in text
    assert "lunar month 10, day 15" in text
