"""The self-check: a page that adds up by itself and sends nothing, and the same as a sheet of paper."""

from django.http import HttpResponse
from django.shortcuts import render

from anxin.families.views.papers import pdf_response
from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request
from anxin.officers.selfcheck import ANSWERS, CHECKS, hotline
from anxin.officers.selfcheck_paper import self_check_pdf


@needs("account.own")
def self_check(request: Request) -> HttpResponse:
    """Both sheets of questions. Open to whoever is signed in; that it was opened is recorded nowhere."""
    may_book = request.post.may("officers.book")
    context = {"checks": CHECKS, "answers": ANSWERS, "hotline": hotline(), "may_book": may_book}
    return render(request, "officers/self_check.html", context)


@needs("account.own")
def self_check_sheet(request: Request) -> HttpResponse:
    """The same to fill in by hand; one adds up oneself."""
    return pdf_response(self_check_pdf(), "self-check")
