"""Names of schools: who is meant, and when a person should look."""

import pytest

from plancheck.desk import names

SCHOOLS = (
    "澄溪市第八中学",
    "澄溪市第二中学",
    "枫林县城关镇中心小学",
    "枫林县河口镇中心小学",
    "枫林县第一幼儿园",
    "枫林县第三小学",
    "实验小学",
    "育英学校",
)


def found(name: str) -> str | None:
    match = names.find(name, SCHOOLS)
    return SCHOOLS[match.school] if match else None


@pytest.mark.parametrize(
    ("name", "school"),
    [
        ("澄溪市第八中学", "澄溪市第八中学"),
        ("澄溪市第8中学工会委员会", "澄溪市第八中学"),
        ("第八中学", "澄溪市第八中学"),
        ("澄溪八中", "澄溪市第八中学"),
        ("澄溪 市（第八中学）", "澄溪市第八中学"),
        ("二中", "澄溪市第二中学"),
        ("河口中心小学", "枫林县河口镇中心小学"),
        ("枫林一幼", "枫林县第一幼儿园"),
        ("三小", "枫林县第三小学"),
        ("枫林县实验小学", "实验小学"),
        ("育英学校工会", "育英学校"),
    ],
)
def test_ways_of_writing_one_school(name: str, school: str) -> None:
    match = names.find(name, SCHOOLS)
    assert match is not None
    assert match.sure
    assert SCHOOLS[match.school] == school


@pytest.mark.parametrize(
    "name", ["枫林县第四小学", "第三中学", "澄溪市第十八中学", "", "工会", "县", "第一小学"]
)
def test_other_schools_are_not_taken_for_one_of_these(name: str) -> None:
    assert found(name) is None


@pytest.mark.parametrize(
    ("name", "school"), [("育英小学", "育英学校"), ("枫林县城关中心小学校", "枫林县城关镇中心小学")]
)
def test_what_is_only_alike_is_for_a_person_to_see(name: str, school: str) -> None:
    match = names.find(name, SCHOOLS)
    assert match is not None
    assert SCHOOLS[match.school] == school
    assert not match.sure


def test_a_name_that_two_schools_have_is_not_clear() -> None:
    match = names.find("中心小学", SCHOOLS)
    assert match is not None
    assert not match.sure


@pytest.mark.parametrize(
    ("stem", "told"),
    [
        ("育英小学2024年工会工作计划(1)", "育英小学"),
        ("2024-2025学年度第一学期工会工作计划", ""),
        ("澄溪八中工会计划 定稿", "澄溪八中"),
        ("03河口镇中心小学2025工会工作要点（盖章扫描件）", "03河口镇中心小学"),
    ],
)
def test_what_a_files_name_says_of_the_school(stem: str, told: str) -> None:
    assert names.of_file(stem) == told


def test_no_school_is_found_among_none() -> None:
    assert names.find("育英小学", ()) is None
