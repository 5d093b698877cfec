"""The demo's door: at each start one request of the story has a live one-time link, with its code."""

from django.utils import translation

from anxin.care.actions import name_contact
from anxin.care.models import DepartmentRequest
from anxin.care.queries import contact_of
from anxin.family_page.actions import send_link
from anxin.ground.access.models import Post
from anxin.ground.database.scope import everywhere, scope


def fresh_link() -> dict[str, str] | None:
    """Make a link for the request that is due last, as its sender would. None in a demo without requests."""
    with everywhere(), translation.override("zh-hans"):
        rows = DepartmentRequest.objects.waiting().select_related("desk", "sent_by__unit")
        asked = rows.order_by("-due", "-sent_at").first()
        if asked is None:
            return None
        if contact_of(asked.desk) is None:
            _name_contact(asked)
        with scope(asked.path):
            made = send_link(by=asked.sent_by, request=asked)
    return {"address": made.address, "code": made.spoken, "desk": asked.desk.name}


def _name_contact(asked: DepartmentRequest) -> None:
    """The holder of the desk's own post, or somebody who has none and answers through links only."""
    held = Post.objects.filter(unit=asked.desk, role="desk", until=None).first()
    said = {"name": held.name, "phone": held.phone} if held else {"name": "卢敏", "phone": "0000 620 0171"}
    name_contact(by=asked.sent_by, desk=asked.desk, post=held, **said)
