from pathlib import Path

import pytest

from prosecov.coverage.project import Project, read_project
from prosecov.errors import InputError
from prosecov.settings import find_root, read_settings


def write(root: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


def read(root: Path, files: dict[str, str]) -> Project:
    return read_project(read_settings(write(root, files)))


def claims(project: Project) -> dict[str, list[str]]:
    return {
        ledger.article.path: [claim.quotation.path for entry in ledger.entries for claim in entry.claims]
        for ledger in project.ledgers
    }


RULE = "Feature: f\n  Rule: r\n    > Say it.\n"


def test_a_feature_belongs_to_the_article_that_its_folder_is_named_after(tmp_path: Path) -> None:
    project = read(
        tmp_path,
        {
            "articles/one.md": "Say it.",
            "articles/two.txt": "Say it.",
            "articles/deep/three.html": "<p>Say it.</p>",
            "articles/deep/one.md": "Say it.",
            "features/one/a.feature": RULE,
            "features/two/x/b.feature": RULE,
            "features/three.feature": RULE,
            "features/deep/one/c.feature": RULE,
        },
    )
    assert claims(project) == {
        "articles/deep/one.md": ["features/deep/one/c.feature"],
        "articles/deep/three.html": ["features/three.feature"],
        "articles/one.md": [],
        "articles/two.txt": ["features/two/x/b.feature"],
    }
    assert [str(problem) for problem in project.problems] == [
        (
            "features/one/a.feature:3: a quotation, but the feature belongs to no article; "
            "name a folder above it like the article, or set belongs in pyproject.toml"
        )
    ]


def test_settings_say_what_belongs_to_what(tmp_path: Path) -> None:
    project = read(
        tmp_path,
        {
            "pyproject.toml": '[tool.prosecov]\narticles = ["docs", "README.md"]\nfeatures = "specs"\n'
            '[tool.prosecov.belongs]\n"specs/start" = "docs/first-steps.md"\n"other/x.feature" = "README.md"\n',
            "docs/first-steps.md": "Say it.",
            "README.md": "Say it.",
            "specs/start/a.feature": RULE,
            "other/x.feature": RULE,
        },
    )
    assert claims(project) == {
        "docs/first-steps.md": ["specs/start/a.feature"],
        "README.md": ["other/x.feature"],
    }
    assert project.errors == project.problems == ()


def test_one_unreadable_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write(tmp_path, {"articles/bad.md": "", "features/bad/a.feature": RULE})
    (tmp_path / "articles/binary.md").write_bytes(b"\x89PNG\xff")
    project = read(
        tmp_path,
        {
            "articles/one.md": "Say it.",
            "features/one/a.feature": RULE,
            "features/one/broken.feature": "Feature: f\nScenario: s\nGiven x\nnonsense",
        },
    )
    assert [str(error).split(";")[0] for error in project.errors] == [
        "articles/bad.md: the article states nothing",
        "articles/binary.md:1: is not UTF-8 text",
        "features/one/broken.feature:4: Gherkin does not allow 'nonsense' here",
    ]
    assert claims(project) == {"articles/one.md": ["features/one/a.feature"]}
    assert project.problems == ()


def test_no_article_at_all_is_an_error(tmp_path: Path) -> None:
    [error] = read(tmp_path, {"features/x.feature": RULE}).errors
    assert str(error) == "articles: no article here; write one, or set articles in [tool.prosecov] of pyproject.toml"


def test_an_article_that_is_named_and_missing_is_an_error(tmp_path: Path) -> None:
    project = read(tmp_path, {"pyproject.toml": '[tool.prosecov]\narticles = ["gone.md"]\nbelongs = { a = "b.md" }'})
    assert [str(error) for error in project.errors] == [
        "gone.md: no such file; check the path",
        (
            "pyproject.toml: belongs: 'a' is to belong to 'b.md', which is no article; "
            "correct its path, or list it under articles"
        ),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "[tool.prosecov]\n\ntreshold = 3",
            "pyproject.toml:3: no setting 'treshold' in [tool.prosecov]; use articles, ",
        ),
        ("[tool.prosecov]\nthreshold = 101", "pyproject.toml:2: threshold = 101 in [tool.prosecov]; it should be less"),
        (
            "[tool.prosecov]\nreview-days = 0",
            "pyproject.toml:2: review-days = 0 in [tool.prosecov]; it should be greater",
        ),
        ('[tool.prosecov]\narticles = "a"', "pyproject.toml:2: articles = 'a' in [tool.prosecov]; it should be a list"),
        ("[tool.prosecov]\nreport = 1", "pyproject.toml:2: report = 1 in [tool.prosecov]; it should be a string"),
        ("[tool.prosecov]\nbelongs = [1]", "pyproject.toml:2: belongs in [tool.prosecov]; it should be a table"),
        (
            "[tool.prosecov]\ntests = [\n'a',\n1]",
            "pyproject.toml:2: tests = [..., 1] in [tool.prosecov]; it should be a st",
        ),
        ("[tool.prosecov]\n\nroot = 'x'", "pyproject.toml:3: no setting 'root' in [tool.prosecov]; use articles, "),
        ("[tool]\nprosecov = 1", "pyproject.toml:2: prosecov = 1 in [tool]; it should be a table"),
        ("[tool\n", "pyproject.toml:1: is no TOML"),
    ],
)
def test_wrong_settings_are_errors_with_their_line(tmp_path: Path, content: str, message: str) -> None:
    write(tmp_path, {"pyproject.toml": content})
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path)
    assert str(caught.value).startswith(message)


def test_the_root_is_the_nearest_folder_with_settings(tmp_path: Path) -> None:
    write(tmp_path, {"pyproject.toml": "", "a/b/c.txt": ""})
    assert find_root(tmp_path / "a" / "b") == tmp_path
    config = read_settings(tmp_path)
    assert (config.threshold, config.review_days, config.report_folder) == (100.0, 180, tmp_path / "build/report")
