"""What the pictures are drawn from: plain facts, already chosen, masked and worded by who may see them."""

from dataclasses import dataclass, field, replace
from typing import Literal

from django.utils.translation import pgettext_lazy

from anxin.ground.ui.parts import Words

State = Literal["done", "way", "gap"]
STATE_WORDS: dict[State, Words] = {
    "done": pgettext_lazy("support", "done"),
    "way": pgettext_lazy("support", "under way"),
    "gap": pgettext_lazy("support", "gap"),
}
STATE_LIGHTS: dict[State, str] = {"done": "ok", "way": "soon", "gap": "gap"}


@dataclass(frozen=True, slots=True)
class Kin:
    """One person of the household's genogram.

    `row`: -1 grandparents, 0 parents, 1 the fallen officer and spouse, 2 children, 3 grandchildren.
    `word`: kin word and what one should know ("母，农历正月十五生"). `gone`: empty for the living, else
    when they died ("2024年7月2日"), or "known" when the day is not.
    `partners` and `parents` name keys of others in the picture.
    """

    key: str
    name: str
    word: str
    sex: Literal["m", "f", ""]
    row: int
    age: int | None = None
    gone: str = ""
    partners: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """One box of the ring: who supports, what for whom, when or by whom, and how it stands."""

    name: str
    what: str
    when: str
    state: State

    @property
    def word(self) -> Words:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def light(self) -> str:
        """The state as a kind of light."""
        return STATE_LIGHTS[self.state]


@dataclass(frozen=True, slots=True)
class Ecomap:
    """一户一图. Supports go round the ring: three above, right from the top, left from the top, three below.

    By custom: finance, civil affairs, HR; health, education; responsible person, contact leader; former unit,
    counselling, relatives. `notes`: at most two short lines in the corner of the family's box.
    """

    title: str
    people: tuple[Kin, ...]
    supports: tuple[Support, ...]
    notes: tuple[str, ...] = field(default=())

    def count(self, state: State) -> int:
        """How many supports stand so."""
        return sum(support.state == state for support in self.supports)

    @property
    def done(self) -> int:
        """How many supports are in place."""
        return self.count("done")

    @property
    def way(self) -> int:
        """How many supports are under way."""
        return self.count("way")

    @property
    def gaps(self) -> int:
        """How many supports are missing."""
        return self.count("gap")

    def for_family(self) -> "Ecomap":
        """The same without what is missing: for pages and papers that the family sees."""
        return replace(self, supports=tuple(one for one in self.supports if one.state != "gap"))
