"""The family's side of the demo: what families said, printed contact cards, one page at the door."""

from datetime import timedelta

from django.utils import translation

from anxin.care.actions import answer_word, print_cards, receive_word, take_up_word
from anxin.care.models import Measure, Promise
from anxin.care.queries import responsibility_of
from anxin.care.raising import raise_late_words
from anxin.families.models import Household
from anxin.family_page.actions import give_page
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today

SAID = (  # what is said, how, so many days ago, what was answered, whether that is the answer
    ("屋后排水沟堵了，一下雨就往屋里渗。", "phone", 0, "", False),
    ("孩子的助学金表交上去半个月了，还没有消息。", "in_person", 1, "", False),
    ("老人住院的发票不知道该交给谁。", "phone", 6, "已请民政办的同志上门取发票，这周内来。", False),
    ("想把户口迁回老家，要跑哪几个窗口？", "phone", 12, "只跑镇便民服务中心一个窗口，周三我陪您去。", True),
    ("家里网络断了一周，孩子上不了网课。", "in_person", 9, "", False),
    ("村口路灯坏了，晚上孩子回家看不见。", "phone", 20, "供电所昨天修好了。", True),
)


def tell(clerk: Post, named: list[Household]) -> None:
    """Words of a few families, some answered, one so late that it was put before others; printed cards."""
    for household, (words, channel, ago, reply, answers) in zip(named[3::4], SAID, strict=False):
        responsible = responsibility_of(household).responsible
        assert responsible is not None
        said_on = today() - timedelta(ago)
        word = receive_word(by=clerk, household=household, words=words, channel=channel, said_on=said_on)
        if reply:
            (answer_word if answers else take_up_word)(by=responsible, word=word, words=reply)
    raise_late_words()
    print_cards(by=clerk, households=named[::2], size="a6")


def fresh_page() -> dict[str, str] | None:
    """Give the family with most under way its page, as its clerk would. None in a demo without families."""
    with everywhere(), translation.override("zh-hans"):
        household = _with_most()
        if household is None:
            return None
        clerk = Post.objects.select_related("unit").filter(role="clerk")[0]
        with scope(household.path):
            given = give_page(by=clerk, household=household, holder="")
    return {"address": given.link, "code": f"{given.code[:4]} {given.code[4:]}", "family": household.number}


def _with_most() -> Household | None:
    """The family with a promise and most measures."""
    promised = set(Promise.objects.open().filter(due__gt=today()).values_list("household", flat=True))
    found = Household.objects.in_use().filter(pk__in=promised).select_related("unit")
    counts = {one.pk: Measure.objects.filter(household=one).proposed().count() for one in found}
    return max(found, key=lambda one: counts[one.pk], default=None)
