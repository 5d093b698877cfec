"""A Word template as bytes: the same script gives the same file."""

import io
import zipfile
from collections.abc import Collection
from typing import Any

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name


def stamped(document: Any, without: Collection[str]) -> bytes:
    """Saved without author, title, the time of day, and the named parts of python-docx's own template."""
    for owner in (document.part.package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in without:
                del owner.rels[key]
    properties = document.core_properties
    properties.author = properties.comments = properties.title = ""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, LONG_AGO), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
