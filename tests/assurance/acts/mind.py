"""Talks and counselling: rules, occasions, promises; counsellors, hours, keys, sealed notes."""

from datetime import timedelta

from anxin.ground.access.models import Post
from anxin.ground.database.scope import holder
from anxin.ground.days.clock import now, today
from anxin.officers import actions
from anxin.officers.models import Booking, Counsellor, KeyRecovery, Slot, TalkPromise
from tests.assurance.samples.officers_mind import at_the_front
from tests.cast import hire

from . import Doing, Stage, act

PASSPHRASE, OTHER = "河东的柳树还没有发芽到了四月就发", "another passphrase altogether"


def rule(stage: Stage) -> None:
    times = actions.Times(6, 7)
    actions.set_talk_rule(by=stage.clerk, unit=stage.tree.county, talker=stage.leader, times=times)


def promise(stage: Stage) -> TalkPromise:
    step = actions.Promised("排班时照顾", stage.clerk, today())
    actions.record_talk(
        by=stage.clerk, officer=at_the_front(stage.tree.town), on=today(), read_by="line",
        sentences=actions.Sentences("一切都好"), promises=[step],
    )  # fmt: skip
    return TalkPromise.objects.get()


def at_work(post: Post) -> None:
    holder(str(post.pk), str(post.unit_id))


def named(stage: Stage, post: Post | None = None) -> Counsellor:
    one = actions.name_counsellor(by=stage.clerk, post=post or stage.desk, unit=stage.tree.county)
    at_work(one.post)
    return one


def keyed(stage: Stage, post: Post | None = None, passphrase: str = PASSPHRASE) -> Counsellor:
    one = named(stage, post)
    actions.make_key(by=one.post, counsellor=one, passphrase=passphrase)
    return Counsellor.objects.select_related("post__unit").get(pk=one.pk)


def opened(one: Counsellor, passphrase: str = PASSPHRASE) -> bytes:
    at_work(one.post)
    return actions.open_key(by=one.post, counsellor=one, passphrase=passphrase)


def entrusted(stage: Stage) -> tuple[Counsellor, Counsellor, KeyRecovery]:
    colleague = keyed(stage, hire("second-counsellor", stage.tree.civil, "desk", "王静怡"), OTHER)
    one = keyed(stage)
    private = opened(one)
    return (
        one,
        colleague,
        actions.entrust_key(by=one.post, counsellor=one, private=private, colleague=colleague),
    )


def slot(stage: Stage, one: Counsellor | None = None) -> Slot:
    hours = actions.Hours(now() + timedelta(days=2), 1, 50, "县医院三楼")
    one = one or named(stage)
    (made,) = actions.offer_hours(by=one.post, counsellor=one, hours=hours)
    return made


def booking(stage: Stage, one: Counsellor | None = None) -> Booking:
    taken = actions.book_hour(by=stage.officer, slot_id=slot(stage, one).pk)
    return Booking.objects.select_related("slot__counsellor__post__unit").get(pk=taken.pk)


@act("officers.talk_rule_set")
def _(stage: Stage) -> Doing:
    return lambda: rule(stage)


@act("officers.talk_rule_dropped")
def _(stage: Stage) -> Doing:
    rule(stage)
    return lambda: actions.drop_talk_rule(by=stage.clerk, unit=stage.tree.county)


@act("officers.occasion_noted")
def _(stage: Stage) -> Doing:
    rule(stage)
    man = at_the_front(stage.tree.town)
    return lambda: actions.note_occasion(by=stage.clerk, officer=man, kind="illness", on=today())


@act("officers.talked")
def _(stage: Stage) -> Doing:
    man, said = at_the_front(stage.tree.town), actions.Sentences("一切都好")
    return lambda: actions.record_talk(by=stage.clerk, officer=man, on=today(), sentences=said)


@act("officers.talk_promise_settled")
def _(stage: Stage) -> Doing:
    one = promise(stage)
    return lambda: actions.settle_talk_promise(by=stage.clerk, promise=one, to="kept")


@act("officers.talk_promise_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:talk_promise", talkpromise=promise(stage).pk)


@act("officers.talks_listed")
def _(stage: Stage) -> Doing:
    return stage.get(stage.leader, "officers:talks")


@act("officers.talks_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:officer_talks", whom=at_the_front(stage.tree.town).pk)


@act("officers.talk_form_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:talk_new", whom=at_the_front(stage.tree.town).pk)


@act("officers.occasion_form_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.clerk, "officers:talk_occasion", whom=at_the_front(stage.tree.town).pk)


@act("officers.counsellor_named")
def _(stage: Stage) -> Doing:
    return lambda: named(stage)


@act("officers.counsellor_ended")
def _(stage: Stage) -> Doing:
    one = named(stage)
    return lambda: actions.end_counsellor(by=stage.clerk, counsellor=one)


@act("officers.hours_offered")
def _(stage: Stage) -> Doing:
    one = named(stage)
    return lambda: slot(stage, one)


@act("officers.hour_withdrawn")
def _(stage: Stage) -> Doing:
    one = slot(stage)
    return lambda: actions.withdraw_hour(by=stage.desk, slot=one)


@act("officers.hour_booked")
def _(stage: Stage) -> Doing:
    one = slot(stage)
    return lambda: actions.book_hour(by=stage.officer, slot_id=one.pk)


@act("officers.hour_given_up")
def _(stage: Stage) -> Doing:
    one = booking(stage)
    return lambda: actions.give_up_hour(by=stage.officer, booking=one)


@act("officers.hour_settled")
def _(stage: Stage) -> Doing:
    one = booking(stage)
    Slot.objects.filter(pk=one.slot_id).update(starts_at=now() - timedelta(hours=1), ends_at=now())
    one.slot.refresh_from_db(fields=["starts_at", "ends_at"])
    return lambda: actions.settle_hour(by=stage.desk, booking=one, came=True)


@act("officers.hour_opened")
def _(stage: Stage) -> Doing:
    return stage.get(stage.desk, "officers:booking", booking=booking(stage).pk)


@act("officers.key_made")
def _(stage: Stage) -> Doing:
    one = named(stage)
    return lambda: actions.make_key(by=stage.desk, counsellor=one, passphrase=PASSPHRASE)


@act("officers.key_opened")
def _(stage: Stage) -> Doing:
    keyed(stage)
    return stage.post(stage.desk, "officers:key", {"passphrase": PASSPHRASE})


@act("officers.passphrase_changed")
def _(stage: Stage) -> Doing:
    one = keyed(stage)
    private = opened(one)
    return lambda: actions.change_passphrase(by=stage.desk, counsellor=one, private=private, passphrase=OTHER)


@act("officers.key_entrusted")
def _(stage: Stage) -> Doing:
    colleague = keyed(stage, hire("second-counsellor", stage.tree.civil, "desk", "王静怡"), OTHER)
    one = keyed(stage)
    private = opened(one)
    return lambda: actions.entrust_key(by=stage.desk, counsellor=one, private=private, colleague=colleague)


@act("officers.key_released")
def _(stage: Stage) -> Doing:
    _one, colleague, recovery = entrusted(stage)
    private = opened(colleague, OTHER)
    return lambda: actions.release_key(
        by=colleague.post, counsellor=colleague, private=private, recovery=recovery
    )


@act("officers.key_recovered")
def _(stage: Stage) -> Doing:
    one, colleague, recovery = entrusted(stage)
    private = opened(colleague, OTHER)
    code = actions.release_key(by=colleague.post, counsellor=colleague, private=private, recovery=recovery)
    at_work(stage.desk)
    return lambda: actions.recover_key(by=stage.desk, counsellor=one, code=code, passphrase=PASSPHRASE)


@act("officers.note_sealed")
def _(stage: Stage) -> Doing:
    one = booking(stage, keyed(stage))
    return lambda: actions.add_note(by=stage.desk, booking=one, words="睡不好")


@act("officers.notes_read")
def _(stage: Stage) -> Doing:
    named_one = keyed(stage)
    one, private = booking(stage, named_one), opened(named_one)
    return lambda: actions.read_notes(by=stage.desk, booking=one, private=private)
