"""Sign-in, sign-out and choosing a post: the only pages open to everybody."""

from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from anxin.ground.access.forms import SignInForm
from anxin.ground.access.gate import public
from anxin.ground.access.middleware import SESSION_KEY
from anxin.ground.access.request import Request
from anxin.ground.journal.actions import record

sign_in = public(
    LoginView.as_view(
        template_name="ui/login.html", authentication_form=SignInForm, redirect_authenticated_user=True
    )
)
sign_out = public(LogoutView.as_view())


@public
@require_POST
def switch_post(request: Request) -> HttpResponse:
    """Act in another of one's own posts (以何身份办理)."""
    chosen = next((post for post in request.posts if str(post.id) == request.POST.get("post")), None)
    if chosen is None:
        raise Http404
    request.session[SESSION_KEY] = str(chosen.id)
    record("access.post_chosen", by=chosen, path=chosen.unit.path)
    return HttpResponseRedirect("/")
