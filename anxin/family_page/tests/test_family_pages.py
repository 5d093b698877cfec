"""The office's side: giving a page, taking it back, seeing what the family sees, printing papers."""

import re
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse

from anxin.care.actions import announce_absence, name_responsible, print_cards
from anxin.care.listing import step_cells
from anxin.care.models import CardPrint
from anxin.families.listing import Page
from anxin.families.models import Household, Person
from anxin.family_page.actions.family import give_page
from anxin.family_page.models import Handed, Pass
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.models import JournalEntry
from tests.cast import client_of, family


def address(name, card=None):
    return reverse(f"family_page:{name}", kwargs={"card": card.pk} if card else None)


def words_of(response):
    """What stands on the pages of a PDF."""
    assert response["Content-Type"] == "application/pdf"
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(response.content)]
    return "\n".join(pages).replace("\x02", "").replace("\xa0", " ")  # a telephone number is never broken


def acts():
    return list(JournalEntry.objects.order_by("at").values_list("act", flat=True))


def parts(response):
    """The parts of a family's page, without white space."""
    found = re.findall(r"<section.*?</section>", response.content.decode(), re.DOTALL)
    return [re.sub(r"\s+", "", one) for one in found]


@pytest.fixture
def clerk(county_clerk):
    return client_of(county_clerk)


def give(browser, card):
    return browser.post(address("family", card), {"holder": "other"}).content.decode()


class TestGiving:
    def test_the_head_of_the_family_is_offered_first_and_nobody_under_age(self, clerk, named, in_county):
        mother = Person.objects.get(household=named, name="陈桂香")
        Household.objects.filter(pk=named.pk).update(head=mother)
        page = clerk.get(address("family", named))
        offered = [words for _key, words in page.context["form"].fields["holder"].choices]
        assert offered[0] == "陈桂香"
        assert "周雨桐" not in offered

    def test_without_a_head_nobody_stands_chosen(self, clerk, named, in_county):
        Household.objects.filter(pk=named.pk).update(head=None)
        field = clerk.get(address("family", named)).context["form"].fields["holder"]
        assert field.choices[0][0] == ""
        assert clerk.post(address("family", named), {"holder": ""}).context["form"].errors
        assert not Pass.objects.exists()

    def test_the_code_is_shown_once_and_kept_by_nobody(self, clerk, named):
        shown = give(clerk, named)
        digits = re.search(r'given__code">(\d{4}) (\d{4})<', shown).groups()
        code = "".join(digits)
        assert "<svg" in shown
        page = clerk.get(address("family", named)).content.decode()
        assert "其他人" in page
        assert code not in page
        assert code not in str(list(Pass.objects.values()) + list(Handed.objects.values()))
        slip = clerk.post(address("family_slip", named), {"code": code})
        assert f"{digits[0]} {digits[1]}" in words_of(slip)
        assert "周明远" not in words_of(slip)
        assert "care.slip_printed" in acts()

    def test_no_slip_is_printed_for_a_code_that_is_not_the_familys(self, clerk, named):
        give(clerk, named)
        told = clerk.post(address("family_slip", named), {"code": "1"}, follow=True)
        assert told["Content-Type"].startswith("text/html")
        assert "这个验证码已不保存" in told.content.decode()
        assert "care.slip_printed" not in acts()

    def test_a_new_page_ends_the_old_one(self, given, named, county_clerk):
        give_page(by=county_clerk, household=named, holder="")
        assert [one.withdrawn_why for one in Pass.objects.order_by("issued_at")] == ["newer", ""]

    def test_taking_it_back_and_once_more(self, clerk, given, named):
        clerk.post(address("family_withdraw", named))
        assert not Pass.objects.open().exists()
        assert clerk.post(address("family_withdraw", named)).status_code == 302
        assert acts().count("care.page_withdrawn") == 1

    def test_without_an_address_for_families_paper_is_what_there_is(
        self, settings, clerk, named, county_clerk
    ):
        settings.ANXIN_DOOR_URL = ""
        assert "ANXIN_DOOR_URL" in clerk.get(address("family", named)).content.decode()
        with pytest.raises(Refused) as refused:
            give_page(by=county_clerk, household=named, holder="")
        assert refused.value.code == "care.no_door"

    def test_a_family_for_whom_nobody_answers_has_nobody_to_call(self, county_clerk, household, in_county):
        with pytest.raises(Refused) as refused:
            give_page(by=county_clerk, household=household, holder="")
        assert refused.value.code == "care.nobody_to_call"


class TestSeeing:
    def test_the_preview_is_word_for_word_what_the_family_sees(
        self, clerk, given, named, request, address_of_page
    ):
        preview = parts(clerk.get(address("family_preview", named)))
        shown = parts(request.getfixturevalue("inside").get(address_of_page))
        assert len(preview) >= 2
        assert shown[: len(preview)] == preview

    def test_the_card_says_who_holds_the_page(self, clerk, given, named):
        assert "林秀兰" in clerk.get(reverse("families:card", kwargs={"card": named.pk})).content.decode()

    def test_a_neighbour_sees_none_of_it(self, given, named, neighbour_clerk):
        browser = client_of(neighbour_clerk)
        for name in ("family", "family_preview", "agreed"):
            assert browser.get(address(name, named)).status_code == 404


class TestPaper:
    def test_the_contact_card_names_people_and_telephones_only(self, clerk, given, named):
        card = words_of(clerk.post(address("contact_card", named), {"size": "a6"}))
        for told in ("吴晓峰", "林涛", "0000 620 0000", named.number):
            assert told in card
        for hidden in ("周明远", "林秀兰", "沿河路"):
            assert hidden not in card
        assert CardPrint.objects.get().responsible.name == "吴晓峰"
        assert acts()[-1] == "care.cards_printed"

    @pytest.mark.parametrize(("size", "n"), [("a6", 4), ("eight", 8)])
    def test_one_familys_card_fills_its_sheet(self, clerk, given, named, size, n):
        answer = clerk.post(address("contact_card", named), {"size": size})
        assert words_of(answer).count("吴晓峰") == n
        assert CardPrint.objects.count() == 1

    def test_a_deputy_who_is_away_is_not_named(self, clerk, given, named, deputy, county_clerk):
        announce_absence(by=county_clerk, post=deputy, since=today(), until=today() + timedelta(days=9))
        card = words_of(clerk.post(address("contact_card", named), {"size": "a6"}))
        assert "吴晓峰" in card
        assert "林涛" not in card

    def test_one_family_for_whom_nobody_answers_is_told_so(self, clerk, household):
        answer = clerk.post(address("contact_card", household), {"size": "a6"}, follow=True)
        assert "先指定责任人" in answer.content.decode()
        assert not CardPrint.objects.exists()

    def test_eight_to_a_sheet(self, clerk, named, county_clerk, township_officer, tree):
        cards = [named.pk, *(family(county_clerk, tree.county, officer=f"周{n}远").pk for n in "甲乙丙丁")]
        page = clerk.get(address("cards")).content.decode()
        assert page.count('name="chosen"') == 5
        answer = clerk.post(address("cards"), {"chosen": [str(one) for one in cards], "size": "eight"})
        assert "吴晓峰" in words_of(answer)
        entry = JournalEntry.objects.filter(act="care.cards_printed").get()
        assert entry.cards == [named.pk]  # for the others nobody answers: an empty card is not printed

    def test_nothing_ticked_is_said(self, clerk, named):
        page = clerk.post(address("cards"), {"size": "eight"}).content.decode()
        assert "请至少勾选一家" in page

    def test_the_cards_of_one_unit(self, clerk, named, tree):
        def shown(unit):
            return clerk.get(f"{address('cards')}?unit={unit.pk}").content.decode().count('name="chosen"')

        assert (shown(tree.county), shown(tree.town)) == (1, 0)
        assert clerk.get(f"{address('cards')}?unit={tree.neighbour.pk}").status_code == 404

    def test_more_than_the_limit_is_refused(self, settings, county_clerk, named):
        settings.LIMITS["family"]["cards_at_once"], before = 0, settings.LIMITS["family"]["cards_at_once"]
        try:
            with pytest.raises(Refused) as refused:
                print_cards(by=county_clerk, households=[named], size="a6")
        finally:
            settings.LIMITS["family"]["cards_at_once"] = before
        assert refused.value.code == "care.too_many_cards"

    def test_the_sheet_of_what_was_agreed_says_what_the_page_says(self, clerk, given, named):
        sheet = words_of(clerk.get(address("agreed", named)))
        assert "我们还没有约定事项" in sheet
        assert "周明远" not in sheet
        assert "care.agreed_printed" in acts()

    def test_the_register_shows_the_step_of_the_card(self, clerk, named, county_clerk, deputy):
        def step():
            return step_cells(Page([named]))[named.pk].steps[4]

        steps = [step()]
        print_cards(by=county_clerk, households=[named], size="a6")
        steps.append(step())
        name_responsible(by=county_clerk, household=named, responsible=deputy)
        steps.append(step())
        assert steps == ["todo", "done", "half"]
