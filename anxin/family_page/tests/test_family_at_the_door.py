"""A family's page at the door: what stands there before the code, after it, and what can be said."""

import re
from datetime import timedelta

import pytest
import time_machine

from anxin.care.actions import answer_word, keep_promise, put_off_promise, record_visit
from anxin.care.actions.visits import NextStep
from anxin.care.models import FamilyWord, Promise
from anxin.family_page.actions import carry_out, tidy, withdraw_page
from anxin.family_page.models import Pass, Said
from anxin.ground.days.clock import now, today


def text(response):
    return response.content.decode()


def seal(page):
    return {name: re.search(rf'name="{name}" value="([^"]+)"', page)[1] for name in ("seal", "key")}


@pytest.fixture
def promise(named, township_officer):
    step = NextStep("带瓦工看屋顶", township_officer, today() + timedelta(3))
    record_visit(by=township_officer, household=named, on=today(), steps=[step])
    return Promise.objects.get(household=named)


class TestBeforeTheCode:
    def test_whom_to_call_stands_there_and_nothing_else(self, promise, door, address_of_page):
        page = text(door.get(address_of_page))
        assert "吴晓峰" in page
        assert 'href="tel:00006200000"' in page
        for hidden in ("屋顶", "林涛", "我要反映", "和您家约好的事"):
            assert hidden not in page

    def test_a_wrong_code_opens_nothing_and_still_says_whom_to_call(
        self, promise, door, given, address_of_page
    ):
        wrong = "00000000" if given.code != "00000000" else "11111111"
        answer = door.post(address_of_page, {"code": wrong})
        assert answer.status_code == 422
        assert "吴晓峰" in text(answer)
        assert "屋顶" not in text(answer)

    def test_after_five_wrong_codes_the_page_is_shut_and_still_says_whom_to_call(
        self, door, given, address_of_page
    ):
        wrong = "00000000" if given.code != "00000000" else "11111111"
        answers = [door.post(address_of_page, {"code": wrong}).status_code for _ in range(5)]
        assert answers == [422] * 4 + [403]
        tidy()
        for answer in (door.get(address_of_page), door.post(address_of_page, {"code": given.code})):
            assert answer.status_code == 403
            assert "吴晓峰" in text(answer)
            assert "这一页打不开了" in text(answer)

    def test_nothing_can_be_said_without_the_code(self, door, address_of_page):
        door.post(f"{address_of_page}word/", {"words": "屋顶又漏了"})
        assert not Said.objects.exists()

    def test_a_link_that_was_taken_back_says_nothing_at_all(self, door, named, county_clerk, address_of_page):
        withdraw_page(by=county_clerk, household=named)
        answer = door.get(address_of_page)
        assert answer.status_code == 404
        assert "吴晓峰" not in text(answer)


class TestInside:
    def test_the_telephone_is_remembered_and_shut_out_when_the_page_is_taken_back(
        self, inside, named, county_clerk, address_of_page
    ):
        with time_machine.travel(now() + timedelta(days=150), tick=False):
            assert "我要反映" in text(inside.get(address_of_page))
        withdraw_page(by=county_clerk, household=named)
        assert inside.get(address_of_page).status_code == 404

    def test_after_half_a_year_the_code_is_asked_again(self, inside, address_of_page):
        with time_machine.travel(now() + timedelta(days=181), tick=False):
            page = text(inside.get(address_of_page))
        assert "我要反映" not in page
        assert 'name="code"' in page

    def test_where_nothing_is_agreed_a_day_is_named(self, inside, address_of_page):
        page = text(inside.get(address_of_page))
        assert re.search(r"我们还没有约定事项，\d+月\d+日前会联系您。", page)

    def test_a_promise_goes_its_three_steps_in_plain_words(
        self, inside, promise, township_officer, address_of_page
    ):
        page = text(inside.get(address_of_page))
        assert "带瓦工看屋顶" in page
        assert 'aria-label="第2步，共三步"' in page
        put_off_promise(by=township_officer, promise=promise, due=today() + timedelta(9), reason="内部原因")
        page = text(inside.get(address_of_page))
        assert "比原来说的晚一些" in page
        assert "内部原因" not in page
        keep_promise(by=township_officer, promise=promise, words="内部备注")
        page = text(inside.get(address_of_page))
        assert 'aria-label="第3步，共三步"' in page
        assert "内部备注" not in page

    def test_a_day_that_was_not_kept_is_an_apology(self, inside, promise, address_of_page):
        with time_machine.travel(now() + timedelta(days=5), tick=False):
            page = text(inside.get(address_of_page))
        assert "比约定的晚了，对不住。吴晓峰会当面跟您说。" in page

    def test_on_a_quiet_day_nothing_is_announced(self, named, inside, promise, address_of_page):
        assert "接下来" in text(inside.get(address_of_page))
        from anxin.family_page.models import Sheet  # noqa: PLC0415

        sheet = Sheet.objects.get()
        sheet.content_json = sheet.content_json.replace('"quiet": []', f'"quiet": ["{today()}"]')
        sheet.save(update_fields=["content_json"])
        page = text(inside.get(address_of_page))
        assert "接下来" not in page
        assert "我要反映" in page

    def test_letters_are_large_until_small_ones_are_asked_for(self, inside, address_of_page):
        assert 'data-mode="elder"' in text(inside.get(address_of_page))
        assert 'data-mode="elder"' not in text(inside.get(f"{address_of_page}?size=small"))
        assert 'data-mode="elder"' not in text(inside.get(address_of_page))
        assert 'data-mode="elder"' in text(inside.get(f"{address_of_page}?size=large"))

    def test_left_in_a_hurry_one_page_back_shows_nothing_and_a_little_later_the_telephone_is_known(
        self, inside, address_of_page
    ):
        left = text(inside.get("/leave/?stay"))
        assert "八位" not in left
        assert "验证码" not in left
        assert "我要反映" not in text(inside.get(address_of_page))
        del inside.cookies["anxin_away"]  # as its five minutes do
        assert "我要反映" in text(inside.get(address_of_page))
        inside.get("/leave/")
        assert "我要反映" not in text(inside.get(address_of_page))


class TestSaying:
    def send(self, browser, address, words, **more):
        sealed = seal(text(browser.get(address)))
        return browser.post(f"{address}word/", {**sealed, "words": words, **more})

    def test_what_is_said_is_seen_at_once_answered_and_read(
        self, inside, named, township_officer, address_of_page
    ):
        assert self.send(inside, address_of_page, "屋顶又漏了").status_code == 302
        page = text(inside.get(address_of_page))
        assert "屋顶又漏了" in page
        carry_out(said=Said.objects.get())
        word = FamilyWord.objects.get()
        assert "已经收到，" in page
        assert f"{word.due.month}月{word.due.day}日前给您答复。" in page  # the day that the office's list has
        assert (word.words, word.channel, word.received_by) == ("屋顶又漏了", "page", None)
        assert "前，吴晓峰给您答复。" in text(inside.get(address_of_page))
        answer_word(by=township_officer, word=word, words="瓦工周四上午来")
        assert "瓦工周四上午来" in text(inside.get(address_of_page))

    def test_the_same_form_sent_twice_is_one_word(self, inside, address_of_page):
        sealed = seal(text(inside.get(address_of_page)))
        for _ in range(2):
            inside.post(f"{address_of_page}word/", {**sealed, "words": "屋顶又漏了"})
        said = Said.objects.get()
        carry_out(said=said)
        carry_out(said=said)
        assert FamilyWord.objects.count() == 1

    @pytest.mark.parametrize(("words", "says"), [(" ", "请写几个字"), ("长" * 501, "超过了500字")])
    def test_what_cannot_be_sent_is_said_in_a_sentence_and_kept(self, words, says, inside, address_of_page):
        answer = self.send(inside, address_of_page, words)
        assert answer.status_code == 422
        assert says in text(answer)
        assert words.strip() in text(answer)
        assert not Said.objects.exists()

    def test_five_words_a_day_and_then_the_telephone(self, inside, address_of_page):
        answers = [self.send(inside, address_of_page, f"第{n}件").status_code for n in range(6)]
        assert answers == [302] * 5 + [422]
        with time_machine.travel(now() + timedelta(days=1), tick=False):
            assert self.send(inside, address_of_page, "第二天").status_code == 302

    def test_a_form_from_elsewhere_is_not_taken(self, inside, address_of_page):
        inside.post(f"{address_of_page}word/", {"words": "屋顶又漏了", "seal": "0" * 64})
        assert not Said.objects.exists()


def test_a_look_at_ones_own_page_is_nobodys_business(inside, address_of_page):
    inside.get(address_of_page)
    assert not Said.objects.exists()
    assert Pass.objects.get().opened_at is not None
