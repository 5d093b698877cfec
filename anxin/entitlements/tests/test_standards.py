"""Standards in the house: read strictly, looked at beforehand, loaded, calculated again, kept for ever."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from anxin.entitlements import previewing
from anxin.entitlements.actions import apply_for, approve, checked, load_pack, packs, recalculate, start_claim
from anxin.entitlements.comparing import Difference, Sum, as_stored
from anxin.entitlements.models import Change, Claim, Entitlement, LoadedPack, Recalculation, packs_in_force
from anxin.entitlements.previewing import Preview, preview
from anxin.entitlements.standards_told import totals
from anxin.entitlements.tasks import recalculate_families
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.models import Unit
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db

INCOME = """
id: national-income-2026
region: CN
name: 2026年全国城镇居民人均可支配收入
citations:
  bureau: {title: 2026年居民收入和消费支出情况, source: 测试用数，非真实公布, confidence: Q}
values:
  urban_income.amount:
    2026: {value: "58000", citation: bureau}
  urban_income.published_on:
    2026: {value: "2027-01-18", citation: bureau}
"""
ORPHANS = """
id: anhe-orphans
region: "990102"
name: 安和县散居孤儿基本生活费
citations:
  notice: {title: 安和县通知, number: 安民发〔2026〕1号, article: 第一条, source: 测试用文件, confidence: Q}
values:
  orphan.scattered:
    2026-01-01: {value: "1400", citation: notice}
"""


@pytest.fixture
def regions(tree):
    """The units of the tree bear their codes."""
    for unit in Unit.objects.filter(kind="region"):
        Unit.objects.filter(pk=unit.pk).update(region_code=unit.code[:6])


@pytest.fixture
def in_january(settings):
    """2027-01-20: the figure of 2026 is out, and not yet recorded in the package."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, "2027-01-20"


@pytest.fixture
def provisional(settings, opened):
    """A death on 2027-01-05, calculated on the 10th: before the figure of 2026 was out."""
    settings.ANXIN_TEST, settings.ANXIN_TODAY = True, "2027-01-10"
    household = opened(died_on=PartialDate(2027, 1, 5), basic_pay_fen=500000)
    settings.ANXIN_TODAY = "2027-01-20"
    return household


def lump_sum(household) -> Entitlement:
    return Entitlement.objects.get(household=household, rule="lump_sum", category="on_duty")


def load(text=INCOME, by=OPERATOR) -> LoadedPack:
    loaded = load_pack(by=by, text=text)
    recalculate(run=loaded.recalculation)
    return loaded


def test_a_new_figure_turns_a_provisional_sum_into_a_final_one_and_says_by_how_much(provisional):
    with everywhere():
        before = lump_sum(provisional)
        loaded = load()
        after = lump_sum(provisional)
        change = Change.objects.get(household=provisional, rule="lump_sum")

    assert (before.provisional, after.provisional) == (True, False)
    assert after.amount_fen == 20 * 5_800_000 + 40 * 500_000
    assert (change.old_fen, change.new_fen) == (before.amount_fen, after.amount_fen)
    assert change.difference_fen == 20 * (5_800_000 - 5_650_200)
    assert change.line == before.pk == after.pk
    assert loaded.since == date(2026, 1, 1)


def test_a_preview_is_what_loading_does(provisional, opened):
    others = [
        opened(name=f"周明{n}", basic_pay_fen=400_000 + n, died_on=PartialDate(2027, 1, 2 + n))
        for n in range(3)
    ]
    still = opened(name="周明古", died_on=PartialDate(2015, 5, 5))
    with everywhere():
        told = preview(checked(by=OPERATOR, text=INCOME))
        standing = as_stored([one.pk for one in (*others, still, provisional)])
        loaded = load()
        changes = Change.objects.filter(recalculation=loaded.recalculation)
        made = {(one.line, one.old_fen, one.new_fen) for one in changes}
        run = Recalculation.objects.get(pk=loaded.recalculation.pk)

    assert {(one.one.line, one.old_fen, one.new_fen) for one in told.differences} == made
    assert told.touched == run.changed == 4
    assert told.families == run.looked_at == run.families == 5
    assert standing  # the preview itself changed nothing


def test_a_preview_stores_nothing(provisional):
    with everywhere():
        before = as_stored([provisional.pk])
        preview(checked(by=OPERATOR, text=INCOME))
        assert as_stored([provisional.pk]) == before
        assert not LoadedPack.objects.exists()
        assert not Change.objects.exists()


def test_a_newer_version_replaces_the_older_which_is_kept(provisional):
    with everywhere():
        first, second = load(), load(INCOME.replace("58000", "58100"))
        first.refresh_from_db()

    assert (first.version, second.version) == (1, 2)
    assert first.replaced_by == second
    assert [one.digest for one in packs_in_force()] == [second.digest]
    assert "58000" in first.text


def test_the_same_pack_again_is_refused_and_changes_nothing(provisional):
    with everywhere():
        load()
        with pytest.raises(Refused) as refused:
            load()
    assert refused.value.code == "entitlements.pack_known"
    assert LoadedPack.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("]", "YAML"),
        (INCOME.replace("urban_income.amount", "urban_incom"), "values.urban_incom"),
        (INCOME.replace("58000", "五万八"), "values.urban_income.amount.2026.value"),
        (INCOME.replace("citation: bureau}", "citation: other}", 1), "citation"),
    ],
)
def test_a_pack_that_cannot_be_read_says_where(tree, text, says):
    with pytest.raises(Refused) as refused:
        checked(by=OPERATOR, text=text)
    assert refused.value.code == "entitlements.pack_wrong"
    assert says in str(refused.value)


def test_two_packs_may_not_set_one_thing(tree):
    load_pack(by=OPERATOR, text=INCOME)
    with pytest.raises(Refused) as refused:
        checked(by=OPERATOR, text=INCOME.replace("national-income-2026", "another"))
    assert refused.value.code == "entitlements.pack_wrong"


@pytest.mark.parametrize(
    ("region", "allowed"), [("990102", True), ("990103", False), ("990100", False), ("CN", False)]
)
def test_a_county_speaks_for_itself_alone(county_clerk, regions, region, allowed):
    text = ORPHANS.replace('"990102"', f'"{region}"')
    if allowed:
        assert checked(by=county_clerk, text=text).region == region
        return
    with pytest.raises(Refused) as refused:
        checked(by=county_clerk, text=text)
    assert refused.value.code == "entitlements.not_your_region"


def test_a_province_speaks_for_what_lies_in_it(tree, regions):
    above = hire("city-clerk", tree.city_office, "clerk", "高远", scope_root=tree.city)
    assert checked(by=above, text=ORPHANS).region == "990102"
    with pytest.raises(Refused):
        checked(by=above, text=ORPHANS.replace('"990102"', '"110101"'))


def test_a_run_that_was_broken_off_goes_on_where_it_was(provisional, opened, monkeypatch):
    opened(name="周明二", died_on=PartialDate(2027, 1, 6))
    monkeypatch.setattr("anxin.entitlements.actions.packs.BATCH", 1)
    with everywhere():
        loaded = load_pack(by=OPERATOR, text=INCOME)
        calls = iter([True, False])

        def once(key):
            if not next(calls):
                raise KeyboardInterrupt
            return real(key)

        real = packs._some
        monkeypatch.setattr(packs, "_some", once)
        with pytest.raises(KeyboardInterrupt):
            recalculate(run=loaded.recalculation)
        monkeypatch.setattr(packs, "_some", real)
        half = Recalculation.objects.get()
        assert (half.looked_at, half.is_done) == (1, False)
        recalculate(run=half)
        recalculate(run=half)  # done twice it is done once
        whole = Recalculation.objects.get()

    assert (whole.families, whole.looked_at, whole.changed, whole.is_done) == (2, 2, 2, True)


def test_the_job_looks_at_every_family_of_the_tree(provisional):
    with everywhere():
        loaded = load_pack(by=OPERATOR, text=INCOME)
        assert lump_sum(provisional).provisional
        recalculate_families.func.__wrapped__(recalculation=str(loaded.recalculation.pk))
        assert not lump_sum(provisional).provisional


def sent(text: str, name="standard.yaml"):
    return SimpleUploadedFile(name, text.encode(), content_type="application/yaml")


@pytest.fixture
def top(tree, regions):
    """A clerk who answers for the whole tree (a county that has Anxin for itself)."""
    Unit.objects.filter(pk=tree.county.pk).update(parent=None)
    return hire(
        "top-clerk", tree.county_office, "clerk", "总管", scope_root=Unit.objects.get(pk=tree.county.pk)
    )


def test_on_screen_a_standard_is_looked_through_then_loaded_then_told(top, provisional):
    browser = client_of(top)
    page = browser.post(reverse("entitlements:standard_preview"), {"file": sent(INCOME)})
    shown = page.content.decode()
    assert page.status_code == 200
    assert "2026年全国城镇居民人均可支配收入" in shown
    assert "周明远" in shown
    assert "+29,960.00" in shown
    assert not LoadedPack.objects.exists()

    done = browser.post(reverse("entitlements:standard_load"), {"text": INCOME})
    assert done.status_code == 302
    told = browser.get(done.url).content.decode()
    assert "已全部重新测算：共1户，1户有变化。" in told
    assert "+29,960.00" in told
    assert "1,360,000.00" in told
    assert "测试用数，非真实公布" in told


def test_a_wrong_file_comes_back_with_where_and_what(county_clerk, regions):
    browser = client_of(county_clerk)
    page = browser.post(
        reverse("entitlements:standard_preview"), {"file": sent(ORPHANS.replace("1400", "很多"))}
    )
    assert page.status_code == 422
    assert "values.orphan.scattered.2026-01-01.value" in page.content.decode()
    late = browser.post(reverse("entitlements:standard_load"), {"text": INCOME})
    assert late.status_code == 422
    assert "不是您的地区" in late.content.decode()


def test_a_binary_file_is_told_as_such(county_clerk, regions):
    file = SimpleUploadedFile("a.yaml", b"\xff\xfe\x00\x01", content_type="application/yaml")
    page = client_of(county_clerk).post(reverse("entitlements:standard_preview"), {"file": file})
    assert page.status_code == 422
    assert "UTF-8" in page.content.decode()


def test_the_list_names_every_pack_in_force_with_its_document(county_clerk, regions, in_january):
    with scope(county_clerk.scope_root.path):
        load(ORPHANS, county_clerk)
    shown = client_of(county_clerk).get(reverse("entitlements:standards")).content.decode()
    assert "安和县散居孤儿基本生活费" in shown
    assert "安民发〔2026〕1号第一条" in shown
    assert "安和县（990102）" in shown


def test_a_neighbour_sees_the_standard_and_none_of_the_families(neighbour_clerk, provisional):
    with everywhere():
        loaded = load()
    shown = client_of(neighbour_clerk).get(reverse("entitlements:standard", kwargs={"pack": loaded.pk}))
    assert shown.status_code == 200
    assert "周明远" not in shown.content.decode()


def test_the_database_itself_hides_what_changed_for_others(provisional, tree):
    with everywhere():
        load()
        assert Change.objects.count() == 1
    with scope(tree.neighbour.path):
        assert Change.objects.count() == 0


def test_above_the_county_a_preview_is_numbers_alone(tree, regions, provisional, opened):
    Unit.objects.filter(pk=tree.city.pk).update(parent=None)
    above = hire(
        "city-clerk", tree.city_office, "clerk", "高远", scope_root=Unit.objects.get(pk=tree.city.pk)
    )
    shown = client_of(above).post(reverse("entitlements:standard_preview"), {"file": sent(INCOME)})
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "涉及1户" in page
    assert "周明远" not in page


def test_loading_is_noted_once_with_codes_alone(top, provisional):
    with scope(top.scope_root.path):
        load_pack(by=top, text=INCOME)
    with everywhere():
        [entry] = JournalEntry.objects.filter(act="entitlements.pack_loaded")
    assert entry.by == top.pk
    assert entry.details == {"region": "CN", "version": 1}


def test_the_figure_is_loaded_and_one_click_makes_the_top_up(top, provisional):
    """W10 from the first claim to the claim of the difference."""
    with scope(top.scope_root.path):
        claim = start_claim(by=top, line=lump_sum(provisional))
        claim = apply_for(by=top, claim=claim, on=date(2027, 1, 20))
        approve(by=top, claim=claim, on=date(2027, 1, 20), approved_fen=claim.amount_fen)
    browser = client_of(top)
    done = browser.post(reverse("entitlements:standard_load"), {"text": INCOME})
    shown = browser.get(done.url).content.decode()
    assert reverse("entitlements:top_ups") in shown

    assert "29,960.00" in browser.get(reverse("entitlements:top_ups")).content.decode()
    browser.post(reverse("entitlements:top_ups"))
    with scope(top.scope_root.path):
        first, more = Claim.objects.filter(household=provisional).order_by("made_at")
    assert (more.top_up_of_id, more.amount_fen) == (first.pk, 2_996_000)


def test_a_preview_adds_up_by_rhythm_and_counts_what_was_to_be_determined():
    line = {"line": uuid4(), "household": uuid4(), "path": "", "officer": uuid4(), "person": None}
    found = Preview()
    for period, pending, old, new in (
        ("once", False, 100, 300), ("month", False, None, 4_000), ("month", False, 700, None),
        ("once", True, 100, 900),
    ):  # fmt: skip
        one = Sum(**line, rule="lump_sum", category="", period=period, amount_fen=new, pending=pending)
        found.differences.append(Difference(one, old, new))
    previewing._sum_up(found)

    with translation.override("zh-hans"):
        told = totals(found)
    assert told == [
        "一次：原1.00元，新3.00元。",
        "每月：1项原为待定，现在合计40.00元。",
        "每月：1项改为待定。",
    ]
    assert found.scenarios == 1


def test_the_preview_shows_a_total_of_its_rhythm(top, provisional):
    page = client_of(top).post(reverse("entitlements:standard_preview"), {"file": sent(INCOME)})
    assert "一次：原1,330,040.00元，新1,360,000.00元。" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "where"), [("]", "第 1 行"), ("- a", "整个文件"), (ORPHANS + "id: again\n", "第")]
)
def test_a_fault_is_told_wide_and_in_chinese(county_clerk, regions, wrong, where):
    page = client_of(county_clerk).post(reverse("entitlements:standard_preview"), {"file": sent(wrong)})
    shown = page.content.decode()
    told = shown[shown.index("这个文件不能录入") :]

    assert where in told[:400]
    for english in ("line 1", "pack："):
        assert english not in told
    assert told.index("cols") > told.index(where)  # above both columns


def test_an_unknown_name_suggests_what_is_meant_and_lists_the_catalogue_once(county_clerk, regions):
    text = ORPHANS.replace("orphan.scattered", "orphan.scatered")
    page = client_of(county_clerk).post(reverse("entitlements:standard_preview"), {"file": sent(text)})
    shown = page.content.decode()

    assert "您要写的是不是：" in shown
    assert shown.count("<b>orphan.scattered</b>") == 2  # suggested, and in the list
    assert shown.count("<b>elder_allowance.age_80</b>") == 1
