"""Which page a pass opens, by its kind. A further kind adds its line here and its addresses to door_urls."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from anxin.family_page.models import Pass

from . import column, desk, family

PAGES: dict[str, Callable[[HttpRequest, Pass], HttpResponseBase]] = {
    "desk": desk.page,
    "column": column.page,
    "family": family.page,
}
