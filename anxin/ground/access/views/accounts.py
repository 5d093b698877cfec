"""Units and access (机构与授权): accounts and posts of one's place, for the two administrators."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anxin.ground.access.actions import (
    appoint,
    ask_to_appoint,
    disable_account,
    end_post,
    make_account,
    random_password,
    takes_two,
    usual_scope,
)
from anxin.ground.access.directory import accounts_of, answering, consequences, posts_of, units_of
from anxin.ground.access.forms.accounts import AccountForm, EndPostForm, PostForm, WhyForm
from anxin.ground.access.gate import needs
from anxin.ground.access.models import Account, Approval, Delegation, Post
from anxin.ground.access.request import Request
from anxin.ground.access.rights import FIGURES
from anxin.ground.ui.paging import keyset
from anxin.ground.ui.trying import attempt, outcome
from anxin.ground.units.models import Unit

SEARCH = "access.search"  # what was typed stays in the session: a name has no place in an address


@needs("access.list")
def accounts(request: Request) -> HttpResponse:
    """The accounts of one's place with their posts; what was typed narrows them."""
    text = request.session.get(SEARCH, "")
    found = answering(accounts_of(request.post), text)
    slice_ = keyset(found, request, order=("login", "pk"), total=found.count())
    return render(request, "access/accounts.html", {"slice": slice_, "searched": text, **_rights(request)})


def _rights(request: Request) -> dict[str, object]:
    may = request.post.may
    return {
        "may_make": may("access.accounts"),
        "may_appoint": may("access.posts"),
        "area": request.post.scope_root,
    }


@needs("access.list")
@require_POST
def find(request: Request) -> HttpResponse:
    """Keep what was typed in the session and show the list again."""
    request.session[SEARCH] = request.POST.get("text", "").replace("\0", "").strip()[:60]
    return redirect("access:accounts")


@needs("access.list")
def account(request: Request, account: uuid.UUID) -> HttpResponse:
    """One account: its posts, past and present, and the posts in its hands for a time."""
    found = _account(request, account)
    posts = found.posts.select_related("unit", "scope_root").order_by("-since", "pk")
    handed = Delegation.objects.filter(to=found) | Delegation.objects.filter(post__account=found)
    context = {
        "account": found,
        "posts": posts,
        "open": {post.pk for post in found.posts.open()},
        "delegations": handed.select_related("post__unit").order_by("-since", "pk")[:20],
        "mine": request.post.acting is not None and request.post.acting.is_same_human(found),
    }
    return render(request, "access/account.html", {**context, **_rights(request)})


def _account(request: Request, account: uuid.UUID) -> Account:
    return get_object_or_404(accounts_of(request.post), pk=account)


def _unit(request: Request) -> Unit | None:
    """The unit that the address names, if it lies in one's place."""
    try:
        wanted = uuid.UUID(request.GET.get("unit", ""))
    except ValueError:
        return None
    return units_of(request.post).filter(pk=wanted).first()


@needs("access.accounts")
def account_new(request: Request) -> HttpResponse:
    """Make an account. Its password is shown once, on the page that answers, and kept nowhere."""
    form = AccountForm(request.post, request.POST or None, _unit(request))
    password = random_password()
    if form.is_valid():
        made = outcome(form, lambda: make_account(by=request.post, password=password, **form.cleaned_data))
        if made is not None:
            return render(request, "access/account_made.html", {"account": made, "password": password})
    return render(request, "access/account_new.html", {"form": form})


@needs("access.accounts", fresh=True)
def disable(request: Request, account: uuid.UUID) -> HttpResponse:
    """Disable an account; the page says in numbers what follows."""
    found = _account(request, account)
    form = WhyForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: disable_account(by=request.post, account=found, why=form.cleaned_data["why"])
    ):
        messages.success(request, _("Disabled. What it had in hand is in other hands."))
        return redirect("access:account", account=found.pk)
    context = {
        "title": _("Disable the account %(login)s") % {"login": found.login},
        "sentence": _(
            "This happens at once and waits for nobody: the deputy, or else the person in charge of this"
            " work, becomes responsible in the same moment. It cannot be undone."
        ),
        "consequences": list(consequences(found)),
        "form": form,
        "action": _("Disable now"),
        "back": reverse("access:account", args=[found.pk]),
    }
    return render(request, "ui/confirm.html", context)


@needs("access.posts", fresh=True)
def appoint_to(request: Request, account: uuid.UUID) -> HttpResponse:
    """Give an account a post; one that takes two people is asked for first, and given once it is agreed."""
    found = _account(request, account)
    form = PostForm(request.post, request.POST or None, found.home)
    if form.is_valid():
        done = outcome(form, lambda: _appoint_or_ask(request, found, dict(form.cleaned_data)))
        if isinstance(done, Approval):
            messages.success(
                request, _("Asked: once somebody has agreed, fill this page in again the same way.")
            )
            return redirect("access:requests")
        if done is not None:
            messages.success(request, _("Appointed."))
            return redirect("access:account", account=found.pk)
    above = request.post.depth == FIGURES
    return render(request, "access/appoint.html", {"form": form, "account": found, "above": above})


def _appoint_or_ask(request: Request, account: Account, given: dict[str, Any]) -> Post | Approval:
    reason, by = given.pop("reason"), request.post
    given["scope_root"] = given["scope_root"] or usual_scope(given["unit"])
    exactly = {"account": account, **{name: given[name] for name in ("unit", "role", "scope_root")}}
    agreed = None
    if takes_two(by, account, given["scope_root"]):
        agreed = ask_to_appoint(by=by, reason=reason, **exactly)  # or the one that waits or serves
        if agreed.state == Approval.State.ASKED:
            return agreed
    return appoint(by=by, account=account, agreed=agreed, **given)


@needs("access.posts", fresh=True)
def end(request: Request, post: uuid.UUID) -> HttpResponse:
    """Close a post; refused while anything is in its hands, with what it is."""
    found: Post = get_object_or_404(posts_of(request.post).exclude(account=None), pk=post)
    form = EndPostForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: end_post(by=request.post, post=found, on=form.cleaned_data["on"])
    ):
        messages.success(request, _("The post is closed."))
        return redirect("access:account", account=found.account_id)
    context = {
        "title": _("Close the post of %(unit)s: %(role)s")
        % {"unit": found.unit.label, "role": found.get_role_display()},
        "sentence": _("Closing waits until everything in its hands is handed over."),
        "form": form,
        "action": _("Close the post"),
        "back": reverse("access:account", args=[found.account_id]),
    }
    return render(request, "ui/confirm.html", context)
