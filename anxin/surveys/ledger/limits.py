"""How large a workbook may be, and the one way in which reading refuses it."""

from collections.abc import Mapping
from dataclasses import dataclass

MIB = 2**20
REFUSED = 3  # exit code of the child process: its last line says why


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may cost. The numbers in force are in config/limits.toml, [upload]; see `of`."""

    file_bytes: int = 20 * MIB
    unpacked_bytes: int = 200 * MIB
    ratio: int = 300  # unpacked to packed; a formatted ledger of real people stays below 60
    ratio_from: int = 20 * MIB  # below this size a high ratio does no harm
    entries: int = 2_000  # parts of the zip
    cells: int = 3_000_000  # cells of the used rectangle of one sheet
    cell_chars: int = 32_767  # Excel's own limit
    rows: int = 150_000  # rows that hold anything, of one sheet
    chars: int = 30_000_000  # text of one sheet; a small file may repeat one long text
    seconds: int = 30  # wall time of the child process
    memory_bytes: int = 512 * MIB  # address space of the child process

    @classmethod
    def of(cls, table: Mapping[str, int]) -> "Limits":
        """The limits that an installation sets (settings.LIMITS["upload"])."""
        return cls(
            file_bytes=table["file_mb"] * MIB,
            unpacked_bytes=table["unpacked_mb"] * MIB,
            cells=table["cells"],
            rows=table["rows"],
            chars=table["chars"],
            seconds=table["read_seconds"],
            memory_bytes=table["read_memory_mb"] * MIB,
        )


class Unreadable(Exception):
    """The file cannot be read as a ledger. `messages.unreadable` turns code and params into one sentence.

    Codes: missing, too_large (limit_mb), not_workbook, password, bomb, too_many_cells (row, column),
    cell_too_long (row), too_heavy (memory), timeout, empty, no_header.
    """

    def __init__(self, code: str, **params: int | str) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
