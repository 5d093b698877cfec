"""An invented family's twelve years for the gallery. Nobody here exists."""

from datetime import date

from anxin.ground.ui.pictures.spans import Bar, Dot, Flag, Gone, Lane, Timeline

BEGAN, GRANTED = date(2024, 8, 1), date(2025, 1, 10)
MET = tuple(
    Dot(date(year, month, day))
    for year, month, day in (
        (2024, 12, 9), (2025, 1, 20), (2025, 6, 1), (2025, 10, 1), (2026, 1, 30), (2026, 11, 9),
    )
)  # fmt: skip
VISITED = (*MET, Dot(date(2027, 1, 28), planned=True))

GRANDMOTHER = Lane(
    "陈桂香",
    "母，75岁",
    (
        Flag(date(2027, 4, 12), "眼科复查", "other", expected=True),
        Flag(date(2027, 9, 30), "家庭医生续约", "other"),
        Flag(date(2031, 2, 20), "满80岁，高龄津贴申请", "review"),
        Flag(date(2036, 2, 20), "满85岁，照护评估", "age"),
    ),
    VISITED,
    (
        Bar("遗属补助 每月624元，每年复核", BEGAN, None, "done"),
        Bar("家庭医生签约", GRANTED, date(2027, 9, 30), "done"),
        Bar("老年助餐，县民政局11月30日前答复", date(2026, 11, 30), date(2027, 11, 30), "way"),
    ),
    hints=("农历正月十五生日，下次2027-02-20",),
)
MOTHER = Lane(
    "林秀兰",
    "配偶，43岁",
    (
        Flag(date(2027, 3, 31), "合同到期，就业衔接", "other"),
        Flag(date(2029, 11, 20), "住房贷款结清", "other"),
        Flag(date(2033, 6, 9), "满50岁，社保年限核对", "age"),
    ),
    VISITED,
    (
        Bar("会计培训", date(2026, 9, 1), date(2027, 3, 31), "way"),
        Bar("住房公积金贷款展期", GRANTED, date(2029, 11, 20), "done"),
    ),
)
DAUGHTER = Lane(
    "周雨桐",
    "女，14岁",
    (
        Flag(date(2027, 6, 20), "中考，9月升高中", "study"),
        Flag(date(2028, 5, 18), "满16岁，待遇复核", "review"),
        Flag(date(2030, 5, 18), "满18岁，待遇复核", "review"),
        Flag(date(2030, 9, 1), "升大学，助学贷款", "study", expected=True),
        Flag(date(2034, 7, 1), "大学毕业，就业服务", "study", expected=True),
    ),
    VISITED,
    (
        Bar("遗属补助 每月624元", BEGAN, date(2028, 5, 18), "done"),
        Bar("课业辅导", date(2026, 9, 10), date(2027, 6, 30), "done"),
    ),
)
SON = Lane(
    "周雨泽",
    "子，8岁",
    (
        Flag(date(2030, 9, 1), "升初中", "study"),
        Flag(date(2032, 3, 14), "满14岁", "age"),
        Flag(date(2033, 9, 1), "升高中", "study"),
        Flag(date(2034, 3, 14), "满16岁，待遇复核", "review"),
        Flag(date(2036, 3, 14), "满18岁，待遇复核", "review"),
        Flag(date(2036, 9, 1), "升大学，助学贷款", "study", expected=True),
    ),
    VISITED,
    (
        Bar("遗属补助 每月624元，应享未领", BEGAN, date(2034, 3, 14), "gap"),
        Bar("课后托管", date(2025, 9, 1), date(2030, 6, 30), "done"),
    ),
)
AUNT = Lane("周明月", "妹", gaps=("出生日期待核",))
TIMELINE = Timeline(
    "周明远家庭关爱时间轴", (GRANDMOTHER, MOTHER, DAUGHTER, SON, AUNT), date(2024, 11, 23),
    date(2026, 11, 23), date(2036, 11, 23), (Gone(date(2025, 7, 2), "殉职"),),
)  # fmt: skip
