"""Input that is wrong: where, what is wrong with it and how to mend it, in Chinese and English."""

from anxin.policy.wording import say


class Wrong(ValueError):
    """One thing that is wrong in what somebody handed in. It names the place, never a value of a person."""

    def __init__(self, path: str, code: str, **facts: str) -> None:
        self.path, self.code, self.facts = path, code, facts
        super().__init__(self.told("en"))

    def what(self, language: str) -> str:
        """What is wrong."""
        return say(f"wrong.{self.code}.what", language, **self.facts)

    def mend(self, language: str) -> str:
        """How to put it right."""
        return say(f"wrong.{self.code}.mend", language, **self.facts)

    def told(self, language: str) -> str:
        """All of it in one line: path, what, how to mend."""
        between = "：" if language == "zh" else ": "
        return (
            f"{self.path}{between}{self.what(language)}{'' if language == 'zh' else ' '}{self.mend(language)}"
        )
