"""Each department has one named contact at a time, and the former ones stay readable."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from anxin.care.actions import end_contact, name_contact
from anxin.care.models import DepartmentContact
from anxin.care.queries import contact_of
from anxin.ground.access.models import Post
from anxin.ground.days.clock import today
from anxin.ground.jobs.refusals import Refused


def test_a_contact_who_seldom_signs_in_has_a_post_without_an_account(county_clerk, tree):
    contact = name_contact(by=county_clerk, desk=tree.health, name="何莉", phone="0000 620 1234")

    assert contact_of(tree.health) == contact
    assert (contact.post.account, contact.post.role, contact.post.name) == (None, "desk", "何莉")


def test_a_contact_may_be_somebody_who_signs_in(county_clerk, health_desk, tree):
    contact = name_contact(by=county_clerk, desk=tree.health, name=health_desk.name, post=health_desk)

    assert contact.post == health_desk


def test_the_former_contact_ends_where_the_new_one_begins(county_clerk, tree):
    first = name_contact(by=county_clerk, desk=tree.health, name="何莉")
    DepartmentContact.objects.filter(pk=first.pk).update(since=today() - timedelta(days=90))
    second = name_contact(by=county_clerk, desk=tree.health, name="宋岚")

    assert contact_of(tree.health) == second
    assert list(DepartmentContact.objects.filter(desk=tree.health).values_list("name", flat=True)) == [
        "宋岚",
        "何莉",
    ]
    first.refresh_from_db()
    assert first.until == second.since


def test_the_database_holds_one_contact_at_a_time(county_clerk, tree):
    first = name_contact(by=county_clerk, desk=tree.health, name="何莉")

    with pytest.raises(IntegrityError), transaction.atomic():
        DepartmentContact.objects.create(desk=tree.health, name="宋岚", post=first.post)


def test_a_contact_ends_without_another(county_clerk, tree):
    contact = name_contact(by=county_clerk, desk=tree.health, name="何莉")
    end_contact(by=county_clerk, contact=contact)

    assert contact_of(tree.health) is None
    with pytest.raises(Refused, match="终止|ended"):
        end_contact(by=county_clerk, contact=contact)


def test_whose_post_has_ended_is_nobodys_contact(county_clerk, health_desk, tree):
    name_contact(by=county_clerk, desk=tree.health, name=health_desk.name, post=health_desk)
    Post.objects.filter(pk=health_desk.pk).update(since=today() - timedelta(days=9), until=today())

    assert contact_of(tree.health) is None


def test_only_a_post_of_the_desk_itself_is_its_contact(county_clerk, civil_desk, township_officer, tree):
    for post in (civil_desk, township_officer):
        with pytest.raises(Refused) as no:
            name_contact(by=county_clerk, desk=tree.health, name=post.name, post=post)
        assert no.value.code == "care.not_a_desk_post"


def test_a_department_outside_the_scope_is_left_alone(neighbour_clerk, health_desk, tree):
    posts = Post.objects.count()
    for post in (None, health_desk):
        with pytest.raises(Refused):
            name_contact(by=neighbour_clerk, desk=tree.health, name="何莉", post=post)

    assert contact_of(tree.health) is None
    assert Post.objects.count() == posts
