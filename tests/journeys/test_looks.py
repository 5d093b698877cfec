"""How pages stand: no page runs over a phone's edge, none asks another host, axe finds nothing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.long]

ENGLISH = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")  # three words in a row are a sentence
OVER = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
# A page without an address of its own: on the page before the sign, the first link that this names.
BELOW = "/notices/ > tbody th a > .acts a[href^='/notices/cascade/']"
ROUND = "/ledgers/rounds/ > tbody th a"
PAGES = {
    "clerk": (
        "/", "/families/", "/families/new/", "CARD", "CARDpeople/", "CARDlooks/", "/ledgers/",
        "/entitlements/", "/care/leads/", "/care/visits/", "/notices/", "/notices/reports/", "/exemplars/",
        "/figures/", "/figures/families.households/", "/gallery/", "/care/ahead/", "/care/handovers/",
        "/care/catalogue/", "/care/contacts/", "/care/words/", "/care/visits/festivals/",
        "CAREtimeline/", "CAREdates/", "CAREjoint/", "CAREneeds/", "CAREvisits/before/", "CAREresponsible/",
        "/door/cards/", "/door/FAMILYfamily/", "/door/FAMILYfamily/preview/",
        "/exemplars/themes/", "/exemplars/study/", "/exemplars/programmes/", "/exemplars/drafts/new/",
        "/notices/ > tbody th a", "/notices/cascade/", BELOW, f"{BELOW} > a[href$='/unsigned/']",
        f"{BELOW} > a[href$='/paper/']", f"{BELOW} > a[href$='/chase/']", f"{BELOW} > a[href$='/chases/']",
        "/notices/drafts/", "/notices/drafts/new/", "/notices/drafts/ > tbody th a", "/notices/reliefs/",
        "/ledgers/rounds/", ROUND, f"{ROUND} > tbody a[href$='/answer/']",
    ),
    "township": (
        "/", "/families/", "CARD", "CAREvisits/new/", "/exemplars/study/record/", "/notices/cascade/",
    ),
    "province": ("/notices/", BELOW, "/notices/reliefs/", ROUND),
    "health": ("/", "/care/requests/", "/care/columns/"),
    "leader": ("/", "/families/", "/notices/drafts/ > tbody th a"),
    "officer": ("/", "/notices/"),
}  # fmt: skip
KINDS = re.compile("CARD|CARE|FAMILY")  # of a card: its own pages, those of its care, of its family's page
MOST = 150 * 1024  # bytes of one page with everything it loads


def addresses(page, login):
    card = ""
    for path in PAGES[login]:
        if KINDS.search(path) and not card:
            page.goto("/families/")
            card = page.locator("th.name a").first.get_attribute("href")
        family = card.removeprefix("/families/")
        path, *links = path.split(" > ")
        for link in links:
            page.goto(path)
            path = page.locator(link).first.get_attribute("href")
        yield path.replace("CARD", card).replace("CARE", f"/care/{family}").replace("FAMILY", family)


@pytest.mark.parametrize("login", PAGES)
@pytest.mark.parametrize(("phone", "language"), [(True, "zh-CN"), (False, "zh-CN"), (False, "en-US")])
def test_pages_stand_well(house, login, phone, language):
    page = house.enter(login, phone=phone, language=language, scripts=True)
    outside = []
    page.on("request", lambda request: request.url.startswith(house.address) or outside.append(request.url))
    for address in addresses(page, login):
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        assert not page.evaluate(OVER), f"{address} runs over the edge"
        if language == "zh-CN" and address != "/gallery/":
            english = ENGLISH.findall(page.locator("body").inner_text())
            assert english == [], f"{address} speaks English"
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}\n{found.generate_report()}"
    assert outside == []


def test_a_page_with_all_it_loads_is_small(house):
    page = house.enter("clerk", scripts=True)
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= MOST
