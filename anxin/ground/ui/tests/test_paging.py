from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, QueryDict

from anxin.ground.ui import paging
from anxin.ground.ui.paging import keyset, pages


def _request(query: str = "") -> HttpRequest:
    request = HttpRequest()
    request.GET = QueryDict(query.lstrip("?"))
    return request


def test_numbered_pages_keep_the_filters(render: Callable[..., str]) -> None:
    things = [SimpleNamespace(pk=n) for n in range(45)]
    slice = pages(things, _request("?size=20&page=2&unit=7"))
    assert [row.pk for row in slice.rows] == list(range(20, 40))
    assert parse_qs(slice.next[1:]) == {"size": ["20"], "unit": ["7"], "page": ["3"]}
    assert "45 in all" in render("{% pager s %}", s=slice)
    assert pages(things, _request("?size=7")).size == paging.DEFAULT_SIZE


@pytest.mark.django_db
@pytest.mark.parametrize("order", [("app_label", "model"), ("-app_label", "model", "id")])
def test_a_list_is_walked_forth_and_back_without_loss(
    monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    monkeypatch.setattr(paging, "SIZES", (3,))
    everything = list(ContentType.objects.order_by(*order))
    assert len(everything) > 9
    slice = keyset(ContentType.objects.all(), _request("?size=3"), order=order)
    assert slice.back == ""
    seen, last = list(slice.rows), slice
    while last.next:
        assert str(last.rows[-1].pk) in last.next
        last = keyset(ContentType.objects.all(), _request(last.next), order=order)
        seen += last.rows
    assert seen == everything
    back = keyset(ContentType.objects.all(), _request(last.back), order=order)
    assert list(back.rows) == everything[-len(last.rows) - 3 : -len(last.rows)]


@pytest.mark.django_db
@pytest.mark.parametrize("cursor", ["0", "no-number", "'; drop table", "9" * 40])
def test_a_cursor_that_names_nothing_starts_again(cursor: str) -> None:
    slice = keyset(ContentType.objects.all(), _request(f"?after={cursor}"))
    assert slice.rows
    assert slice.back == ""
