"""Materials: a text or a file, each version kept, readable by every post."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from anxin.exemplars import actions
from anxin.exemplars.models import Material, MaterialVersion
from tests.cast import client_of

from .told import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def material(county_clerk, tree):
    about = actions.About("守桥人（讲稿）", "安和县委组织部，2026年3月", "duty")
    return actions.bring_material(by=county_clerk, unit=tree.county, about=about, sent=actions.Sent("第一稿"))


def test_the_newest_version_is_shown_and_those_before_stay(material, county_clerk, officer):
    actions.renew_material(by=county_clerk, material=material, sent=actions.Sent("第二稿", words="补了出处"))
    client = client_of(officer)
    page = client.get(reverse("exemplars:material", args=[material.pk])).content.decode()
    assert "第二稿" in page
    assert "第一稿" not in page
    first = client.get(reverse("exemplars:material_version", args=[material.pk, 1])).content.decode()
    assert "第一稿" in first
    assert client.get(reverse("exemplars:material_version", args=[material.pk, 3])).status_code == 404


def test_a_file_is_kept_encrypted_and_read_by_every_post(county_clerk, officer, neighbour_clerk):
    client, content = client_of(county_clerk), b"%PDF-1.7 \xe5\xae\x88\xe6\xa1\xa5"
    sent = {"title": "画册", "source": "县档案馆", "file": SimpleUploadedFile("画册.pdf", content)}
    page = client.post(reverse("exemplars:material_new"), sent)
    version = MaterialVersion.objects.get()
    assert page.url == reverse("exemplars:material", args=[version.material_id])
    assert (version.file_name, version.file_size, version.text) == ("画册.pdf", len(content), "")
    for reader in (officer, neighbour_clerk):
        answer = client_of(reader).get(reverse("exemplars:material_version", args=[version.material_id, 1]))
        assert b"".join(answer.streaming_content) == content
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (actions.Sent(), "study.text_or_file"),
        (actions.Sent("正文", "画册.pdf", b"%PDF"), "study.text_or_file"),
        (actions.Sent("", "宏.docm", b"PK"), "study.kind_of_file"),
        (actions.Sent("", "页.html", b"<p>"), "study.kind_of_file"),
    ],
)
def test_a_version_is_a_text_or_a_file_of_a_kind_that_is_taken(county_clerk, tree, sent, code):
    with refused(code), transaction.atomic():
        actions.bring_material(by=county_clerk, unit=tree.county, about=actions.About("某", "某"), sent=sent)
    assert not Material.objects.exists()


def test_a_material_out_of_use_leaves_the_list_and_takes_no_version(material, county_clerk, officer):
    actions.end_material(by=county_clerk, material=material, reason="有误")
    assert "讲稿" not in client_of(officer).get(reverse("exemplars:materials")).content.decode()
    with refused("study.material_ended"), transaction.atomic():
        actions.renew_material(by=county_clerk, material=material, sent=actions.Sent("再"))


def test_a_neighbour_reads_it_and_changes_nothing(material, neighbour_clerk):
    client = client_of(neighbour_clerk)
    assert client.get(reverse("exemplars:material", args=[material.pk])).status_code == 200
    for name in ("exemplars:material_renew", "exemplars:material_end"):
        assert client.get(reverse(name, args=[material.pk])).status_code == 404


def test_the_database_holds_no_version_that_is_both_or_neither(material):
    for change in ({"text": ""}, {"file_name": "某.pdf"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            MaterialVersion.objects.filter(material=material).update(**change)
