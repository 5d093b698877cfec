"""A department fills and signs its column of a joint table through a one-time link."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from anxin.care.actions import (
    Asked,
    fill_cell,
    name_contact,
    send_out,
    sign_on_paper,
    start_table,
    withdraw_table,
)
from anxin.care.actions import Said as Filled
from anxin.care.models import DepartmentRequest, JointColumn
from anxin.family_page.actions import send_column_link
from anxin.family_page.door.say import say
from anxin.family_page.models import Pass, Said, Sheet
from anxin.family_page.queries import links_of
from anxin.family_page.tasks import take_over
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.journal.models import JournalEntry
from anxin.ground.units.actions import add_unit
from anxin.ground.units.models import Kind, Level
from tests.cast import Tree, client_of

from .conftest import Handed, at_the_door

pytestmark = pytest.mark.django_db(transaction=True)
DUE = (today() + timedelta(days=20)).isoformat()
DOES = {
    "n0-kind": "measure", "n0-words": "签约家庭医生，上门换药",
    "n0-amount_fen": "1,200.50", "n0-handler": "基层卫生股 宋岚",
    "n0-due": DUE, "n0-ground": "通知第三条", "n0-proof": "签约协议",
    "n0-case_by_case": "目录尚无此项", "read": "on",
}  # fmt: skip


@pytest.fixture
def column(asked: DepartmentRequest, county_clerk: Post, tree: Tree) -> JointColumn:
    """The health department's column of a table of the mother's need, out for filling."""
    others = {"finance": "安和县财政局", "hrss": "安和县人社局", "education": "安和县教育局"}
    desks = [tree.civil] + [
        add_unit(by=OPERATOR, code=f"990102-D{place}", name=name, kind=Kind.DEPARTMENT, level=Level.COUNTY,
                 parent=tree.county, domain=domain)
        for place, (domain, name) in enumerate(others.items())
    ]  # fmt: skip
    for desk in desks:
        name_contact(by=county_clerk, desk=desk, name="联系人", post=None)
    with scope(asked.path):
        need = asked.measure.need
        told = Asked([need], today() + timedelta(days=10), {need.pk: "老人需上门医疗服务"})
        table = send_out(
            by=county_clerk, table=start_table(by=county_clerk, household=asked.household, asked=told)
        )
        return table.columns.select_related("table").get(domain="health")


@pytest.fixture
def handed(column, county_clerk) -> Handed:
    with scope(column.path):
        return Handed(send_column_link(by=county_clerk, column=column))


def enter(phone, handed) -> str:
    phone.post(handed.path, {"code": handed.link.code})
    return phone.get(handed.path).content.decode()


def sign(phone, handed, **given):
    page = phone.get(handed.path).content.decode()
    seal = re.search(r'name="seal" value="([0-9a-f]+)"', page)
    return phone.post(f"{handed.path}sign/", {"seal": seal[1] if seal else "", **given})


def now_of(column) -> JointColumn:
    with scope(column.path):
        return JointColumn.objects.select_related("signed_by").get(pk=column.pk)


def cell_of(column):
    with scope(column.path):
        return column.cells.select_related("filled_by").get()


def journalled() -> list[str]:
    with everywhere():
        rows = JournalEntry.objects.order_by("at")
        return [one.act for one in rows if one.act.startswith(("door.", "care.cell", "care.column"))]


def test_filled_and_signed_through_the_same_acts_as_at_the_desk(column, handed, health_desk):
    with at_the_door() as phone:
        enter(phone, handed)
        assert "filled and signed" in sign(phone, handed, **DOES).content.decode()
        assert phone.get(handed.path).status_code == 404
    assert now_of(column).state == "open"  # the door itself changed nothing of the register
    take_over()
    signed, cell = now_of(column), cell_of(column)
    assert (signed.state, signed.signed_by, signed.signed_on) == ("signed", health_desk, today())
    assert (cell.kind, cell.amount_fen, cell.words) == ("measure", 120050, "签约家庭医生，上门换药")
    assert cell.filled_by == health_desk
    take_over()
    assert journalled() == [
        "door.link_made", "door.column_opened", "care.cell_filled", "care.column_signed",
    ]  # fmt: skip


def test_no_measure_needs_its_reason(column, handed):
    with at_the_door() as phone:
        enter(phone, handed)
        assert sign(phone, handed, **{"n0-kind": "none", "read": "on"}).status_code == 422
        sign(phone, handed, **{"n0-kind": "none", "n0-reason": "不属本部门职责", "read": "on"})
    take_over()
    assert (cell_of(column).kind, cell_of(column).reason) == ("none", "不属本部门职责")


@pytest.mark.parametrize(
    "missing", ["read", "n0-words", "n0-ground", "n0-handler", "n0-due", "n0-case_by_case"]
)
def test_nothing_is_sent_while_something_is_missing(column, handed, missing):
    with at_the_door() as phone:
        enter(phone, handed)
        assert sign(phone, handed, **DOES | {missing: ""}).status_code == 422
    with scope(column.path):
        assert not Said.objects.filter(kind="done").exists()


def test_a_get_shows_and_uses_up_nothing(column, handed):
    with at_the_door() as phone:
        for place in ("", "sign/"):
            assert "上门医疗" not in phone.get(handed.path + place).content.decode()
        shown = enter(phone, handed)
        assert "老人需上门医疗服务" in shown
        assert "陈桂香" not in shown  # the minimum: what the clerk chose to tell
        assert phone.get(f"{handed.path}sign/").status_code == 200
    with scope(column.path):
        assert Pass.objects.get().state == "opened"


def test_without_the_code_or_the_seal_nothing_is_signed(column, handed):
    with at_the_door() as phone:
        phone.post(f"{handed.path}sign/", DOES)
        enter(phone, handed)
        phone.post(f"{handed.path}sign/", DOES)
    take_over()
    assert now_of(column).state == "open"


@pytest.mark.parametrize("place", ["answer/", "pass-on/", "show/", "word/"])
def test_the_link_of_a_column_opens_no_other_page(handed, place):
    with at_the_door() as phone:
        enter(phone, handed)
        assert phone.post(handed.path + place, {"what": "done"}).status_code == 404


def test_after_72_hours_the_link_is_shut(column, handed):
    with scope(column.path):
        held = Pass.objects.get()
        assert timedelta(hours=71) < held.expires_at - held.issued_at <= timedelta(hours=72)
        Pass.objects.update(issued_at=held.issued_at - timedelta(hours=80), expires_at=held.issued_at)
    with at_the_door() as phone:
        assert phone.get(handed.path).status_code == 404


def test_a_column_signed_on_paper_meanwhile_ends_its_link(column, handed, county_clerk):
    with scope(column.path):
        none = Filled("none", reason="不属本部门职责")
        fill_cell(by=county_clerk, cell=column.cells.get(), said=none)
        sign_on_paper(by=county_clerk, column=column, on=today())
    take_over()
    with scope(column.path):
        assert Pass.objects.get().withdrawn_why == "answered"
        assert not Sheet.objects.exists()


def test_what_was_said_too_late_is_kept_with_its_reason(column, handed, county_clerk):
    with at_the_door() as phone:
        enter(phone, handed)
        sign(phone, handed, **DOES)
    with scope(column.path):
        withdraw_table(by=county_clerk, table=column.table, reason="需求有变")
    take_over()
    with scope(column.path), override("en"):
        assert [str(why) for one in links_of(column) for why in one.refused] == [
            "the table was not out for filling any more"
        ]
    assert "door.answer_refused" in journalled()


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "x"},
        {"amount_fen": -5},
        {"amount_fen": 10**30},
        {"entry": "8"},
        {"due": "soon"},
        {"words": None},
    ],
)
def test_what_the_page_would_not_have_written_is_refused_whole(column, handed, change):
    told = {"kind": "measure", "words": "x", "amount_fen": None, "ground": "x", "handler": "x", "due": DUE,
            "proof": "", "entry": "", "case_by_case": "x", "reason": ""}  # fmt: skip
    spoilt = told | change
    if change == {"words": None}:
        del spoilt["words"]
    with scope(column.path):
        assert say(Pass.objects.get(), "done", {"needs": {"0": spoilt}})
    take_over()
    with scope(column.path):
        assert Said.objects.get(kind="done").result == "door.unreadable"
    assert (now_of(column).state, cell_of(column).kind) == ("open", "")


def test_a_new_link_ends_the_one_before_and_a_signed_column_gets_none(column, handed, county_clerk):
    with scope(column.path):
        send_column_link(by=county_clerk, column=column)
        newest, oldest = Pass.objects.all()
        assert (newest.state, oldest.withdrawn_why) == ("issued", "newer")
        withdraw_table(by=county_clerk, table=column.table, reason="需求有变")
        with pytest.raises(Refused) as no:
            send_column_link(by=county_clerk, column=column)
        assert no.value.code == "door.column_closed"


# — The clerk's side —


def address(name, column):
    args = [column.household_id, column.table_id, column.pk]
    return reverse(f"family_page:{name}", args=args)


def test_link_and_code_are_shown_once(column, county_clerk):
    clerk = client_of(county_clerk, "en")
    beside = reverse("care:table_column", args=[column.household_id, column.table_id, column.pk])
    assert address("column_link", column) in clerk.get(beside).content.decode()
    shown = clerk.post(address("column_link_make", column))
    text = shown.content.decode()
    code = re.search(r'class="code">(\d{4} \d{4})<', text)[1]
    assert shown["Cache-Control"] == "no-store"
    assert code not in text.split('class="stack no-print"')[0]  # the letter is printed, the code is not
    later = clerk.get(address("column_link", column)).content.decode()
    assert "made, not opened yet" in later
    assert code not in later
    clerk.post(address("column_link_withdraw", column))
    assert "withdrawn" in clerk.get(address("column_link", column)).content.decode()


@pytest.mark.parametrize("name", ["column_link", "column_link_make", "column_link_withdraw"])
def test_others_make_no_link(column, name, neighbour_clerk, health_desk, auditor):
    for post, status in ((neighbour_clerk, 404), (health_desk, 403), (auditor, 403)):
        browser = client_of(post)
        answer = browser.get if name == "column_link" else browser.post
        assert answer(address(name, column)).status_code == status
    with scope(column.path):
        assert not Pass.objects.exists()
