"""Study in a real browser: a township officer records an activity on a telephone and the county counts it; a
profile goes from its writer to the leader, who is told in the inbox, and is then read aloud by everybody."""

import re

import pytest

from .steps import follow, open_link, submit, words

pytestmark = pytest.mark.browser
HELD = "学习廖俊波同志先进事迹，谈本职工作"
PART = {"x": 0, "y": 0, "width": 1366, "height": 1240}  # of the page: departments and some of the towns


def test_an_activity_is_recorded_on_a_telephone_and_counted_above(house, picture):
    clerk = house.enter("clerk")
    clerk.goto("/exemplars/study/")
    town = clerk.get_by_role("row", name=re.compile("^铁山镇"))
    activities = town.locator("td[data-label=学习活动]")
    before = int(activities.inner_text())

    officer = house.enter("township", phone=True)
    officer.goto("/exemplars/study/record/")
    officer.fill("input[name=subject]", HELD)
    officer.fill("input[name=people]", "21")
    submit(officer, "登记")
    assert HELD in words(officer)

    clerk.reload()
    assert int(activities.inner_text()) == before + 1
    picture(clerk, "study", full_page=True, clip=PART)
    open_link(activities.locator("a"))
    assert HELD in words(clerk)


def test_a_profile_waits_for_the_leader_and_is_then_read_aloud_by_everybody(house):
    leader = house.enter("leader")
    leader.goto("/messages/")
    open_link(leader.locator("tr", has_text="有一份典型事迹等您审批。").get_by_role("button"))
    assert "梁稻香" in words(leader)
    follow(leader, re.compile("^审批$"))
    leader.get_by_label("批准", exact=True).check()
    submit(leader, "审批")

    clerk = house.enter("clerk")
    clerk.goto("/messages/")
    open_link(clerk.locator("tr", has_text="可以发布").get_by_role("button"))
    assert "梁稻香" in words(clerk)
    follow(clerk, re.compile("^发布$"))
    submit(clerk, "发布")

    officer = house.enter("officer", phone=True)
    officer.goto("/exemplars/")
    follow(officer, "梁稻香")
    follow(officer, "朗读版")
    assert "她把新稻种背进最远的山村。" in words(officer)
