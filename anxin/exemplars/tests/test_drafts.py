"""A local exemplar: written by the office, approved by the leader, published with consent, taken back."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.exemplars import actions
from anxin.exemplars.content.shapes import Told, Words
from anxin.exemplars.models import DRAFT_MOVES, Draft, Exemplar, Part
from anxin.ground.access.lifecycle import check
from anxin.ground.database.scope import scope
from anxin.ground.days.clock import today
from anxin.ground.days.partial import PartialDate
from anxin.ground.jobs.refusals import Refused
from anxin.ground.messages.models import Message
from tests.cast import client_of

from .told import HEAD, YES, held, refused

pytestmark = pytest.mark.django_db
S = Draft.State


def test_from_draft_to_published_everybody_reads_it(local, officer):
    page = client_of(officer).get(reverse("exemplars:profile", args=[local.pk])).content.decode()
    assert all(words in page for words in ("孟守桥", "他守了三十年的桥。", "县先进工作者", "安和县委文件"))
    assert (local.consenter, local.consented_on) == ("spouse", YES.on)


def test_what_its_deed_shows_stands_under_the_quality(local, officer):
    assert "守桥" in client_of(officer).get(reverse("exemplars:themes")).content.decode()


def test_every_move_of_the_table_and_no_other(county_clerk, leader):
    """For each pair of states: allowed with its permission, refused without it, or not in the table."""
    for now, to in product(S.values, S.values):
        move = DRAFT_MOVES.get((S(now), S(to)))
        for post in (county_clerk, leader):
            if move and post.may(move.permission):
                check(DRAFT_MOVES, now, to, by=post, reason="照实")
                continue
            with pytest.raises(Refused):
                check(DRAFT_MOVES, now, to, by=post, reason="照实")


@pytest.mark.parametrize("act", [actions.approve, actions.publish])
def test_a_draft_that_was_not_handed_in_is_neither_approved_nor_published(ready, leader, county_clerk, act):
    for post in (leader, county_clerk):
        with pytest.raises(Refused), transaction.atomic():
            act(by=post, draft=ready)
    ready.refresh_from_db()
    assert (ready.state, Exemplar.objects.count()) == (S.DRAFT, 0)


def test_without_consent_nothing_is_handed_in(draft, county_clerk):
    with refused("exemplars.no_consent"):
        actions.hand_in(by=county_clerk, draft=draft)


def test_of_the_dead_the_family_agrees_and_of_the_living_themselves(ready, county_clerk):
    actions.note_consent(by=county_clerk, draft=ready, consent=replace(YES, who="self"))
    with refused("exemplars.wrong_consent"), transaction.atomic():
        actions.hand_in(by=county_clerk, draft=ready)
    actions.rewrite_head(by=county_clerk, draft=ready, head=replace(HEAD, died_on=None, age_at_death=None))
    assert actions.hand_in(by=county_clerk, draft=ready).state == S.HANDED_IN


def test_the_database_holds_no_local_exemplar_without_consent(tree, in_county):
    with pytest.raises(IntegrityError), transaction.atomic():
        Exemplar.objects.create(unit=tree.county, path=tree.county.path, name="某", source_on=today())


def test_without_a_deed_there_is_nothing_to_approve(county_clerk, tree, in_county):
    empty = actions.begin_draft(by=county_clerk, unit=tree.county, head=HEAD)
    actions.note_consent(by=county_clerk, draft=empty, consent=YES)
    with refused("exemplars.no_deed"):
        actions.hand_in(by=county_clerk, draft=empty)


def test_what_is_handed_in_is_not_rewritten_until_it_comes_back_with_words(ready, county_clerk, leader):
    actions.hand_in(by=county_clerk, draft=ready)
    told = Told(Words("又一句。"))
    with refused("exemplars.not_a_draft"), transaction.atomic():
        actions.write_passage(by=county_clerk, draft=ready, part="deed", told=told)
    with refused("lifecycle.reason_missing"), transaction.atomic():
        actions.send_back(by=leader, draft=ready, reason=" ")
    back = actions.send_back(by=leader, draft=ready, reason="补上出处")
    assert (back.state, back.said) == (S.DRAFT, "补上出处")
    actions.write_passage(by=county_clerk, draft=ready, part="deed", told=told)
    assert len(Draft.objects.get(pk=ready.pk).profile.of(Part.DEED)) == 2


def test_a_passage_is_changed_in_its_place_and_moves_to_the_end_of_another_part(draft, county_clerk):
    first = draft.profile.of("deed")[0]
    second = actions.write_passage(by=county_clerk, draft=draft, part="deed", told=Told(Words("二")))
    actions.write_passage(by=county_clerk, draft=draft, part="deed", told=Told(Words("一改")), key=first.key)
    draft.refresh_from_db()
    assert [one.words.zh for one in draft.profile.of("deed")] == ["一改", "二"]
    actions.write_passage(by=county_clerk, draft=draft, part="post", told=Told(Words("二")), key=second)
    draft.refresh_from_db()
    assert [one.words.zh for one in draft.profile.of("deed")] == ["一改"]
    assert [one.key for one in draft.profile.of("post")] == [second]
    actions.drop_passage(by=county_clerk, draft=draft, key=second)
    draft.refresh_from_db()
    assert draft.profile.of("post") == ()


def test_what_ends_before_it_begins_is_refused(draft, county_clerk):
    wrong = Told(Words("任局长"), on=PartialDate(2012), until=PartialDate(2010))
    with refused("exemplars.ends_before"):
        actions.write_passage(by=county_clerk, draft=draft, part="post", told=wrong)


def test_a_day_ahead_is_refused(draft, county_clerk, tree):
    tomorrow = today() + timedelta(1)
    with refused("exemplars.day_ahead"), transaction.atomic():
        actions.rewrite_head(by=county_clerk, draft=draft, head=replace(HEAD, source_on=tomorrow))
    with refused("exemplars.day_ahead"), transaction.atomic():
        actions.note_consent(by=county_clerk, draft=draft, consent=replace(YES, on=tomorrow))


def test_the_published_one_stands_until_the_next_version_is(local, county_clerk, leader):
    following = actions.renew_exemplar(by=county_clerk, exemplar=local)
    assert (following.version, following.profile.name.zh) == (2, "孟守桥")
    with refused("exemplars.under_way"), transaction.atomic():
        actions.renew_exemplar(by=county_clerk, exemplar=local)
    head = replace(HEAD, headline="守桥人")
    actions.rewrite_head(by=county_clerk, draft=following, head=head)
    local.refresh_from_db()
    assert local.headline == HEAD.headline
    actions.note_consent(by=county_clerk, draft=following, consent=YES)
    actions.approve(by=leader, draft=actions.hand_in(by=county_clerk, draft=following))
    again = actions.publish(by=county_clerk, draft=following)
    assert (again.pk, again.version, again.headline) == (local.pk, 2, "守桥人")
    assert again.passages.count() == 2


def test_a_profile_taken_back_is_gone_for_every_reader_and_its_next_version_too(
    local, county_clerk, officer, tree
):
    following = actions.renew_exemplar(by=county_clerk, exemplar=local)
    about = actions.About("守桥人（讲稿）", "县委组织部", exemplar=local)
    talk = actions.bring_material(by=county_clerk, unit=tree.county, about=about, sent=actions.Sent("守桥"))
    now = held(on=today(), exemplar=local)
    made = actions.record_activity(by=county_clerk, unit=tree.county, held=now)
    actions.withdraw_exemplar(by=county_clerk, exemplar=local, reason="家属撤回同意")
    client = client_of(officer)
    assert client.get(reverse("exemplars:profile", args=[local.pk])).status_code == 404
    assert "孟守桥" not in client.get(reverse("exemplars:list")).content.decode()
    assert "守桥" not in client.get(reverse("exemplars:themes")).content.decode()
    assert client.get(reverse("exemplars:material", args=[talk.pk])).status_code == 404
    page = client_of(county_clerk).get(reverse("exemplars:activity", args=[made.pk])).content.decode()
    assert "孟守桥" not in page
    following.refresh_from_db()
    assert following.state == S.DROPPED


def test_the_exemplar_of_the_notice_is_nobodys_to_take_back_or_to_rewrite(liao, county_clerk):
    with refused("exemplars.not_ones_own"), transaction.atomic():
        actions.withdraw_exemplar(by=county_clerk, exemplar=liao, reason="不要")
    with refused("exemplars.not_ones_own"), transaction.atomic():
        actions.renew_exemplar(by=county_clerk, exemplar=liao)
    client = client_of(county_clerk)
    for name in ("exemplars:renew", "exemplars:withdraw"):
        assert client.get(reverse(name, args=[liao.pk])).status_code == 404


def test_a_neighbour_sees_no_draft_and_writes_none(draft, neighbour_clerk, tree):
    assert client_of(neighbour_clerk).get(reverse("exemplars:draft", args=[draft.pk])).status_code == 404
    with scope(tree.neighbour.path):
        assert not Draft.objects.exists()
    with refused("exemplars.out_of_scope"):
        actions.begin_draft(by=neighbour_clerk, unit=tree.county, head=HEAD)


def test_a_draft_lies_encrypted(draft):
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM exemplars_draft")
        assert "孟守桥" not in cursor.fetchone()[0]


def test_from_the_first_page_to_the_last_in_a_browser(county_clerk, leader, tree):
    clerk, chief = client_of(county_clerk), client_of(leader)
    head = {"name": "孟守桥", "headline": "守桥人", "source": "县水利局", "source_on": "2026-03-02",
            "died_on": "2025-07-09", "age_at_death": "57"}  # fmt: skip
    page = clerk.post(reverse("exemplars:draft_new"), head)
    draft = page.url
    deed = {"part": "deed", "heading": "守桥", "words": "他守桥。", "theme": "duty", "on": "1995"}
    assert clerk.post(draft + "passages/", deed).status_code == 302
    clerk.post(draft + "hand-in/")
    assert "没有记下任何人的同意" in clerk.get(draft).content.decode()
    consent = {"who": "spouse", "on": "2026-03-01", "paper": "档案1"}
    assert clerk.post(draft + "consent/", consent).status_code == 302
    clerk.post(draft + "hand-in/")
    assert "孟守桥" in chief.get(reverse("exemplars:drafts")).content.decode()
    assert clerk.get(draft + "decide/").status_code == 403
    assert chief.post(draft + "decide/", {"what": "return", "words": ""}).status_code == 422
    assert chief.post(draft + "decide/", {"what": "approve", "words": ""}).status_code == 302
    published = clerk.post(draft + "publish/")
    assert "他守桥。" in clerk.get(published.url).content.decode()


def test_whoever_has_the_next_step_of_a_profile_is_told(ready, county_clerk, leader):
    def told_to(post):
        return list(Message.objects.filter(post=post).order_by("at", "id").values_list("code", flat=True))

    actions.hand_in(by=county_clerk, draft=ready)
    actions.send_back(by=leader, draft=ready, reason="补写出处")
    actions.hand_in(by=county_clerk, draft=ready)
    actions.approve(by=leader, draft=ready)
    assert told_to(leader) == ["exemplars.to_approve"] * 2
    assert told_to(county_clerk) == ["exemplars.to_mend", "exemplars.to_publish"]
