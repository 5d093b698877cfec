"""A person who signs in."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from anxin.ground.database.fields import DigestField, EncryptedTextField
from anxin.ground.units.models import Unit


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's log-in looks them up by login."""

    def make(
        self, login: str, password: str, language: str = "zh-hans", person_digest: str = ""
    ) -> "Account":
        account = self.model(login=login, language=language, person_digest=person_digest)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. No name and no e-mail: those belong to the post (see DESIGN.md, identity).

    ``person_digest`` is the keyed hash of the holder's identity number, whose only use is to see that two
    accounts are one human (docs/decisions/0010); the number itself is kept nowhere. ``home`` is the unit
    whose administrators look after the account.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    person_digest = DigestField(blank=True, default="")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True)
    is_active = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    disabled_why = EncryptedTextField(blank=True, default="")
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.id)

    def is_same_human(self, other: "Account | None") -> bool:
        """Are both accounts one human's? Without an identity number on both only the account itself tells."""
        if other is None:
            return False
        return self.pk == other.pk or (bool(self.person_digest) and self.person_digest == other.person_digest)

    @property
    def human(self) -> Q:
        """The accounts of the same human, as a filter on accounts."""
        same = Q(pk=self.pk)
        return same | Q(person_digest=self.person_digest) if self.person_digest else same
