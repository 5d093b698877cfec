"""What one person is to another, and back."""

import pytest

from anxin.families import kinship


@pytest.mark.parametrize(
    ("code", "sex", "answer"),
    [
        ("51", "1", "20"),  # he is my father: I am his son
        ("52", "2", "30"),
        ("12", "1", "11"),
        ("11", "2", "12"),
        ("30", "1", "51"),
        ("54", "2", "38"),  # she is my husband's mother: I am her daughter-in-law
        ("28", "2", "56"),  # he is my daughter's husband: I am his wife's mother
        ("71", "2", "77"),
        ("77", "1", "71"),
        ("44", "2", "64"),
        ("61", "2", "42"),
        ("57", "1", "27"),
        ("99", "1", "99"),
    ],
)
def test_the_reference_person_is_named_in_return(code: str, sex: str, answer: str) -> None:
    assert kinship.inverse(code, sex) == answer


@pytest.mark.parametrize(
    ("code", "answer"), [("20", "50"), ("12", "10"), ("71", "70"), ("42", "60"), ("51", None)]
)
def test_an_unknown_sex_gives_the_word_that_says_least(code: str, answer: str | None) -> None:
    assert kinship.inverse(code, None) == answer


def test_every_answer_is_a_code_of_the_standard() -> None:
    answers = {kinship.inverse(code, sex) for code in kinship.KINSHIP for sex in ("1", "2", None)}
    assert answers <= {*kinship.KINSHIP, None}


def test_an_answer_stands_as_many_generations_the_other_way() -> None:
    for code, entry in kinship.KINSHIP.items():
        for answer in set(entry.answers) - {"97", "99"}:
            assert kinship.KINSHIP[answer].generation == -entry.generation, code


def test_a_form_offers_all_codes_in_the_order_of_the_standard() -> None:
    assert [code for code, _ in kinship.choices()] == sorted(kinship.KINSHIP)


def test_no_two_codes_share_a_word() -> None:
    assert len({str(kinship.words(code)) for code in kinship.KINSHIP}) == len(kinship.KINSHIP)
