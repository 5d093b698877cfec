"""What the words of a unit and a post say about the kind of employment: an assumption, marked as such.

Whoever is in doubt stays unknown: a wrong employment would make a wrong sum, an unknown one is a gap.
"""

import re
from functools import lru_cache


def _any(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


# Kinds of work whose holders stand under several laws, or under none of these.
OPEN = _any(
    r"党校|行政学院|供销|邮政|供电|电力|烟草|气象|地震|红十字",
    r"总工会|共青团|团委|妇联|科协|残联|卫生室|村医",
    r"代课|临聘|聘用|合同制|劳务|公益性岗位|辅警|协警|返聘",
)
# Officers sent to a village keep the employment of the unit that sent them.
SENT = _any(r"驻村|第一书记|挂职|包村|选派")

POSTS = (
    (
        "village",
        _any(
            r"村党?总?支部?(副?书记|委员)|村支书|村主任|村委会|村两委|村会计",
            r"居委会|社区(党|书记|主任)",
        ),
    ),
    ("institution", _any(r"教师|老师|校长|园长|医生|医师|护士")),
    ("police", _any(r"民警|干警|交警|刑警|特警|公安|派出所|监狱|戒毒")),
)
UNITS = (
    ("village", _any(r"村$|社区$|村民委员会|居民委员会|村党支部")),
    (
        "institution",
        _any(
            r"大学|学院|中学|小学|学校|[一二三四五六七八九十\d]中$|幼儿园",
            r"医院|卫生院|保健院|疾控|疾病预防",
            r"研究院|研究所|中心|站$|馆$|电视台|林场",
        ),
    ),
    ("enterprise", _any(r"公司|集团|银行|信用社|厂$")),
    (
        "civil_servant",
        _any(
            r"人民政府|政府办|[省市县区州旗]委(?!员)|[镇乡]党委|[镇乡]$",
            r"街道(党工委|办事处)|街道$|(健康|改革)委员会|(组织|宣传|统战)部",
            r"纪委|监委|政法委|人大|政协|法院|检察院",
            r"[厅局]($|机关|党组|党委|副?[厅局]长|.{0,3}[科股室]|[一二三四]级|干部)",
        ),
    ),
)


@lru_cache(4096)
def employment_of(unit: str, post: str) -> str | None:
    """The employment that the words suggest (one of policy.EMPLOYMENTS), or None where they leave it open."""
    words = f"{unit} {post}"
    if OPEN.search(words):
        return None
    sent = bool(SENT.search(words))
    of_post = next((kind for kind, pattern in POSTS if pattern.search(words)), None)
    if of_post and not (sent and of_post == "village"):
        return of_post
    of_unit = {kind for kind, pattern in UNITS if pattern.search(unit)}
    if len(of_unit) != 1 or (sent and "village" in of_unit):
        return None
    return of_unit.pop()
