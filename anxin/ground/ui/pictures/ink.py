"""The colours and faces of the pictures: tokens.css once more, because paper reads no style sheet."""

PAPER, DESK, SUNK = "#ffffff", "#f6f5f1", "#efede7"
LINE, LINE_STRONG = "#d9d5cb", "#b9b3a5"
INK, INK_2, INK_3 = "#1b2430", "#46515e", "#5b6875"
BRAND, BRAND_WASH = "#1d4f91", "#e8eef6"
OK, OK_WASH, SOON, SOON_WASH, LATE, NONE = "#1f6b3f", "#e6f1ea", "#8a5a00", "#fbf1dc", "#a61b1b", "#5b6875"
SANS = "Noto Sans CJK SC, Source Han Sans SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
