"""The one record that is somebody's own."""

from django.contrib.auth.models import AnonymousUser

from anxin.ground.access.models import Account
from anxin.ground.database.scope import narrow
from anxin.officers.models import Officer, OwnPlace

ONLY = "!"  # sorts before every step: a range up to it holds one unit and nothing below


def mine(account: "Account | AnonymousUser") -> Officer | None:
    """The record that is this account's own, or None. From here on this request sees the rows of that unit,
    for pages and acts about oneself alone: every question names the officer besides."""
    place = OwnPlace.objects.filter(account=account.pk).first()
    if place is None:
        return None
    narrow(place.path, place.path + ONLY)
    return Officer.objects.select_related("unit").get(pk=place.officer)
