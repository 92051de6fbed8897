import pytest

from slugs import slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Hello World", "hello-world"),
        ("  Crème brûlée! ", "creme-brulee"),
        ("100 % green?", "100-green"),
        ("", ""),
    ],
)
def test_titles(title, expected):
    assert slug(title) == expected


@pytest.mark.skip(reason="other scripts are not known yet")
def test_other_scripts():
    assert slug("日本") == "nihon"
