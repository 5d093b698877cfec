"""What was done once, and must not be done again when the same form comes a second time."""

from django.db import models

from anxin.ground.database.fields import DigestField


class UsedKey(models.Model):
    """That somebody did something under a key: same key and same words give the same answer.

    ``said`` is a keyed hash of the words; ``result`` holds ids and codes only. No personal row: the table is
    not under row security, and a key is asked for together with whoever used it.
    """

    who = models.UUIDField()
    key = models.UUIDField()
    act = models.CharField(max_length=40)
    said = DigestField()
    result = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "key"], name="a_key_is_used_once")]
