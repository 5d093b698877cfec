"""The standing programme that the notice of 2017-04-12 names (second paragraph), in its own words. It sets no
intervals: each unit sets its own."""

from datetime import date

from .liao_junbo import SOURCE
from .shapes import Words

CODE = "two-studies"
TITLE = Words("“两学一做”学习教育", '"Two studies, one action" education')
WORDS = Words(
    "把学习廖俊波同志等先进典型与推进“两学一做”学习教育常态化制度化紧密结合起来，采取多种方式广泛学习宣传，"
    "引导党员、干部对标先进，见贤思齐。",
    'Learning from comrade Liao Junbo and other exemplars is tied closely to making the "two studies, one'
    ' action" education a standing practice; in many ways, so that members and officers measure themselves'
    " by the best and try to equal them.",
)
SINCE = date(2017, 4, 12)  # the day of the notice: the house knows no other of it

__all__ = ["CODE", "SINCE", "SOURCE", "TITLE", "WORDS"]
