"""From what somebody is to the surviving head to what he is to the deceased."""

from datetime import date

import pytest

from anxin.surveys.ledger.kin import Someone, through_head

MAN, WOMAN = "1", "2"
HE = Someone(None, MAN, date(1975, 6, 1))  # the deceased
SHE = Someone(None, WOMAN, date(1975, 6, 1))


def one(code: str, sex: str | None, year: int | None) -> Someone:
    return Someone(code, sex, date(year, 3, 3) if year else None)


def placed(deceased: Someone, *members: Someone) -> list[str]:
    """Codes, with ? where a person should look."""
    return [f"{found.code}{'?' if found.doubtful else ''}" for found in through_head(deceased, members)]


WIDOW, WIDOWER = one("02", WOMAN, 1976), one("02", MAN, 1974)
FATHER, MOTHER = one("02", MAN, 1950), one("02", WOMAN, 1951)
SON, DAUGHTER = one("02", MAN, 2003), one("02", WOMAN, 2005)


@pytest.mark.parametrize(
    ("deceased", "members", "codes"),
    [
        # the widow or widower is the head
        (HE, (WIDOW, one("53", MAN, 1950), one("54", WOMAN, 1951), one("20", MAN, 2004)), "12 51 52 20"),
        (SHE, (WIDOWER, one("55", MAN, 1950), one("56", WOMAN, 1951), one("30", WOMAN, 2004)), "11 51 52 30"),
        (HE, (WIDOW, one("51", MAN, 1950), one("52", WOMAN, 1951)), "12 55 56"),
        (SHE, (WIDOWER, one("51", MAN, 1950), one("52", WOMAN, 1951)), "11 53 54"),
        (HE, (WIDOW, one("22", MAN, 2000), one("38", WOMAN, 2001), one("41", MAN, 2024)), "12 22 38 41"),
        (HE, (WIDOW, one("73", MAN, 1980), one("99", None, 1990), one("97", None, 1990)), "12 97 99 97"),
        (HE, (WIDOW, one("10", MAN, 1975)), "12? 97?"),  # the head has married again
        # a parent is the head
        (HE, (FATHER, one("10", WOMAN, 1951)), "51 52"),
        (HE, (FATHER, one("12", WOMAN, None)), "51 52"),
        (SHE, (MOTHER,), "52"),
        (HE, (FATHER, one("20", MAN, 1978), one("30", WOMAN, 1972)), "51 73 75"),
        (HE, (FATHER, one("10", WOMAN, 1951), one("20", MAN, 2004), one("30", WOMAN, 2010)), "51 52 20? 30?"),
        (HE, (FATHER, one("38", WOMAN, 1976), one("41", MAN, 2004), one("42", WOMAN, 2009)), "51 12 20 30"),
        (SHE, (FATHER, one("28", MAN, 1976), one("43", MAN, 2004), one("44", WOMAN, 2009)), "51 11 20 30"),
        (SHE, (FATHER, one("41", MAN, 2004)), "51 93"),
        (HE, (FATHER, one("44", WOMAN, 2004), one("28", MAN, 1976)), "51 96 97"),
        (HE, (FATHER, one("20", MAN, 1978), one("41", MAN, 2004)), "51 73 20?"),  # whose son is not said
        (HE, (FATHER, one("38", WOMAN, 1976), one("38", WOMAN, 1979)), "51 12? 12?"),
        (HE, (FATHER, one("51", MAN, 1925), one("56", WOMAN, 1926)), "51 61 64"),
        (HE, (MOTHER, one("52", WOMAN, 1926), one("53", MAN, 1925)), "52 64 61"),
        (HE, (FATHER, one("40", WOMAN, 2010)), "51 30"),
        (HE, (FATHER, one("71", MAN, 1948), one(None, MAN, 1990)), "51 97 None"),
        # a child is the head
        (HE, (SON, one("52", WOMAN, 1976), one("77", WOMAN, 2008), one("61", MAN, 1950)), "20 12 30 51"),
        (SHE, (DAUGHTER, one("51", MAN, 1974), one("64", WOMAN, 1950), one("61", MAN, 1949)), "30 11 52 53"),
        (HE, (SON, one("63", MAN, 1950), one("10", WOMAN, 2004), one("20", MAN, 2025)), "20 55 38 41"),
        (HE, (DAUGHTER, one("30", WOMAN, 2025), one("78", MAN, 2006), one("97", None, None)), "30 44 28 97"),
        # a brother or sister is the head
        (
            HE,
            (one("02", MAN, 1973), one("51", MAN, 1950), one("77", WOMAN, 1980), one("20", MAN, 2001)),
            "71? 51? 77? 97?",
        ),
    ],
)
def test_everybody_is_placed_through_the_head(
    deceased: Someone, members: tuple[Someone, ...], codes: str
) -> None:
    assert placed(deceased, *members) == codes.split()


def test_a_brother_of_unknown_age_is_a_sibling_and_no_more() -> None:
    assert placed(Someone(None, MAN, None), FATHER, one("20", MAN, 1978)) == ["51?", "70"]
    assert placed(HE, FATHER, one("20", MAN, None)) == ["51", "70"]


def test_without_a_head_among_them_the_deceased_was_the_head() -> None:
    assert placed(HE, one("12", WOMAN, 1976), one("20", MAN, 2004)) == ["12", "20"]


def test_without_birth_dates_the_words_decide_and_a_person_looks() -> None:
    unknown = Someone(None, MAN, None)

    assert placed(unknown, one("02", WOMAN, None), one("54", WOMAN, None)) == ["12?", "52"]
    assert placed(unknown, one("02", MAN, None), one("10", WOMAN, None)) == ["51?", "52"]


def test_a_head_of_unknown_sex_is_taken_for_the_other_sex_of_the_deceased() -> None:
    assert placed(HE, one("02", None, 1976), one("20", MAN, 2004)) == ["12", "20"]
    assert placed(Someone(None, None, date(1975, 6, 1)), one("02", None, 1976)) == ["10"]
    assert placed(HE, one("02", None, 1950), one("10", WOMAN, 1951)) == ["51", "52"]


def test_everything_worked_out_is_marked_as_inferred() -> None:
    assert all(found.inferred for found in through_head(HE, (WIDOW, one("53", MAN, 1950))))
