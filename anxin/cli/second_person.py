"""Commands that need a second person's agreement: they take its number (``--approval``) and use it up."""

from anxin.ground.database.problem import Problem, _

from .ready import late

KIND = "journal.key"


def use_agreement(number: str, change: str) -> None:
    """Use the agreement to a change of keys (``change``: "seal" or "fields") before doing it, in the same
    transaction. Problem when there is none, or when it is not for this, used, too old or no longer valid."""
    access = late("anxin.ground.access.actions")
    refused = late("anxin.ground.jobs.refusals").Refused
    found = _find(number)
    if found is None:
        raise Problem(_("There is no agreement with this number: an administrator asks for it in the house."))
    operator = late("anxin.ground.journal.actions").OPERATOR
    try:
        access.use(by=operator, approval=found, kind=KIND, subject={"change": change}, count=1)
    except refused as no:
        raise Problem(_("The agreement does not serve: {why}"), why=str(no)) from no


def somebody_may_agree() -> bool:
    """Is there anybody in the house today who could agree?"""
    decides = late("anxin.ground.access.approvals").kinds()[KIND].permission
    posts = late("anxin.ground.access.models").Post.objects.current().filter(account__is_active=True)
    return any(post.may(decides) for post in posts)


def _find(number: str) -> object | None:
    """The agreement, wherever in the tree it was asked for."""
    approvals = late("anxin.ground.access.models").Approval.objects
    with late("anxin.ground.database.scope").everywhere():
        try:
            return approvals.filter(pk=number).first()  # type: ignore[no-any-return]
        except late("django.core.exceptions").ValidationError:
            return None
