"""Care for those still at their posts, in a real browser on a real house, without JavaScript: leave from the
plan to the year's sheet; an officer's death and its first days; a counsellor's notes that nobody else opens.

Each test is a journey of its own and stands on nothing that another left behind.
"""

import io
import re
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import psycopg
import pytest
import pyzipper
from playwright.sync_api import Locator, Page

from anxin.ground.database.connection import Connection
from anxin.ground.days.clock import today
from anxin.ground.days.workdays import add_working_days

from .steps import follow, open_link, submit, wait_for, words

pytestmark = pytest.mark.browser

TOWN, OFFICER = "河东镇", "许佳"
BY_LAW = 10  # days: at work since August 2011, and not for twenty years yet


def test_leave_is_planned_asked_for_granted_taken_and_stands_in_the_years_sheet(house):
    last = add_working_days(today() + timedelta(1), -1)  # today, or the last day on which offices worked
    first = add_working_days(last, -1)
    if first.year != today().year:
        pytest.skip("the year is too young: no two of its working days have passed")
    phone = house.enter("officer", phone=True)
    phone.goto("/officers/mine/leave/")
    taken, left = days_at(phone, "已休"), days_at(phone, "剩余")
    assert (days_at(phone, "应休天数"), taken + left) == (BY_LAW, BY_LAW)

    clerk = house.enter("clerk")
    plan_two_days(clerk, first, today())  # until today: what has passed cannot be planned any more
    assert "本人可在自己的页面看到" in clerk.locator(".say--success").inner_text()

    phone.goto("/officers/mine/leave/")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    step_on(phone, own_leave(phone, "已计划"), "asked")
    assert "已申请" in words(phone)

    leader = house.enter("leader")
    open_the_unit(leader)
    step_on(leader, leave_of(leader, "已申请"), "approved")
    phone.reload()
    assert "已批准" in words(phone)
    assert days_at(phone, "已休") == taken, "a leave that is granted is not taken yet"

    open_the_unit(clerk)
    step_on(clerk, leave_of(clerk, "已批准"), "taken")
    row = row_in_the_sheet(clerk)
    assert (row["应休天数"], row["已休"], row["未休"]) == (BY_LAW, taken + 2, left - 2)
    phone.reload()
    assert (days_at(phone, "已休"), days_at(phone, "剩余")) == (taken + 2, left - 2)


def days_at(page: Page, name: str) -> int:
    """The number beside this name in the list of how many days there are."""
    value = page.locator(f"xpath=//dt[normalize-space()='{name}']/following-sibling::dd[1]")
    return int(re.search(r"\d+", value.inner_text())[0])


def open_the_unit(page: Page) -> None:
    """From check-ups and leave to the unit's year."""
    page.goto("/officers/rest/")
    follow(page, TOWN)


def plan_two_days(page: Page, first: date, last: date) -> None:
    """Plan these two working days for the officer, and nothing for anybody else."""
    open_the_unit(page)
    follow(page, "安排全年")
    row = page.locator("main tbody tr").filter(has_text=OFFICER)
    row.locator("input[name$='-first']").fill(first.isoformat())
    row.locator("input[name$='-last']").fill(last.isoformat())
    submit(page, "保存计划")


def own_leave(page: Page, state: str) -> Locator:
    """The officer's own leave that stands so."""
    return page.locator("main .rows li").filter(has_text=state).get_by_role("link")


def leave_of(page: Page, state: str) -> Locator:
    """The officer's next leave on the page of the unit, which stands so."""
    return (
        page.locator("main tbody tr").filter(has_text=OFFICER).filter(has_text=state).get_by_role("link").last
    )


def step_on(page: Page, leave: Locator, to: str) -> None:
    """Open a leave of two working days and move it on."""
    open_link(leave)
    assert "2个工作日" in words(page)
    page.locator(f"input[name=what][value={to}]").check()
    submit(page, "保存")


def row_in_the_sheet(page: Page) -> dict[str, object]:
    """Take the year's sheet out, open the archive with its password; the officer's row, by the heads."""
    open_the_unit(page)
    follow(page, "导出")
    page.fill("#id_reason", "送工资科核对")
    submit(page, "导出")
    wait_for(page, "显示密码")
    submit(page, "显示密码")
    word = page.locator("#password").inner_text()
    with page.expect_download() as download:
        page.get_by_role("button", name="领取文件").click()
    with pyzipper.AESZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as box:
        box.setpassword(word.encode())
        (name,) = box.namelist()
        rows = list(openpyxl.load_workbook(io.BytesIO(box.read(name))).active.iter_rows(values_only=True))
    heads = next(row for row in rows if "姓名" in row)
    return next(dict(zip(heads, row, strict=True)) for row in rows if OFFICER in row and TOWN in row)


ACCIDENT, DEATH = "2026-04-25", "2026-04-27"  # a Saturday, and the Monday after it
LAST_DAYS = {  # reckoned by hand: free from 1 to 5 May, at work on Saturday 9 May instead
    "当面告知家属": "2026-04-27",  # the same day
    "治丧与丧葬补助": "2026-04-30",  # 3 working days
    "子女学校": "2026-04-30",  # 3
    "证明材料": "2026-05-07",  # 5: 28, 29, 30 April, 6, 7 May
    "工资结算": "2026-05-13",  # 10: 8, 9, 11, 12, 13 May
    "保险": "2026-05-13",  # 10
    "住房": "2026-05-20",  # 15: 14, 15, 18, 19, 20 May
    "申请工伤认定": "2026-05-25",  # 30 days of the calendar, from the accident
}


def test_a_death_is_told_in_person_before_anything_else_and_the_first_days_have_their_days(house):
    page = house.enter("clerk")
    page.goto("/officers/")
    others = page.locator("main tbody tr").filter(has_text=TOWN).filter(has_not_text=OFFICER)
    name = others.first.locator("th a").inner_text()
    open_link(others.first.locator("th a"))
    follow(page, "登记去世")
    page.fill("input[name=on]", DEATH)
    page.fill("input[name=event_on]", ACCIDENT)
    page.fill("input[name=how]", "防汛途中车辆翻覆")
    submit(page, "登记")
    death = page.url
    assert "先当面告知家属" in words(page)
    assert last_days(page) == LAST_DAYS
    assert page.get_by_role("link", name="办结").count() == 0, "nothing can be settled but telling the family"
    for step in stored(house, "officers_firststep", "id"):
        page.goto(f"/officers/first-days/{step}/")  # typed by hand: no page leads there
        page.locator("input[name=state]").first.check()
        submit(page, "保存")
        assert "须先当面告知家属" in words(page)
    page.goto(death)
    assert page.locator("main tbody .light--ok").count() == 0, "nothing is done"
    assert not is_in_the_register(page, name)

    page.goto(death)
    follow(page, "已当面告知家属")
    page.fill("input[name=on]", "2026-04-27")
    page.fill("input[name=by]", "郑国平副部长与镇党委书记")
    page.fill("input[name=name]", "蒋梅")
    page.locator("select[name=kinship]").select_option(index=1)
    submit(page, "登记并建立档案")
    assert page.url == death
    assert last_days(page) == LAST_DAYS
    assert page.get_by_role("link", name="办结").count() == len(LAST_DAYS) - 1, "told is told, not ticked"
    applying = page.locator("main tbody tr").filter(has_text="申请工伤认定").inner_text()
    assert date.fromisoformat(LAST_DAYS["申请工伤认定"]) - date.fromisoformat(ACCIDENT) == timedelta(30)
    assert "工伤保险条例" in applying
    assert "第十七条" in applying, "the article that gives the unit 30 days"
    assert "家属或工会：2027-04-25" in applying, "and the family a year"

    assert is_in_the_register(page, name)
    page.goto(death)
    follow(page, "家庭档案")
    assert "待认定" in words(page), "the determination is pending"
    assert "蒋梅" in words(page)


def last_days(page: Page) -> dict[str, str]:
    """What the first days ask, each with its last day, as the page of a death shows it."""
    rows = page.locator("main tbody tr").all()
    return {
        one.locator("th").inner_text().split("\n")[0]: one.locator("td time").first.inner_text()
        for one in rows
    }


def is_in_the_register(page: Page, name: str) -> bool:
    """Does whoever looks for this officer among the families find a card?"""
    page.goto("/families/")
    page.locator("#text").fill(name)
    page.locator("#text").press("Enter")
    page.wait_for_load_state()
    return page.locator("main tbody").get_by_role("link", name=name).count() > 0


PASSPHRASE, NOTE = "渡口灯塔 杏花满坡 长风过岭 石阶", "来访者近来睡不好，约了下周再谈"
NOT_COUNSELLORS = ("leader", "clerk", "township", "system", "security", "auditor")


def test_a_counsellors_note_opens_with_the_passphrase_alone(house):
    counsellor = house.enter("health")
    counsellor.goto("/officers/counsel/key/")
    counsellor.fill("input[name=passphrase]", PASSPHRASE)
    counsellor.fill("input[name=again]", PASSPHRASE)
    submit(counsellor, "生成我的密钥")
    open_the_key(counsellor)
    follow(counsellor, re.compile(r"^\d{3} \d{3} \d{3}$"))
    booking = counsellor.url
    counsellor.fill("textarea[name=words]", NOTE)
    submit(counsellor, "加密保存")
    assert NOTE in words(counsellor)
    submit(counsellor, "退出")
    assert "sign-in" in counsellor.goto(booking).url, "signed out, the page is shut"

    again = house.enter("health")
    again.goto(booking)
    assert NOTE not in words(again), "signed in, but without the passphrase"
    open_the_key(again)
    again.goto(booking)
    assert NOTE in words(again)

    for login in NOT_COUNSELLORS:
        other = house.enter(login)
        pages = ("/officers/counsel/", "/officers/counsel/key/", booking)
        assert {other.goto(page).status for page in pages} <= {403, 404}, login
        assert NOTE not in other.content()

    (sealed,) = stored(house, "counselling.counsellor_note", "sealed")
    (wrapped,) = stored(house, "counselling.counsellor_key", "wrapped")
    assert sealed.startswith("x1:")
    for secret in (NOTE, NOTE[:6], PASSPHRASE):
        assert secret not in sealed + wrapped


def open_the_key(page: Page) -> None:
    """Open one's key for a while with the passphrase."""
    page.goto("/officers/counsel/key/")
    page.fill("input[name=passphrase]", PASSPHRASE)
    submit(page, "打开")


def stored(house, table: str, column: str) -> list[str]:
    """A column as it lies in the database: the owner of the tables reads it past every wall."""
    at = Connection.load(house.data)
    login = {"user": at.owner.name, "password": at.owner.password}
    with psycopg.connect(host=at.host, port=at.port, dbname=at.database, **login) as session:
        session.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")  # for this look, and rolled back
        rows = session.execute(f"SELECT {column} FROM {table}").fetchall()  # noqa: S608  # names of the test
        session.rollback()
    return [value for (value,) in rows]
