"""The ciphers a stored value may name: AES-256-GCM, and SM4-GCM where commercial cryptography is required."""

from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

TAG: Final = 16  # bytes


class Cipher(Protocol):
    """Authenticated encryption with associated data; `decrypt` raises InvalidTag on any alteration."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes: ...


class Sm4Gcm:
    """SM4-GCM (GB/T 32907, 商用密码管理条例 art. 41) in the shape of AESGCM."""

    def __init__(self, key: bytes) -> None:
        self._key = SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """Cipher text followed by its tag."""
        machine = Machine(self._key, GCM(nonce)).encryptor()
        machine.authenticate_additional_data(associated_data)
        return machine.update(data) + machine.finalize() + machine.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes, /) -> bytes:
        """The plain bytes. Raises InvalidTag."""
        if len(data) < TAG:
            raise InvalidTag
        machine = Machine(self._key, GCM(nonce, data[-TAG:])).decryptor()
        machine.authenticate_additional_data(associated_data)
        return machine.update(data[:-TAG]) + machine.finalize()


KEY_BYTES: Final = {"a1": 32, "s1": 16}


def cipher(algorithm: str, key: bytes) -> Cipher:
    """The cipher of an algorithm id: a1 is AES-256-GCM, s1 is SM4-GCM. Raises KeyError on any other."""
    if len(key) != KEY_BYTES[algorithm]:
        raise KeyError(algorithm)
    return AESGCM(key) if algorithm == "a1" else Sm4Gcm(key)
