"""A visit without signal, in a real Chromium with its network cut: the brief and the form open, what
is written stays and is sent once, and nothing that must not lie on a phone lies there."""

import datetime
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from conftest import BROWSER, chromium

from .steps import patient

pytestmark = pytest.mark.browser

SENTENCE = "灶台边说起要换煤气罐，金丝雀甲"
LATER = "电脑上补的一句，金丝雀乙"
DUMP = """async () => {
  const text = (one) => {
    if (one instanceof ArrayBuffer) return new TextDecoder("latin1").decode(one);
    if (ArrayBuffer.isView(one)) return new TextDecoder("latin1").decode(one);
    if (one instanceof CryptoKey) return `key extractable=${one.extractable}`;
    if (one && typeof one === "object") return Object.values(one).map(text).join(";");
    return String(one);
  };
  const found = { rows: {}, pages: {} };
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((good) => (indexedDB.open(name).onsuccess = (e) => good(e.target.result)));
    for (const store of base.objectStoreNames) {
      const all = base.transaction(store).objectStore(store).getAll();
      const rows = await new Promise((good) => (all.onsuccess = () => good(all.result)));
      found.rows[store] = rows.map(text);
    }
    base.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.pages[new URL(request.url).pathname] = await (await cache.match(request)).text();
    }
  }
  found.workers = (await navigator.serviceWorker.getRegistrations()).length;
  return found;
}"""

# A phone whose memory takes its time: what it holds is there three seconds after it was asked for.
SLOW = """
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...told) {
    const request = open.apply(this, told);
    const set = (act) => request.addEventListener("success", (event) => setTimeout(act, 3000, event));
    return Object.defineProperty(request, "onsuccess", { set });
  };
"""


class Phone:
    """A township officer's phone: a browser with a profile on disk, the office's pages, and no favours."""

    def __init__(self, house, profile: Path) -> None:
        self.house, self.profile = house, profile
        self.context = house.browser.browser_type.launch_persistent_context(
            profile, executable_path=chromium(), args=BROWSER, viewport={"width": 390, "height": 844},
            locale="zh-CN", base_url=house.address, device_scale_factor=2,
        )  # fmt: skip
        self.page = patient(self.context).pages[0]
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.enter()

    def enter(self) -> None:
        account = self.house.accounts["township"]
        self.page.goto("/access/sign-in/")
        self.page.fill("input[name=username]", account["login"])
        self.page.fill("input[name=password]", account["password"])
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda address: "sign-in" not in address)

    def take_along(self, visits: str) -> None:
        self.page.goto(f"{visits}before/")
        self.page.get_by_role("button", name="带上路").click()
        self.page.locator("#kept", has_text="已带上").wait_for()

    def kept(self):
        return self.page.evaluate(DUMP)

    def write(self, sentence: str) -> None:
        self.page.locator("input[name=met]").first.check()
        self.page.fill("textarea[name=news]", sentence)
        self.page.locator("textarea[name=news]").blur()
        self.page.wait_for_timeout(1000)  # the last key is kept a moment after it

    def waiting(self, words: str):
        self.page.locator("#kept", has_text=words).wait_for()


@pytest.fixture
def phone(house, tmp_path):
    one = Phone(house, tmp_path / "profile")
    yield one
    one.context.close()
    assert one.errors == []


def listed(page) -> list[str]:
    page.goto("/care/visits/")
    links = page.locator("th a[href*='/visits/before/']").all()
    return [re.sub(r"before/$", "", link.get_attribute("href")) for link in links]


@pytest.fixture(scope="module")
def families(house):
    """The visits of each of the township officer's families, as listed before anybody was visited."""
    return listed(house.enter("township"))


@pytest.fixture
def visits(phone, families):
    """One family for each test, so that no draft of one is met by another."""
    where = families.pop()
    phone.take_along(where)
    return where


def recorded(page, visits: str, sentence: str) -> int:
    page.goto(visits)
    return page.get_by_text(sentence).count()


def test_a_visit_without_signal_is_written_kept_and_sent_once(phone, visits):
    page = phone.page
    family = page.locator("h1").inner_text()
    phone.context.set_offline(True)
    page.goto(f"{visits}before/")
    assert page.locator("#page h1").inner_text() == family
    page.get_by_role("link", name="回来后").click()
    phone.write(SENTENCE)
    phone.waiting("未上传1份")
    page.reload()
    expect(page.locator("textarea[name=news]")).to_have_value(SENTENCE)
    assert page.locator("input[name=met]").first.is_checked()
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="保存", exact=True).click()
    phone.waiting("未上传1份")
    phone.context.set_offline(False)
    page.wait_for_url(f"**{visits}")
    expect(page.get_by_text("走访已登记")).to_be_visible()
    assert recorded(page, visits, SENTENCE) == 1
    assert phone.kept()["rows"]["drafts"] == []
    page.goto(f"{visits}new/")
    expect(page.locator("textarea[name=news]")).to_have_value("")


def test_what_lies_on_the_phone_tells_nobody_anything(phone, visits):
    page = phone.page
    family = re.sub(r"\s|家庭", "", page.locator("h1").inner_text())
    people = [name.strip() for name in page.locator(".rows b.serif").all_inner_texts()]
    phone.context.set_offline(True)
    page.goto(f"{visits}new/")
    phone.write(SENTENCE)
    phone.waiting("未上传1份")
    told = phone.kept()
    assert set(told["rows"]) == {"keys", "copies", "drafts"}
    assert len(told["rows"]["copies"]) == len(told["rows"]["drafts"]) == 1
    assert "extractable=true" not in str(told["rows"]["keys"])
    assert all(path.startswith(("/static/", "/access/offline/")) for path in told["pages"])
    phone.context.close()
    words = [SENTENCE, family, *people]
    clear = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    for folder in ("IndexedDB", "Service Worker", "Cache", "Session Storage", "Local Storage"):
        for file in (phone.profile / "Default" / folder).rglob("*"):
            if file.is_file():
                raw = file.read_bytes()
                assert not any(word in raw for word in clear), f"{file.name} holds words in the clear"


def test_what_is_written_while_nothing_answers_is_kept_and_sent_when_something_does(phone, visits):
    page = phone.page
    page.goto(f"{visits}new/")
    page.wait_for_load_state("networkidle")
    hung = []
    page.route("**/draft/**", lambda route: hung.append(route))  # neither an answer nor a failure
    phone.write(SENTENCE + "己")
    page.wait_for_timeout(1000)
    [before] = phone.kept()["rows"]["drafts"]
    assert len(hung) == 1
    phone.write(SENTENCE + "庚")
    for _ in range(20):
        page.wait_for_timeout(1000)
        [after] = phone.kept()["rows"]["drafts"]
        if after != before:
            break
    assert after != before, "what was written meanwhile waits no longer than the request may"
    page.unroute("**/draft/**")
    phone.waiting("已存为草稿")  # it tries again by itself: no event tells that the way is free

    page.add_init_script(SLOW)
    page.route("**/offline/contact/", lambda route: route.abort())
    phone.context.clear_cookies(name="session")
    phone.enter()  # another session: the phone has no keys yet, and does not reach who gives them
    page.goto(f"{visits}new/")
    phone.write(SENTENCE + "辛")
    page.wait_for_timeout(5000)
    page.unroute("**/offline/contact/")
    phone.waiting("已存为草稿")
    page.reload()
    expect(page.locator("textarea[name=news]")).to_have_value(SENTENCE + "辛")


def test_signing_out_empties_the_phone(phone):
    page = phone.page
    phone.take_along(listed(page)[0])
    page.locator("summary", has_text="菜单").click()
    page.locator(".menu__end").get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/**")
    left = phone.kept()
    assert (left["rows"], left["pages"], left["workers"]) == ({}, {}, 0)


def test_after_72_hours_nothing_is_left(phone, visits):
    page = phone.page
    phone.context.set_offline(True)
    page.clock.set_fixed_time(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=71))
    page.goto(f"{visits}before/")
    page.locator("#page h1", has_text="家庭").wait_for()
    page.clock.set_fixed_time(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=73))
    page.goto(f"{visits}before/")
    page.get_by_text("没有网络").first.wait_for()
    assert phone.kept()["rows"]["copies"] == []
    page.clock.set_fixed_time(datetime.datetime.now(datetime.UTC))
    page.goto(f"{visits}before/")
    page.get_by_text("没有网络").first.wait_for()


def test_a_session_that_ended_takes_the_copies_and_gives_the_draft_back_to_its_writer(phone, visits):
    page = phone.page
    phone.context.set_offline(True)
    page.goto(f"{visits}new/")
    phone.write(SENTENCE + "丙")
    phone.waiting("未上传1份")
    phone.context.clear_cookies(name="session")
    phone.context.set_offline(False)
    page.wait_for_url("**/sign-in/**")  # the page asks who is signed in as soon as it can
    page.wait_for_function("async () => (await indexedDB.databases()).length > 0")
    page.wait_for_timeout(500)
    left = phone.kept()["rows"]
    assert left["copies"] == []
    assert not any("extractable" in row for row in left["keys"])
    assert len(left["drafts"]) == 1
    phone.enter()
    page.wait_for_load_state("networkidle")
    page.goto(f"{visits}new/")
    expect(page.locator("textarea[name=news]")).to_have_value(SENTENCE + "丙")
    assert page.get_by_text("这是您的草稿").is_visible()

    phone.take_along(visits)  # the copies went with the session
    phone.context.set_offline(True)
    page.goto(f"{visits}new/")
    phone.write(SENTENCE + "丁")
    page.get_by_role("button", name="保存", exact=True).click()
    phone.waiting("未上传1份")
    phone.context.clear_cookies(name="session")
    # A signal that carries nothing, as behind a hill: no event tells the page when that mends.
    [worker] = phone.context.service_workers
    worker.evaluate("self.real = self.fetch, self.fetch = () => Promise.reject(new TypeError()), 0")
    phone.context.set_offline(False)
    page.locator("#missing").wait_for()
    worker.evaluate("self.fetch = self.real, 0")
    page.wait_for_url("**/sign-in/**")
    assert len(phone.kept()["rows"]["drafts"]) == 1, "what was finished is not taken off before it is sent"
    phone.enter()
    page.wait_for_load_state("networkidle")
    assert recorded(page, visits, SENTENCE + "丁") == 1


def test_two_devices_two_versions_picked_field_by_field(phone, visits, house):
    page = phone.page
    page.goto(f"{visits}new/")
    phone.write("两边都改之前")
    phone.waiting("已存为草稿")
    phone.context.set_offline(True)
    phone.write("手机上改的")
    phone.waiting("未上传1份")
    desk = house.enter("township")
    desk.goto(f"{visits}new/")
    assert desk.input_value("textarea[name=news]") == "两边都改之前"
    desk.fill("textarea[name=news]", LATER)
    desk.fill("textarea[name=said]", "只在电脑上写的")
    desk.get_by_role("button", name="存为草稿").click()
    phone.context.set_offline(False)
    page.get_by_role("button", name="对照两份").click()
    page.wait_for_url("**/compare/")
    assert page.get_by_text("手机上改的").is_visible()
    assert page.get_by_text(LATER).is_visible()
    assert Axe().run(page).violations_count == 0
    page.get_by_label(re.compile("只在电脑上写的")).check()
    page.get_by_role("button", name="保留所选").click()
    page.wait_for_url("**/new/")
    expect(page.locator("textarea[name=news]")).to_have_value("手机上改的")
    expect(page.locator("textarea[name=said]")).to_have_value("只在电脑上写的")
