"""Sums as Chinese vouchers write them: 大写金额, which nobody can alter by adding a stroke."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")
HIGHEST = 10**16  # yuan: beyond it there is no word


def capital(fen: int) -> str:
    """123082000 → 壹佰贰拾叁万零捌佰贰拾元整. ValueError for a negative sum or one beyond words."""
    yuan, rest = divmod(fen, 100)
    if fen < 0 or yuan >= HIGHEST:
        raise ValueError("no sum to write out")
    jiao, cents = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    if not rest:
        return words + "整"
    words += f"{DIGITS[jiao]}角" if jiao else ("零" if words else "")
    return words + (f"{DIGITS[cents]}分" if cents else "整")


def _whole(number: int) -> str:
    if number == 0:
        return DIGITS[0]
    words, gap = "", False
    for place in range(len(GROUPS) - 1, -1, -1):
        group = number // 10 ** (4 * place) % 10_000
        if group == 0:
            gap = bool(words)
            continue
        if words and (gap or group < 1000):
            words += DIGITS[0]
        words += _four(group) + GROUPS[place]
        gap = False
    return words


def _four(group: int) -> str:
    """1 to 9999."""
    words, zero = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit == 0:
            zero = bool(words)
            continue
        words += (DIGITS[0] if zero else "") + DIGITS[digit] + PLACES[place]
        zero = False
    return words
