"""Study in a real browser: a township officer records an activity on a telephone, a profile goes from the
writer to the leader to every reader, and the county sees how study stands, in head-counts."""

import re

import pytest

from .steps import follow, submit, words

pytestmark = pytest.mark.browser


def test_an_activity_is_recorded_on_a_telephone_and_counted_above(house, picture):
    clerk = house.enter("clerk")
    clerk.goto("/exemplars/study/")
    town = clerk.get_by_role("row", name=re.compile("^铁山镇"))
    before = int(town.locator("td[data-label=学习活动]").inner_text())

    officer = house.enter("township", phone=True)
    officer.goto("/exemplars/study/record/")
    officer.fill("input[name=subject]", "学习廖俊波同志先进事迹")
    officer.fill("input[name=people]", "21")
    submit(officer, "登记")
    assert "学习廖俊波同志先进事迹" in words(officer)

    clerk.reload()
    assert int(town.locator("td[data-label=学习活动]").inner_text()) == before + 1
    picture(clerk, "study")
    follow(clerk, re.compile(rf"^{before + 1}$"))
    assert "只记" in officer.context.new_page().goto("/exemplars/study/").text()


def test_a_profile_waits_for_the_leader_and_is_then_read_aloud_by_everybody(house):
    leader = house.enter("leader")
    leader.goto("/messages/")
    assert "有一份典型事迹等您审批。" in words(leader)
    leader.goto("/exemplars/drafts/")
    follow(leader, "梁稻香")
    follow(leader, "审批典型事迹")
    leader.get_by_label("批准").check()
    submit(leader, "审批典型事迹")

    clerk = house.enter("clerk")
    clerk.goto("/messages/")
    clerk.locator("tr", has_text="可以发布").first.get_by_role("button").click()
    clerk.goto("/exemplars/drafts/")
    follow(clerk, "梁稻香")
    follow(clerk, "发布")
    submit(clerk, "发布")

    officer = house.enter("officer", phone=True)
    officer.goto("/exemplars/")
    follow(officer, "梁稻香")
    follow(officer, "朗读版")
    assert "2018年" not in words(officer)
    assert "她把新稻种背进最远的山村。" in words(officer)
