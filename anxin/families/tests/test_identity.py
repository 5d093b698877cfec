"""The table of check O26: two hundred numbers, all invented, with the region 99 that nobody lives in."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as some

from anxin.families.identity import (
    BadNumber,
    mend,
    parse_citizen_number,
    with_check_digit,
)

TODAY = date(2026, 11, 23)
WOMAN, WITH_X = with_check_digit("99010119710203004"), "99010119920101038X"
CHECK_SIGNS = "0123456789X"


@pytest.fixture(autouse=True)
def day(settings):
    settings.TESTING, settings.ANXIN_TODAY = True, TODAY


def number(region="990101", born="19710203", sequence="004"):
    return with_check_digit(f"{region}{born}{sequence}")


BIRTHS = ["18500101", "19000228", "19491001", "19680229", "19991231", "20000101", "20000229", "20120229"]
BIRTHS += ["20240229", "20261122", "20261123", "19711130"]
REGIONS = ["990101", "999999", "990000", "512301", "222401", "810000", "820000", "830000", "900035"]
GOOD = [number(r, b) for r, b in product(REGIONS, BIRTHS[:6])]  # 54; abolished 512301 and 222401 are legal
GOOD += [number(born=b, sequence=s) for b, s in product(BIRTHS, ["001", "002", "119", "998"])]  # 36
GOOD += ["360426199101010071"]  # the vector of POLICY 8.3

WRITTEN = [
    (WITH_X.lower(), ("lowercase_x",)),
    (WITH_X.replace("X", "×"), ("lookalike_x",)),
    (WITH_X.replace("X", "Х"), ("lookalike_x",)),
    (WITH_X.replace("X", "Χ"), ("lookalike_x",)),
    (WITH_X.replace("X", "Ⅹ"), ("lookalike_x",)),
    (WITH_X.replace("X", "Ｘ"), ("full_width",)),
    (WITH_X.replace("X", "ｘ"), ("full_width", "lowercase_x")),
    ("９９０１０１１９９２０１０１０３８Ｘ", ("full_width",)),
    ("99010119920101038 X", ("spaces",)),
    (f" {WITH_X}", ("spaces",)),
    (f"{WITH_X}\u3000", ("spaces",)),
    (f"{WITH_X}\u00a0", ("spaces",)),
    (f"\ufeff{WITH_X}", ("spaces",)),
    (f"\u200b{WITH_X}\u200e", ("spaces",)),
    (f"{WITH_X}\n", ("spaces",)),
    (f"\t{WITH_X}", ("spaces",)),
    ("990101 19920101 038X", ("spaces",)),
    ("990101-19920101-038X", ("hyphen",)),
    ("990101—19920101—038X", ("hyphen",)),
    ("990101－19920101－038X", ("hyphen",)),
    ("990101 - 19920101 - 038x", ("spaces", "hyphen", "lowercase_x")),
    (f"'{WITH_X}", ("apostrophe",)),
    (f"‘{WITH_X}’", ("apostrophe",)),
    (f"`{WITH_X}", ("apostrophe",)),
    (f" '{WITH_X.lower()} ", ("spaces", "apostrophe", "lowercase_x")),
]

REFUSED = [
    ("", "empty"),
    ("  ", "empty"),
    ("\u200b", "empty"),
    ("无", "length"),
    ("不详", "length"),
    ("99010119920101038", "length"),
    ("99010119920101038XX", "length"),
    ("9901011992010102", "length"),
    ("9" * 19, "length"),
    ("9" * 100_000, "length"),
    ("990101920101038", "fifteen_digits"),
    ("990101 920101 038", "fifteen_digits"),
    ("CHN990192010102", "foreign_card"),
    ("99010119920101O38", "length"),
    ("9901O119920101038X", "characters"),
    ("99010l19920101038X", "characters"),
    ("99010119920101X38X", "characters"),
    ("99010119920101038A", "characters"),
    ("99010119920101038*", "characters"),
    ("9901**********038X", "characters"),
    ("٩٩٠١٠١١٩٩٢٠١٠١٠٢٤٣", "characters"),
    ("99010119920101\x00038", "characters"),
    ("99010119920101038\ud800", "characters"),
    ("九九〇一〇一一九九二〇一〇一〇三八", "length"),
    ("9.90101199201e+17", "scientific"),
    ("9.90101E+17", "scientific"),
    ("9.90101199201010e17", "scientific"),
    ("990101199201010000.0", "scientific"),
    ("990101199201010000", "rounded"),
    (number(born="19710230"), "birth"),
    (number(born="19710229"), "birth"),
    (number(born="19000229"), "birth"),
    (number(born="19710431"), "birth"),
    (number(born="19711301"), "birth"),
    (number(born="19710001"), "birth"),
    (number(born="19710100"), "birth"),
    (number(born="00000101"), "birth"),
    (number(born="18491231"), "birth"),
    (number(born="20261124"), "future_birth"),
    (number(born="20270101"), "future_birth"),
    (number(born="99991231"), "future_birth"),
]
WRONG_CHECK = [WOMAN[:-1] + sign for sign in CHECK_SIGNS if sign != WOMAN[-1]]
WRONG_CHECK += [WITH_X[:-1] + sign for sign in CHECK_SIGNS if sign != "X"]
ONE_SLIP = [
    WITH_X[:i] + str((int(WITH_X[i]) + 1) % 10) + WITH_X[i + 1 :] for i in (0, 1, 2, 3, 4, 5, 9, 14, 15, 16)
]
SWAPPED = [WITH_X[:i] + WITH_X[i + 1] + WITH_X[i] + WITH_X[i + 2 :] for i in (1, 2, 3, 4, 14, 15)]
REFUSED += [(wrong, "check_digit") for wrong in (*WRONG_CHECK, *ONE_SLIP, *SWAPPED)]


def test_the_table_holds_two_hundred_rows():
    assert len({*GOOD, *(written for written, _ in WRITTEN), *(written for written, _ in REFUSED)}) >= 200


@pytest.mark.parametrize("good", GOOD)
def test_a_right_number_gives_birth_sex_and_region_whatever_its_region(good):
    read = parse_citizen_number(good)
    assert (read.number, read.region) == (good, good[:6])
    assert read.birth.strftime("%Y%m%d") == good[6:14]
    assert read.sex == ("1" if good[16] in "13579" else "2")


@pytest.mark.parametrize(("written", "mended"), WRITTEN)
def test_a_number_written_oddly_is_mended_and_says_what_was_mended(written, mended):
    assert mend(written) == (WITH_X, mended)
    assert parse_citizen_number(written).number == WITH_X


@pytest.mark.parametrize(("written", "code"), REFUSED, ids=range(len(REFUSED)))
def test_a_wrong_number_is_refused_with_the_reason_and_without_an_echo(written, code):
    with pytest.raises(BadNumber) as refused:
        parse_citizen_number(written)
    assert (refused.value.code, str(refused.value)) == (code, code)


def test_residence_permits_say_where_their_holder_comes_from():
    permits = [
        parse_citizen_number(number(region)).permit for region in ("810000", "820000", "830000", "990101")
    ]
    assert permits == ["hong_kong", "macau", "taiwan", None]


def test_a_number_is_not_shown_by_its_repr():
    assert WITH_X not in repr(parse_citizen_number(WITH_X))
    assert "1992" not in repr(parse_citizen_number(WITH_X))


@given(some.text(max_size=40))
def test_any_text_is_either_read_or_refused_and_mending_twice_changes_nothing(text):
    mended, _ = mend(text)
    if mended != "" and mended[0] not in "'‘’`" and mended[-1] not in "'‘’`" + "×✕ХхΧχⅩⅹ":
        assert mend(mended) == (mended, ())
    assert reading(text) in (mended, "refused")


def reading(text):
    try:
        return parse_citizen_number(text).number
    except BadNumber:
        return "refused"


@given(some.dates(date(1900, 1, 1), TODAY), some.integers(0, 999), some.integers(0, 16), some.integers(1, 9))
def test_every_slip_of_one_digit_is_found(born, sequence, place, step):
    right = number(born=f"{born:%Y%m%d}", sequence=f"{sequence:03d}")
    assert parse_citizen_number(right).birth == born
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    with pytest.raises(BadNumber):
        parse_citizen_number(wrong)
