"""How much a request may send: refused by its own length, before anything of it is read or kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

MIB = 2**20
FORM = 2 * MIB
UPLOADS = "/ledgers/"


class BodyLimitMiddleware:
    """Answer 413 to a body beyond the limit: a form's everywhere, a workbook's only where ledgers come in and
    only from somebody who has signed in. A body without a length is refused too (chunked, 411)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.headers.get("Content-Length", "0") or "0"
        if request.headers.get("Transfer-Encoding"):
            return _answer("请求未注明长度。 The length of what is sent must be said first.", 411)
        if not length.isdigit() or int(length) > _most(request):
            return _answer("内容过大，请缩小文件后再传。 Too large: send a smaller file.", 413)
        return self.get_response(request)


def _answer(sentence: str, status: int) -> HttpResponse:
    """One sentence in both languages: nothing is known yet of who asks."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def _most(request: HttpRequest) -> int:
    signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    if request.path.startswith(UPLOADS) and signed_in:
        return int(settings.LIMITS["upload"]["file_mb"]) * MIB + MIB  # the form around the file
    return FORM
