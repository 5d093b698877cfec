"""What this server shows of itself, whom it believes, and to whom it answers at all."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
             "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP", "HTTP_FORWARDED")  # fmt: skip
OWN = ("same-origin", "none")  # asked by a page of ours, or typed into the browser


class ProxyMiddleware:
    """Believe forwarded headers only of the proxy that settings name. Stands first: what follows asks who
    calls and whether by https."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        _believe_the_proxy_only(request)
        return self.get_response(request)


class ExposureMiddleware:
    """Refuse what another site's page asks for behind its reader's back, and send the headers of HEADERS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = _refusal() if _asked_by_another_site(request) else self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


def _believe_the_proxy_only(request: HttpRequest) -> None:
    """Anybody can write a forwarded header; from anybody but our proxies it is as if it had not been sent.
    From them, the last address that is no proxy of ours is the caller's: those before it he wrote himself."""
    caller = request.META.get("REMOTE_ADDR", "")
    if caller not in settings.ANXIN_PROXIES:
        for name in FORWARDED:
            request.META.pop(name, None)
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    while caller in settings.ANXIN_PROXIES and hops:
        caller = hops.pop()
    request.META["REMOTE_ADDR"] = caller


def _asked_by_another_site(request: HttpRequest) -> bool:
    """A page elsewhere may link to us (a person follows the link), but embed, fetch or post nothing of ours.
    Browsers say which it is; a caller that says nothing is no browser and is judged by its session alone."""
    if request.headers.get("Sec-Fetch-Site", "none") in OWN:
        return False
    followed = request.headers.get("Sec-Fetch-Mode") == "navigate"
    return not (followed and request.method in ("GET", "HEAD") and _is_page(request))


def _is_page(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _refusal() -> HttpResponse:
    """One sentence in both languages: nothing is known of who asks."""
    sentence = "此地址不供其他网站调用。 Other sites may link to this address, but not use it."
    return HttpResponse(sentence, status=403, content_type="text/plain; charset=utf-8")
