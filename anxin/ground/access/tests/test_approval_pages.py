"""The pages of acts for two: one's own requests, what waits for one's agreement, asking for new keys."""

from dataclasses import replace

import pytest

from anxin.ground.access import approvals
from anxin.ground.access.actions import ask, decide
from anxin.ground.access.models import Approval
from anxin.ground.database.scope import everywhere
from tests.cast import client_of, hire

pytestmark = pytest.mark.django_db
WANTED = {"list": "families"}


@pytest.fixture
def asked(county_clerk, monkeypatch):
    plain = replace(approvals.kinds()["exports.mass"], tells=None)  # its own words belong to its own room
    monkeypatch.setitem(approvals._kinds, "exports.mass", plain)
    return ask(by=county_clerk, kind="exports.mass", subject=WANTED, count=1234, reason="报上级汇总")


def stored(approval):
    with everywhere():
        return Approval.objects.get(pk=approval.pk)


def test_the_one_who_decides_reads_what_how_much_why_and_by_whom(asked, leader, county_clerk):
    page = client_of(leader)
    assert "1234" in page.get("/access/decisions/").content.decode()
    shown = page.get(f"/access/decisions/{asked.pk}/").content.decode()
    for words in ("大批量导出", "1234", "报上级汇总", county_clerk.name):
        assert words in shown
    assert "大批量导出" in page.get("/").content.decode()


def test_a_subject_that_cannot_be_read_any_more_leaves_the_decision_possible(asked, leader, monkeypatch):
    older = replace(approvals.kinds()["exports.mass"], tells=lambda subject: subject["not yet known then"])
    monkeypatch.setitem(approvals._kinds, "exports.mass", older)
    assert "1234" in client_of(leader).get(f"/access/decisions/{asked.pk}/").content.decode()


def test_after_deciding_the_page_leads_back(asked, leader, county_clerk):
    decide(by=leader, approval=asked, agree=True)
    page = client_of(leader).get(f"/access/decisions/{asked.pk}/").content.decode()
    assert "返回待审批列表" in page


def test_an_administrators_day_leads_to_his_work_even_when_nothing_waits(tree):
    page = client_of(hire("guard", tree.county_office, "security", "安宁")).get("/").content.decode()
    for address in ("/access/accounts/", "/access/decisions/", "/access/reviews/"):
        assert f'class="btn" href="{address}"' in page


def test_a_refusal_needs_its_reason_and_the_asker_reads_it(asked, leader, county_clerk):
    page = client_of(leader)
    assert page.post(f"/access/decisions/{asked.pk}/", {"agree": "no"}).status_code == 200
    assert stored(asked).state == "asked"
    page.post(f"/access/decisions/{asked.pk}/", {"agree": "no", "why": "范围过大"})
    assert "范围过大" in client_of(county_clerk).get("/access/requests/").content.decode()


def test_one_takes_back_only_ones_own(asked, county_clerk, tree):
    place = f"/access/requests/{asked.pk}/take-back/"
    other = client_of(hire("other", tree.county_office, "clerk", "马骏"))
    assert other.post(place).status_code == 404
    client_of(county_clerk).post(place)
    assert stored(asked).state == "withdrawn"


def test_nobody_sees_a_request_that_is_not_theirs(asked, tree, township_officer):
    elsewhere = client_of(hire("elsewhere", tree.neighbour_office, "leader", "何平"))
    assert "大批量导出" not in elsewhere.get("/access/decisions/").content.decode()
    assert elsewhere.get(f"/access/decisions/{asked.pk}/").status_code == 404
    assert client_of(township_officer).get(f"/access/decisions/{asked.pk}/").status_code == 403


def test_an_administrator_asks_for_new_keys_and_reads_the_number_of_the_agreement(tree):
    admin = hire("admin", tree.county_office, "system", "江涛")
    client = client_of(admin)
    client.post("/access/requests/keys/", {"change": "seal", "words": "密钥到期"})
    with everywhere():
        one = Approval.objects.get(kind="journal.key")
    guard = hire("guard", tree.county_office, "security", "石磊")
    assert "更换日志封存密钥" in client_of(guard).get("/access/decisions/").content.decode()
    decide(by=guard, approval=one, agree=True)
    assert str(one.pk) in client.get("/access/requests/").content.decode()


@pytest.mark.parametrize("subject", [{}, {"card": "no id"}, {"card": None}, {"request": 7}])
@pytest.mark.parametrize("kind", ["exports.mass", "rights.unseal", "rights.erasure"])
def test_a_subject_that_its_kind_cannot_tell_still_has_its_page(kind, subject, county_clerk, leader):
    one = ask(by=county_clerk, kind=kind, subject=subject, reason="旧版本的申请")
    shown = client_of(leader).get(f"/access/decisions/{one.pk}/")
    assert shown.status_code == 200
    assert "旧版本的申请" in shown.content.decode()
    assert "涉及条数" not in shown.content.decode()
