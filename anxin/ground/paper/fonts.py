"""Fonts for PDF: the system's Noto if it is there, else the one that comes in a wheel.

Only families whose cover of rare name characters (喆㛃䶮𬭎𫖯𠅤𠮷) was looked at are named here; a test
draws each of them. WenQuanYi and the Arphic fonts lack such characters and never print a name.
仿宋 and 小标宋 have no free face: they are named in Word files and nowhere else.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import typst

Face = Literal["serif", "sans", "kai"]

SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC")
KAI = ("LXGW WenKai",)  # lacks most of Extension A: never without the serif behind it
RARE = "喆㛃䶮𬭎𫖯𠅤𠮷"


@cache
def book() -> typst.Fonts:
    """The fonts of this machine, and the wheel's where it has no Noto Sans; read once a process (0.3 s).

    The wheel's is a variable font, and typst draws the words of a picture (SVG) in its thinnest cut whenever
    it finds it beside the plain one: so it stays away where the machine has its own."""
    here = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False)
    if set(SANS) & set(here.families()):
        return here
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[_wheel()])


@cache
def wheel_book() -> typst.Fonts:
    """The wheel's font alone: what a machine without any Chinese font prints with."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_wheel()])


def faces(fonts: typst.Fonts) -> dict[Face, list[str]]:
    """For each face the families to try in order; the last one of every list draws every rare character."""
    here = set(fonts.families())
    sans = [name for name in SANS if name in here]
    serif = [name for name in SERIF if name in here] + sans
    kai = [name for name in KAI if name in here] + serif
    return {"serif": serif, "sans": sans, "kai": kai}


def _wheel() -> str:
    """Folder of the font that the wheel manimgx-fonts-cjk brings."""
    spec = find_spec("manimgx_fonts_cjk")
    if spec is None or spec.origin is None:
        raise RuntimeError("the package manimgx-fonts-cjk is missing: run `make setup`")
    return str(Path(spec.origin).parent)
