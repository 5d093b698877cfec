"""The papers of a claim: whoever can fill one in says where it is made. Filled at start-up."""

from collections.abc import Callable, Sequence

from anxin.ground.access.request import Request
from anxin.ground.ui.parts import Link

from .models import Claim

Papers = Callable[[Request, Claim], Sequence[Link]]
_papers: list[Papers] = []


def claim_papers(papers: Papers) -> Papers:
    """Register a function that gives the papers of a claim as links (none: an empty list)."""
    if papers not in _papers:
        _papers.append(papers)
    return papers


def papers_of(request: Request, claim: Claim) -> list[Link]:
    """Every paper that can be made for this claim."""
    return [link for papers in _papers for link in papers(request, claim)]
