"""Pages on exemplars: public to every post."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from anxin.ground.access.gate import needs
from anxin.ground.access.request import Request

from .models import Exemplar, Part, Passage


@needs("exemplars.read")
def exemplars(request: Request) -> HttpResponse:
    """The list of exemplars."""
    return render(request, "exemplars/list.html", {"exemplars": Exemplar.objects.prefetch_related("honours")})


@needs("exemplars.read")
def profile(request: Request, slug: str) -> HttpResponse:
    """One exemplar's profile, fit to be read aloud."""
    exemplar = get_object_or_404(Exemplar, slug=slug)
    passages = list(exemplar.passages.all())

    def of(part: Part) -> list[Passage]:
        return [one for one in passages if one.part == part]

    context = {
        "exemplar": exemplar,
        "posts_held": of(Part.POST),
        "deeds": of(Part.DEED),
        "qualities": of(Part.QUALITY),
    }
    return render(request, "exemplars/profile.html", context)
