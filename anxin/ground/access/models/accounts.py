"""A person who signs in."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's log-in looks them up by login."""

    def make(self, login: str, password: str, language: str = "zh-hans") -> "Account":
        account = self.model(login=login, language=language)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A person who signs in. No name and no e-mail: those belong to the post (see DESIGN.md, identity)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(max_length=60, unique=True)
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    demo = models.BooleanField(default=False)

    USERNAME_FIELD = "login"
    objects = AccountManager()

    def __str__(self) -> str:
        return str(self.id)
