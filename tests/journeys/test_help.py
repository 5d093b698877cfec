"""An officer asks for help on a telephone, and hears: asked, decided, done, told; without JavaScript."""

import pytest

from .steps import follow, in_days, submit, words

pytestmark = pytest.mark.browser
ASKED = "宿舍离岗位远，夜里值守回不去，能不能在单位借一间住？"


def test_an_officer_asks_on_a_telephone_and_is_told(house):
    phone = house.enter("officer", phone=True)
    phone.goto("/officers/mine/")
    follow(phone, "我要求助")
    phone.locator("input[name=wanted_for][value=self]").check()
    phone.fill("textarea[name=words]", ASKED)
    submit(phone, "发出")
    assert "前答复" in words(phone)

    desk = house.enter("clerk")
    desk.goto("/officers/requests/")
    follow(desk, ASKED[:12])
    desk.locator("input[name=kind][value=work]").check()
    desk.fill("textarea[name=why]", "目录尚无此项")
    desk.locator("form:has(textarea[name=why]) textarea[name=words]").fill("在镇政府腾一间值班宿舍")
    desk.fill("input[name=due]", in_days(desk, 5))
    submit(desk, "同意办理")
    follow(desk, "在镇政府腾一间值班宿舍")
    desk.locator("input[name=what][value=done]").check()
    desk.fill("textarea[name=words]", "二楼东头已腾出")
    submit(desk, "保存")
    follow(desk, "查看求助")
    desk.locator("textarea[name=words]").fill("当面告诉他，钥匙已交")
    submit(desk, "已告知本人")

    phone.goto("/officers/ask/")
    assert "钥匙已交" in words(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
