"""Invented things to show every part with. Nobody here exists; identity numbers begin with region 99."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.safestring import mark_safe

from anxin.ground.days.clock import now, today
from anxin.ground.days.partial import PartialDate
from anxin.ground.ui.fields import DayField, PartialDayField, YuanField
from anxin.ground.ui.gallery_timeline import TIMELINE
from anxin.ground.ui.paging import pages
from anxin.ground.ui.parts import Link, StripDay
from anxin.ground.ui.pictures.ecomap import ecomap
from anxin.ground.ui.pictures.shapes import Ecomap, Kin, Support

PEOPLE = (
    Kin("gf", "周德厚", "父", "m", 0, gone="2016年", partners=("gm",)),
    Kin("gm", "陈桂香", "母，农历正月十五生", "f", 0, age=75),
    Kin("f", "周明远", "", "m", 1, gone="2024年7月2日", partners=("m",), parents=("gf", "gm")),
    Kin("m", "林秀兰", "配偶，镇文化站", "f", 1, age=43),
    Kin("d", "周雨桐", "女，初三", "f", 2, age=14, parents=("f", "m")),
    Kin("s", "周雨泽", "子，三年级", "m", 2, age=8, parents=("f", "m")),
)
SUPPORTS = (
    Support("县财政局", "一次性抚恤金已发放", "2024-11-08，1,230,820元", "done"),
    Support("县民政局", "陈桂香：老年助餐", "11月30日前答复", "way"),
    Support("县人社局", "周雨泽：遗属生活困难补助", "应享未领，材料待报", "way"),
    Support("县卫健局", "陈桂香：白内障手术已做", "2027-04-12复查", "done"),
    Support("县教育局", "周雨桐：初三课业辅导", "每周六，至2027年6月", "done"),
    Support("责任人　吴晓峰", "青石镇组织委员", "上次走访11月9日", "done"),
    Support("联系领导　郑国平", "县委组织部副部长", "春节前走访1月28日", "done"),
    Support("原单位　青石镇", "抚恤待遇经办、节日慰问", "经办人 林涛", "done"),
    Support("心理辅导", "周雨桐：未安排", "11月9日答应，今天到期", "gap"),
    Support("亲友　林秀峰", "林秀兰之弟，同镇", "每天接送周雨泽", "done"),
)
FAMILY = Ecomap("周明远家庭一户一图", PEOPLE, SUPPORTS, ("现4人，户主林秀兰", "同住：青石镇沿河路"))

LARGE = Ecomap(
    "欧阳志远家庭一户一图",
    (
        Kin("a", "欧阳国栋", "父，低保对象，听力二级残疾", "m", 0, age=81, partners=("b",)),
        Kin("b", "司马淑贞", "母", "f", 0, age=79),
        Kin("c", "阿不都热合曼·买买提", "岳父，与次女同住", "m", 0, age=77, partners=("e",)),
        Kin("e", "古丽娜尔", "岳母", "f", 0, gone="2019年"),
        Kin("f", "欧阳志远", "", "m", 1, gone="2025年3月14日", partners=("g",), parents=("a", "b")),
        Kin("g", "阿依古丽", "配偶，怀孕7个月", "f", 1, age=39, parents=("c", "e")),
        Kin("h", "欧阳一", "长女，大一", "f", 2, age=19, parents=("f", "g")),
        Kin("i", "欧阳二", "次女，初二", "f", 2, age=14, parents=("f", "g")),
        Kin("j", "欧阳三", "子", "m", 2, age=6, parents=("f", "g")),
        Kin("k", "未出生", "预产期2027年1月", "", 2, parents=("f", "g")),
    ),
    (*SUPPORTS, Support("县残联", "欧阳国栋：助听器适配，含上门调试与两年免费维护", "12月10日前", "way")),
    ("现9人，户主阿依古丽",),
)
SMALL = Ecomap(
    "解永康家庭一户一图",
    (Kin("m", "解母", "母", "f", 0), Kin("f", "解永康", "", "m", 1, gone="known", parents=("m",))),
    SUPPORTS[:7],
)


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label="姓名", max_length=40, help_text="与身份证一致；同音字、生僻字请从证件上抄。"
    )
    born = PartialDayField(label="出生日期", help_text="只知道年、月的，写到年、月即可，如1971.11。")
    visited = DayField(label="走访日期", help_text="哪天去的就写哪天，晚上、周末都行。")
    sum = YuanField(label="金额（元）", required=False)
    kind = forms.ChoiceField(label="认定", choices=[("", "请选择"), ("a", "因公牺牲"), ("b", "待认定")])
    answer = forms.ChoiceField(
        label="您的答复",
        widget=forms.RadioSelect,
        choices=[("take", "受理"), ("back", "退回，写明理由"), ("done", "办结，写结果")],
    )
    met = forms.MultipleChoiceField(
        label="见到了谁",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("1", "林秀兰"), ("2", "周雨桐"), ("3", "周雨泽"), ("4", "陈桂香")],
    )
    words = forms.CharField(label="他们说了什么", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    share = forms.BooleanField(label="写进家属页，家里人看得见进展", required=False)
    ledger = forms.FileField(label="台账", required=False, help_text="Excel工作簿（.xlsx），10兆以内。")


def context(request: HttpRequest) -> dict[str, Any]:
    """All that the gallery's template shows."""
    day = today()
    return {
        "family": FAMILY,
        "timeline": TIMELINE,
        "large_svg": mark_safe(ecomap(LARGE)),
        "small_svg": mark_safe(ecomap(SMALL)),
        "days": {
            "past": day - timedelta(4),
            "today": day,
            "near": day + timedelta(2),
            "far": day + timedelta(20),
        },
        "someday": PartialDate(1971, 11),
        "lunar": PartialDate(1951, 1, 15, "lunar"),
        "families": _families(day),
        "strip_days": [_strip_day(day + timedelta(n), n) for n in range(14)],
        "tabs": [
            Link("一户一图", "#", current=True),
            Link("关爱时间轴与待遇", "#"),
            Link("需求与措施", "#", 9),
            Link("走访", "#", 11),
            Link("查看留痕", "#"),
        ],
        "chips": [
            Link("全部", "#", 46),
            Link("我负责的", "#", 3),
            Link("90天内有节点", "#", 15, current=True),
            Link("有缺口", "#", 12),
            Link("已逾期", "#", 2),
        ],
        "past_items": [
            SimpleNamespace(on=date(2026, 11, 16), what="补录林秀兰收入变化，附合同", who="林涛"),
            SimpleNamespace(on=date(2026, 11, 11), what="向县民政局送老年助餐请求", who="沈静"),
            SimpleNamespace(
                on=datetime(2026, 11, 9, 6, 30, tzinfo=now().tzinfo), what="走访，见到林秀兰、陈桂香", who=""
            ),
        ],
        "slice": pages([SimpleNamespace(pk=n) for n in range(150)], request),
        "form": SampleForm(initial={"name": "林秀兰", "born": PartialDate(1983, 4), "sum": 62400}),
        "wrong_form": SampleForm(
            {"name": "", "born": "1971年13月", "visited": "2026年11月", "sum": "一千", "kind": "a"}
        ),
    }


def _strip_day(day: date, n: int) -> StripDay:
    if day.weekday() > 4:
        return StripDay(day, off=True)
    return StripDay(
        day, late=2 * (n == 0), soon=4 if n == 0 else n % 3 * (n < 4), ok=n % 4 * (n > 3), url="#"
    )


def _families(day: date) -> list[dict[str, Any]]:
    names = ("name", "unit", "post", "home", "who", "steps", "gaps", "gap", "visit", "due", "next")
    done, half = ["done"] * 6, ["done", "done", "half", "done", "done", "done"]
    unnamed, begun = [*half[:3], "miss", "done", "done"], ["done", "half", "todo", "todo", "miss", "todo"]
    june, november, september = date(2026, 6, 25), date(2026, 11, 9), date(2026, 9, 10)
    late, later, last = day - timedelta(4), day + timedelta(14), day + timedelta(89)
    rows = (
        ("罗志强", "河湾镇", "副镇长", "5人　老2少1", "", unnamed, 2, "责任人、措施", june, late, "交接清单"),
        ("周明远", "青石镇", "副镇长", "4人　老1少2", "吴晓峰", half, 3, "心理、补助", november, day, "答复"),
        ("唐文斌", "柳溪镇", "驻村队队长", "4人　老2少1", "韩雪", begun, 4, "需求等", None, later, "首访"),
        (
            "欧阳志远",
            "县一中",
            "教师",
            "4人　老2少1",
            "李清和",
            done,
            0,
            "",
            september,
            last,
            "宽限期满",
        ),
    )
    return [{"no": f"{n:03d}", **dict(zip(names, row, strict=True))} for n, row in enumerate(rows, 21)]
