"""Both languages, everywhere, before Django is there."""

from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from anxin.cli.messages import compile_all
from anxin.cli.words import HOUSE, choose_language, language

SPOKEN = {"cli": HOUSE / "cli", "ground": HOUSE / "ground" / "database"}


@pytest.mark.parametrize("room", SPOKEN)
def test_every_sentence_of_the_command_line_has_its_chinese(room):
    catalogue = HOUSE / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with open(catalogue, "rb") as file:
        kept = {message.id: message.string for message in read_po(file) if not message.fuzzy}
    found = extract_from_dir(SPOKEN[room], [("**.py", "python")], keywords={"_": None, "gettext": None})
    missing = [sentence for name, _, sentence, *_ in found if not kept.get(sentence)]
    assert missing == []


@pytest.mark.parametrize("room", SPOKEN)
def test_the_chinese_fills_in_the_same_values(room):
    catalogue = HOUSE / room / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with open(catalogue, "rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and "{" in message.id:
                values = {part.split("}")[0] for part in message.id.split("{")[1:]}
                assert values == {part.split("}")[0] for part in message.string.split("{")[1:]}, message.id


@pytest.mark.parametrize(
    ("arguments", "environ", "wanted"),
    [
        (["demo", "--lang", "en"], "zh_CN.UTF-8", "en"),
        (["--lang=zh", "demo"], "C", "zh-hans"),
        (["demo"], "zh_TW.UTF-8", "zh-hans"),
        (["demo"], "", "en"),
    ],
)
def test_the_language_comes_from_the_option_or_the_surroundings(arguments, environ, wanted, monkeypatch):
    monkeypatch.setenv("LANG", environ)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    choose_language(arguments)
    assert language() == wanted
    assert arguments == ["demo"]


def test_only_newer_catalogues_are_compiled(tmp_path):
    place = tmp_path / "room" / "locale" / "zh_Hans" / "LC_MESSAGES"
    place.mkdir(parents=True)
    Path(place / "django.po").write_text('msgid "Name"\nmsgstr "姓名"\n', encoding="utf-8")
    assert compile_all(tmp_path) == [place / "django.mo"]
    assert compile_all(tmp_path) == []
