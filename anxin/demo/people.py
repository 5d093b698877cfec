"""The demo's posts: six people with accounts, three administrators, colleagues. All are invented."""

from dataclasses import dataclass

from anxin.ground.access.actions import appoint, make_account, random_password
from anxin.ground.access.models import Post
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Unit

from .tree import ANHE


@dataclass(frozen=True)
class Part:
    """A part to play: who, in which unit, as what. ``login`` only for the six ready accounts
    and the three administrators."""

    key: str
    name: str
    unit: str
    role: str
    title: str
    phone: str
    login: str = ""


PARTS = (
    Part("clerk", "沈静", f"{ANHE}-ZZB", "clerk", "干部二科科员", "0000 620 1201", "clerk"),
    Part("township", "吴晓峰", f"{ANHE}102", "township", "党委组织委员", "139 0000 1866", "township"),
    Part("health", "宋岚", f"{ANHE}-WJ", "desk", "基层卫生股股长", "139 0000 6620", "health"),
    Part("leader", "郑国平", f"{ANHE}-ZZB", "leader", "副部长", "0000 620 1202", "leader"),
    Part("officer", "许佳", f"{ANHE}101", "officer", "党政办副主任", "139 0000 2077", "officer"),
    Part("province", "陆远", "99-ZZB", "clerk", "干部三处干部", "0000 910 3301", "province"),
    Part("system", "罗成", f"{ANHE}-ZZB", "system", "办公室信息员", "0000 620 1207", "system"),
    Part("security", "安宁", f"{ANHE}-ZZB", "security", "办公室主任", "0000 620 1208", "security"),
    Part("auditor", "方蕾", f"{ANHE}-ZZB", "auditor", "机关纪委干部", "0000 620 1209", "auditor"),
    Part("clerk2", "张立群", f"{ANHE}-ZZB", "clerk", "干部二科科长", "0000 620 1203"),
    Part("hedong", "林晓芳", f"{ANHE}101", "township", "党委组织委员", "139 0000 1867"),
    Part("shitun", "陈思齐", f"{ANHE}103", "township", "党委组织委员", "139 0000 1868"),
    Part("xingxi", "高原", f"{ANHE}104", "township", "党委组织委员", "139 0000 1869"),
    Part("tieshan2", "林涛", f"{ANHE}102", "township", "民政办主任", "139 0000 3350"),
    Part("hedong2", "何平", f"{ANHE}101", "township", "民政办主任", "139 0000 3351"),
    Part("shitun2", "韩雪", f"{ANHE}103", "township", "民政办主任", "139 0000 3352"),
    Part("xingxi2", "马骏", f"{ANHE}104", "township", "民政办主任", "139 0000 3353"),
    Part("civil", "冯立", f"{ANHE}-MZ", "desk", "社会救助股股长", "139 0000 6621"),
    Part("hrss", "吴国良", f"{ANHE}-RS", "desk", "就业股股长", "139 0000 6623"),
    Part("education", "唐文", f"{ANHE}-JY", "desk", "资助中心主任", "139 0000 6622"),
)


@dataclass(frozen=True)
class Cast:
    """Every post of the demo by its key, and the accounts with their passwords."""

    posts: dict[str, Post]
    accounts: list[dict[str, str]]


def hire() -> Cast:
    """Make the accounts and the posts through the acts that make them; passwords are random."""
    posts, accounts = {}, []
    for part in PARTS:
        unit = Unit.objects.select_related("parent").get(code=part.unit)
        account = None
        if part.login:
            password = random_password()
            account = make_account(by=OPERATOR, login=part.login, password=password, demo=True)
            accounts.append(
                {
                    "role": part.role, "login": part.login, "password": password, "name": part.name,
                    "post": part.title, "unit": unit.name, "unit_code": unit.code,
                }
            )  # fmt: skip
        posts[part.key] = appoint(
            by=OPERATOR,
            account=account,
            unit=unit,
            role=part.role,
            name=part.name,
            title=part.title,
            phone=part.phone,
        )
    return Cast(posts, accounts)


def seat(login: str, unit: str, role: str, name: str, title: str = "", phone: str = "") -> Post:
    """Somebody who signs in at another unit of the tree; nobody is told the password."""
    account = make_account(by=OPERATOR, login=login, password=random_password(), demo=True)
    found = Unit.objects.select_related("parent").get(code=unit)
    return appoint(by=OPERATOR, account=account, unit=found, role=role, name=name, title=title, phone=phone)
