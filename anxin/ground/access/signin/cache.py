"""The keys of the shared cache, hashed: allauth writes addresses and ids into them."""

from anxin.ground.database.crypto import digest


def hashed(key: str, prefix: str, version: int) -> str:
    """A keyed hash in the place of the key (settings.CACHES)."""
    return digest(f"{prefix}:{version}:{key}")
