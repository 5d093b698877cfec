"""What the browser must know to make or use a passkey: an attribute of the form, as no page has a script."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


class PasskeyOptions:
    """Puts allauth's options into the page as text (``options``); empty where there are none."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view
        data = found.get("js_data", {})
        options = data.get("creation_options") or data.get("request_options")
        return found | {"options": json.dumps(options, cls=DjangoJSONEncoder) if options else ""}
