"""What a telephone's camera reads: the words in a QR code, from the picture that a page shows.

Only what a clean picture needs: there is nothing to correct, so the correcting codewords are left out.
"""

import re
from collections.abc import Iterable, Iterator

from segno import consts, encoder

LEVELS = {
    0b01: consts.ERROR_LEVEL_L,
    0b00: consts.ERROR_LEVEL_M,
    0b11: consts.ERROR_LEVEL_Q,
    0b10: consts.ERROR_LEVEL_H,
}
OVER = 0b10101  # laid over the five bits that tell level and mask
BYTES = 0b0100  # the kind of content that an address is


def scanned(svg: str) -> str:
    """The words of a QR code drawn by ``anxin.ground.paper.pdf.qr_svg``."""
    dark = _modules(svg)
    size = 1 + max(row for row, _column in dark)
    told = int("".join(str(int((8, column) in dark)) for column in range(5)), 2) ^ OVER
    bits = "".join(str(bit) for bit in _bits(dark, size, mask=told & 0b111))
    words = [int(bits[place : place + 8], 2) for place in range(0, len(bits) - 7, 8)]
    version = (size - 17) // 4
    return _text(_in_order(words, consts.ECC[version][LEVELS[told >> 3]]), long=version > 9)


def _modules(svg: str) -> set[tuple[int, int]]:
    """Row and column of every dark module: the path goes from left to right, line by line."""
    found, row, column = set(), 0.0, 0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", re.search(r' d="([^"]+)"', svg)[1]):
        values = [float(one) for one in re.findall(r"-?\d*\.?\d+", numbers)]
        if step == "h":
            found |= {(int(row), column + n) for n in range(int(values[0]))}
            column += int(values[0])
        else:
            absolute = step == "M"
            column = int(values[0] if absolute else column + values[0])
            row = values[1] if absolute else row + values[1]
    return found


def _bits(dark: set[tuple[int, int]], size: int, mask: int) -> Iterator[int]:
    """The bits of the content in the order in which they were laid, two columns at a time, up and down."""
    free = encoder.make_matrix(size, size)
    encoder.add_finder_patterns(free, size, size)
    encoder.add_alignment_patterns(free, size, size)
    turned = encoder.get_data_mask_functions(False)[mask]
    for pair, right in enumerate(right if right > 6 else right - 1 for right in range(size - 1, 0, -2)):
        rows = range(size) if pair % 2 else range(size - 1, -1, -1)
        for row in rows:
            for column in (right, right - 1):
                if free[row][column] == 2:
                    yield int(((row, column) in dark) ^ turned(row, column))


def _in_order(words: list[int], infos: Iterable[consts.EC]) -> list[int]:
    """The codewords block by block, as they were before they were laid between one another."""
    sizes = [info.num_data for info in infos for _block in range(info.num_blocks)]
    blocks: list[list[int]] = [[] for _size in sizes]
    taken = iter(words)
    for place in range(max(sizes)):
        for block, size in zip(blocks, sizes, strict=True):
            if place < size:
                block.append(next(taken))
    return [word for block in blocks for word in block]


def _text(words: list[int], *, long: bool) -> str:
    """The bytes of the content; ``long``: their number takes two bytes instead of one."""
    bits = "".join(f"{word:08b}" for word in words)
    assert int(bits[:4], 2) == BYTES
    start = 4 + (16 if long else 8)
    count = int(bits[4:start], 2)
    told = (bits[start + 8 * n : start + 8 * n + 8] for n in range(count))
    return bytes(int(one, 2) for one in told).decode()
