"""What the words of a unit and a post say about the employment, and where they say nothing."""

import pytest

from anxin.entitlements.inference import employment_of


@pytest.mark.parametrize(
    ("unit", "post", "employment"),
    [
        ("安和县河东镇人民政府", "副镇长", "civil_servant"),
        ("安和县河东镇人民政府副镇长", "", "civil_servant"),
        ("中共安和县委组织部", "科员", "civil_servant"),
        ("安和县卫生健康局", "科员", "civil_servant"),
        ("安和县卫生健康局办公室主任", "", "civil_servant"),
        ("河东镇", "镇长", "civil_servant"),
        ("安和县公安局", "科员", "police"),
        ("石屯镇派出所", "民警", "police"),
        ("安和县第二中学", "", "institution"),
        ("县二中", "", "institution"),
        ("安和县人民医院", "医生", "institution"),
        ("铁山镇凤林村", "教师", "institution"),
        ("铁山镇凤林村", "村党支部书记", "village"),
        ("石屯镇人民政府", "村党支部书记", "village"),
        ("铁山镇凤林村", "", "village"),
        ("安和县水务集团有限公司", "", "enterprise"),
        ("安和县财政局", "驻溪口村第一书记", "civil_servant"),
    ],
)
def test_plain_words_suggest_an_employment(unit, post, employment):
    assert employment_of(unit, post) == employment


@pytest.mark.parametrize(
    ("unit", "post"),
    [
        ("", ""),
        ("安和县", "干部"),
        ("安和县委党校", "教师"),
        ("溪口村", "第一书记"),
        ("安和县公安局", "辅警"),
        ("安和县妇联", "干部"),
        ("河东镇农业综合服务中心（镇人民政府下属）", "主任"),
    ],
)
def test_words_that_leave_it_open_suggest_nothing(unit, post):
    assert employment_of(unit, post) is None
