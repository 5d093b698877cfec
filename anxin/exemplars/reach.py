"""Where a post studies: its unit and what lies below it, whatever its role. Nothing here is about a person: a
post above the county sees it as well, and one that otherwise lives by what it is given."""

from dataclasses import dataclass

from anxin.ground.access.models import Post
from anxin.ground.database.scope import range_of


@dataclass(frozen=True)
class StudyReach:
    """A range of paths (ground.database.models.Bounds)."""

    lo: str
    hi: str

    def holds(self, path: str) -> bool:
        """Does a place lie in it?"""
        return self.lo <= path < self.hi


def study_of(post: Post) -> StudyReach:
    """The units whose study a post sees and records."""
    return StudyReach(*range_of(post.scope_root.path))
