"""Both languages are complete, and one word means one thing in the shared catalogue."""

from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
# cli speaks before Django's settings exist and keeps a catalogue of its own domain.
CATALOGUES = sorted((ROOT / "anxin").rglob("locale/zh_Hans/LC_MESSAGES/*.po"))


def entries(path):
    with path.open("rb") as file:
        for message in read_po(file, locale="zh_Hans"):
            if message.id:
                yield message


def test_every_message_is_translated_and_none_is_fuzzy():
    missing = [
        f"{path.parts[-5]}: {message.id}"
        for path in CATALOGUES
        for message in entries(path)
        if message.fuzzy or not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]
    assert missing == []


def test_one_word_has_one_translation_across_the_house():
    told = defaultdict(set)
    for path in CATALOGUES:
        if "cli" in path.parts:
            continue
        for message in entries(path):
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            told[key, message.context].add(
                message.string[0] if isinstance(message.string, tuple) else message.string
            )
    assert {key[0]: words for key, words in told.items() if len(words) > 1} == {}
