"""Rules for passwords, by profile. Each refusal says what is wrong and how to mend it."""

import re
from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from anxin.ground.access.models import Account, PastPassword, Post
from anxin.ground.days.clock import now

from .profile import profile

LONGEST = 256  # characters: beyond it the slow hash would be the one that suffers
OWN = ("anxin", "安心", "zuzhibu", "组织部")  # words of this house that a guesser tries first
LEFT = 8  # characters that must remain when own words are taken away; more if no letter is among them
LEFT_OF_NUMBERS = 12  # a date is soon guessed
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
ROWS_BACK = tuple(row[::-1] for row in ROWS)
KINDS = ("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]")


class HouseRules:
    """The one validator of settings.AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raise ValidationError with every rule that the password breaks."""
        found = [*faults(password, user)]
        if found:
            raise ValidationError(found)

    def get_help_text(self) -> str:
        """The rules in one sentence, shown beside the field."""
        rules = profile()
        if rules.password_kinds:
            return str(
                _(
                    "At least %(min)d characters, with %(kinds)d of: capitals, small letters, digits, signs. "
                    "No common password, no name of yours or of your unit."
                )
                % {"min": rules.password_min, "kinds": rules.password_kinds}
            )
        return str(
            _(
                "At least %(min)d characters; a sentence is good. Any characters may stand in it. "
                "No common password, no name of yours or of your unit."
            )
            % {"min": rules.password_min}
        )


def faults(password: str, account: Account | None) -> Iterator[ValidationError]:
    """Each rule of the profile in force that ``password`` breaks, as code and sentence."""
    rules = profile()
    if len(password) < rules.password_min:
        yield ValidationError(
            _("Too short: take at least %(min)d characters."), "short", {"min": rules.password_min}
        )
    if len(password) > LONGEST:
        yield ValidationError(_("Too long: take at most %(max)d characters."), "long", {"max": LONGEST})
    if is_common(password):
        yield ValidationError(_("Many people use this one: take another."), "common")
    if leans_on(password, own_words(account)):
        yield ValidationError(
            _("Your own login or the name of your unit is guessed first: leave it out."), "own"
        )
    if sum(bool(re.search(kind, password)) for kind in KINDS) < rules.password_kinds:
        yield ValidationError(
            _("Mix at least %(kinds)d of: capitals, small letters, digits, signs."),
            "kinds",
            {"kinds": rules.password_kinds},
        )
    if account is not None and account.pk and was_used(account, password):
        yield ValidationError(_("You have had this password before: take a new one."), "past")


def is_common(password: str) -> bool:
    """Is it on the list of common passwords, with or without digits and signs around it, a repeated piece,
    or a row of the keyboard?"""
    plain = password.casefold()
    bare = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    listed = CommonPasswordValidator().passwords
    return plain in listed or (bare in listed and len(bare) > 3) or _repeats(plain) or _is_row(plain)


def _repeats(plain: str) -> bool:
    return any(
        plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, 7) if size * 2 <= len(plain)
    )


def _is_row(plain: str) -> bool:
    """Does little remain when runs along the keyboard or the alphabet are taken away?"""
    rest, at = "", 0
    while at < len(plain):
        length = _run(plain[at:])
        rest += "" if length >= 4 else plain[at]
        at += length if length >= 4 else 1
    return len(rest) < LEFT // 2


def _run(text: str) -> int:
    length = 1
    while length < len(text) and any(text[: length + 1] in row for row in ROWS + ROWS_BACK):
        length += 1
    return length


def own_words(account: Account | None) -> list[str]:
    """What a guesser who knows the person tries first: the house, the login, the units, in both scripts."""
    words = [*OWN]
    if account is None:
        return words
    words.append(account.login)
    for post in Post.objects.current().filter(account_id=account.pk).select_related("unit", "scope_root"):
        words += [*_spellings(post.unit.name), *_spellings(post.scope_root.name), *_spellings(post.name)]
    return words


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield "".join(lazy_pinyin(name))
    if len(name) > 2:
        yield "".join(lazy_pinyin(name[:-1]))  # 安和县 → anhe


def leans_on(password: str, words: list[str]) -> bool:
    """Is an own word in it, and too little beside?"""
    plain = rest = password.casefold()
    for word in sorted(
        {one.casefold() for one in words if len(one) >= (2 if not one.isascii() else 4)}, key=len
    )[::-1]:
        rest = rest.replace(word, "")
    numbers = not re.search(r"[^\W\d_]", rest)
    return rest != plain and len(rest) < (LEFT_OF_NUMBERS if numbers else LEFT)


def was_used(account: Account, password: str) -> bool:
    """Is it the present one (never a new one), or one of the last, as many as the profile says?"""
    kept = [account.password, *_last(account, profile().password_past)]
    return any(check_password(password, encoded) for encoded in dict.fromkeys(kept))


def _last(account: Account, count: int) -> list[str]:
    rows = PastPassword.objects.filter(account=account).order_by("-at", "-pk")
    return list(rows.values_list("encoded", flat=True)[:count])


def is_due(account: Account) -> bool:
    """Must it be changed before anything else: an initial secret, or too old for the profile?"""
    latest = PastPassword.objects.latest_of(account)
    if latest is None:
        return False
    days = profile().password_days
    return latest.initial or bool(days and now() - latest.at > timedelta(days=days))
