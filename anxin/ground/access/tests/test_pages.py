"""The administrators' pages, one's own post, and the table of rights, through a browser's requests."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from anxin.ground.access.actions import delegate, make_account
from anxin.ground.access.models import Account, Delegation, Post
from anxin.ground.access.rights import Role, table
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused
from anxin.ground.journal.actions import OPERATOR
from anxin.ground.units.models import Unit
from tests.cast import PASSWORD, client_of, hire

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(tree):
    return client_of(hire("system", tree.county_office, "system", "罗成"))


@pytest.fixture
def security(tree):
    return client_of(hire("security", tree.county_office, "security", "安宁"))


def url(name, *args):
    return reverse(f"access:{name}", args=args)


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_list_shows_the_accounts_of_ones_place_and_no_others(system, township_officer, neighbour_clerk):
    page = text(system.get(url("accounts")))
    assert "township_officer" in page
    assert "neighbour_clerk" not in page
    assert text(system.get(url("account", township_officer.account_id)))
    elsewhere = system.get(url("account", neighbour_clerk.account_id))
    nowhere = system.get(url("account", uuid.uuid4()))
    assert (elsewhere.status_code, elsewhere.content) == (404, nowhere.content)


@pytest.mark.parametrize(("typed", "found"), [("河东镇", True), ("township_o", True), ("卫生", False)])
def test_what_was_typed_narrows_the_list_and_stands_in_no_address(system, township_officer, typed, found):
    answer = system.post(url("find"), {"text": typed})
    assert answer.url == url("accounts")
    assert ("township_officer" in text(system.get(answer.url))) is found


def test_a_new_account_shows_its_password_once_and_signs_in_with_it(system, client, tree):
    given = {"login": "new.one", "home": tree.town.code, "language": "zh-hans", "person_number": ""}
    page = text(system.post(url("account_new"), given))
    password = re.search(r"<b>([a-z0-9]{12})</b>", page).group(1)
    assert client.login(username="new.one", password=password)
    assert password not in text(system.get(url("account", Account.objects.get(login="new.one").pk)))
    assert "已被使用" in text(system.post(url("account_new"), given))


def test_a_unit_outside_is_no_unit(system, tree):
    given = {"login": "new.one", "home": tree.neighbour.code, "language": "zh-hans"}
    assert "没有这个单位" in text(system.post(url("account_new"), given))
    assert not Account.objects.filter(login="new.one").exists()


def test_the_security_administrator_appoints_and_ends(security, tree):
    account = make_account(by=OPERATOR, login="new", password=PASSWORD, home=tree.town)
    given = {"unit": tree.town.name, "role": "township", "name": "赵敏"}
    assert security.post(url("appoint", account.pk), given).status_code == 302
    post = Post.objects.get(account=account)
    assert (post.unit, post.since) == (tree.town, today())
    assert security.post(url("end", post.pk), {"on": str(today())}).status_code == 302
    assert not Post.objects.open().filter(pk=post.pk).exists()


def test_closing_says_what_is_still_in_hand(security, in_county, county_clerk, township_officer, household):
    from tests.cast import entrust  # noqa: PLC0415  # only this page needs a family

    entrust(county_clerk, household, township_officer)
    page = text(security.post(url("end", township_officer.pk), {"on": str(today())}))
    assert "担任责任人的家庭1户" in page
    assert "周明远" not in page


def test_disabling_asks_first_and_says_what_follows_in_numbers(
    system, in_county, county_clerk, township_officer, household
):
    from tests.cast import entrust  # noqa: PLC0415

    entrust(county_clerk, household, township_officer)
    page = text(system.get(url("disable", township_officer.account_id)))
    for sentence in ("担任责任人的家庭1户", "1个岗位终止", "对1份档案的授权终止"):
        assert sentence in page
    assert "周明远" not in page
    assert Account.objects.get(pk=township_officer.account_id).is_active
    assert system.post(url("disable", township_officer.account_id), {"why": "调离"}).status_code == 302
    assert not Account.objects.get(pk=township_officer.account_id).is_active


def test_a_unit_is_added_below_ones_place(system, tree):
    given = {"parent": tree.county.code, "name": "铁山镇", "code": "990102102", "kind": "region", "level": 4}
    assert system.post(url("unit_new"), given).status_code == 302
    assert Unit.objects.get(code="990102102").parent == tree.county
    assert "已被使用" in text(system.post(url("unit_new"), given))


def test_one_hands_ones_post_to_a_colleague_and_takes_it_back(township_officer, tree):
    colleague = hire("colleague", tree.town, "township", "林涛")
    client = client_of(township_officer)
    until = today() + timedelta(7)
    given = {"to": colleague.pk, "since": str(today()), "until": str(until), "reason": "学习"}
    assert client.post(url("mine"), given).status_code == 302
    made = Delegation.objects.get()
    assert (made.post, made.to, made.until) == (township_officer, colleague.account, until)
    page = text(client_of(colleague).get("/"))
    assert "代吴晓峰办理" in page
    assert "林涛" in text(client.get(url("mine")))
    assert client.post(url("end_delegation", made.pk)).status_code == 302
    assert not Delegation.objects.standing().exists()


def test_a_post_is_offered_to_ones_own_office_and_to_no_administrator(county_clerk, township_officer, tree):
    near = hire("near", tree.county_office, "clerk", "马骏")
    hire("elsewhere", tree.civil, "clerk", "王静怡")
    hire("guard", tree.county_office, "security", "安宁")
    offered = client_of(county_clerk).get(url("mine")).context["form"].fields["to"].queryset
    assert list(offered) == [near]
    other = hire("second_guard", tree.county_office, "security", "安心怡")
    guard = Post.objects.get(account__login="guard")
    assert list(client_of(guard).get(url("mine")).context["form"].fields["to"].queryset) == [other]
    with pytest.raises(Refused) as no:
        delegate(by=county_clerk, to=township_officer.account, until=today(), reason="学习")
    assert no.value.code == "access.no_colleague"


def test_the_head_of_every_page_says_for_whom_one_acts(township_officer, tree):
    colleague = hire("colleague", tree.town, "township", "林涛")
    delegate(by=township_officer, to=colleague.account, until=today(), reason="学习")
    client = client_of(colleague)
    client.post(url("switch_post"), {"post": township_officer.pk})
    assert "林涛 代 吴晓峰" in text(client.get("/"))


def test_units_of_one_name_are_told_apart_by_what_they_belong_to(system, tree):
    for parent, code in ((tree.county, "990102301"), (tree.town, "990102302")):
        given = {"parent": parent.code, "name": "河湾村", "code": code, "kind": "region", "level": 5}
        assert system.post(url("unit_new"), given).status_code == 302
    listed = text(system.get(url("units"), {"size": 100}))
    for parent in (tree.county, tree.town):
        assert f"河湾村<small>{parent.name}</small>" in listed
    given = {"login": "xin.ren", "home": "河湾村", "language": "zh-hans"}
    answer = text(system.post(url("account_new"), given))
    assert f"990102302（{tree.town.name}）、990102301（{tree.county.name}）" in answer


def test_somebody_else_cannot_take_a_delegation_back(township_officer, county_clerk, tree):
    colleague = hire("colleague", tree.town, "township", "林涛")
    made = delegate(by=township_officer, to=colleague.account, until=today(), reason="学习")
    assert client_of(county_clerk).post(url("end_delegation", made.pk)).status_code == 404
    assert Delegation.objects.standing().exists()


def test_a_refusal_stands_in_the_form(township_officer, tree):
    colleague = hire("colleague", tree.town, "township", "林涛")
    given = {"to": colleague.pk, "since": str(today()), "until": str(today() + timedelta(30)), "reason": "x"}
    assert "最长30天" in text(client_of(township_officer).post(url("mine"), given))


def test_the_table_of_rights_is_read_by_everybody_in_his_language(officer):
    page = text(client_of(officer).get(url("rights")))
    assert page.count("<tr>") == len(table()) + 1
    assert [right.permission for right in table() if right.told in page] == []
    assert table()[0].told in client_of(officer, "en").get(url("rights")).content.decode().replace(
        "&#x27;", "'"
    )


def test_on_a_telephone_the_rights_are_told_role_by_role_ones_own_first(officer):
    answer = client_of(officer).get(url("rights"))
    (first, _words, held), *others = answer.context["of_role"]
    assert first == officer.role
    assert held == [right for right in table() if first in right.roles]
    assert len(others) == len(Role.choices) - 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_is_not_there_keeps_what_waits_to_be_said(method, township_officer, tree):
    """A sentence that belongs to the next page would be lost here, and make one 404 longer than another."""
    client, bare = client_of(township_officer), client_of(hire("bare", tree.town, "township", "林涛"))
    colleague = hire("colleague", tree.town, "township", "林涛")
    given = {"to": colleague.pk, "since": str(today()), "until": str(today()), "reason": "学习"}
    assert client.post(url("mine"), given).status_code == 302  # leaves a sentence for the next page
    nowhere = url("end_delegation", uuid.UUID(int=7))
    answers = [one.post(nowhere) for one in (client, bare)]
    assert [one.status_code for one in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert getattr(client, method)(url("switch_post")).status_code in (302, 404, 405)
    assert "已设定代理" in text(client.get(url("mine")))
