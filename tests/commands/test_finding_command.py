"""photoorg search, similar and demo, with the built-in model on real photographs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import CommandLine, Outcome


def assert_document(outcome: Outcome, query: str) -> list[str]:
    assert outcome.code == 0, outcome.err
    document = outcome.json
    assert document["query"] == query
    assert document["model"].startswith("builtin@")
    for hit in document["hits"]:
        facts = {"taken_at", "place", "title"}
        assert hit.keys() == {"path", "photo_id", "score", "relevance", "paired", "offline", *facts}
        assert 0 <= hit["relevance"] <= 1
        assert -1 <= hit["score"] <= 1
        assert isinstance(hit["photo_id"], int)
        assert hit["path"].startswith("/")
    return [hit["path"].rpartition("/")[2] for hit in document["hits"]]


def test_words_in_json_and_in_text(photoorg: CommandLine, described: Path, samples: Path) -> None:
    words = ("a", "cup", "of", "coffee")
    found = assert_document(photoorg("search", *words, "--json", "--library", described), " ".join(words))
    assert found[0] == "coffee.png"
    assert len(found) < 10
    text = photoorg("--library", described, "search", "a cup of coffee", "--limit", "1")
    assert text.code == 0
    assert text.out.strip().endswith(f"%  {samples / 'coffee.png'}")
    assert text.err == "the first photo for a cup of coffee; -n shows more, where there are more\n"


def test_explain_says_what_each_part_is_worth(photoorg: CommandLine, described: Path, samples: Path) -> None:
    asked = ("search", "coffee -cat ext:png", "--limit", "1", "--explain", "--library", described)
    text = photoorg(*asked)
    hit, coffee, cat, ext = text.out.splitlines()
    assert hit.endswith(str(samples / "coffee.png"))
    assert coffee.startswith("      coffee: sure (")
    assert cat.startswith("      NOT cat: hardly there (")
    assert ext == "      ext:png: yes"
    (found,) = photoorg(*asked, "--json").json["hits"]
    assert [(part["part"], part["kind"]) for part in found["parts"]] == [
        ("coffee", "sought"),
        ("cat", "kept out"),
        ("ext:png", "fact"),
    ]
    assert found["parts"][0]["presence"] > 0.85
    assert found["parts"][1]["presence"] < 0.12 < 0.5 < found["parts"][1]["relevance"]


def test_an_example_with_and_without_words(
    photoorg: CommandLine, described: Path, samples: Path, tmp_path: Path
) -> None:
    example = tmp_path / "example.jpg"
    with Image.open(samples / "cat.png") as image:
        image.convert("RGB").resize((300, 200)).save(example)
    outcome = photoorg("--json", "search", "--image", example, "--library", described, "-n", "3")
    assert assert_document(outcome, str(example))[0] == "cat.png"
    outcome = photoorg("--json", "search", "an animal", "--image", example, "--library", described)
    assert assert_document(outcome, f"an animal + {example}")[0] == "cat.png"
    outcome = photoorg("--json", "search", "zxqv", "--closest", "--limit", "2", "--library", described)
    assert len(assert_document(outcome, "zxqv")) == 2


def test_similar_leaves_the_photo_itself_out(photoorg: CommandLine, described: Path, samples: Path) -> None:
    path = samples / "motorcycle.png"
    outcome = photoorg("--json", "similar", path, "--limit", "5", f"--library={described}")
    found = assert_document(outcome, str(path))
    assert found[0] == "motorcycle 2.png"
    assert "motorcycle.png" not in found


def test_what_gives_no_example_is_one_line_with_its_name(
    photoorg: CommandLine, described: Path, tmp_path: Path
) -> None:
    (tmp_path / "broken.jpg").write_bytes(b"no picture")
    for name, reason in (("nowhere.jpg", "does not exist"), ("broken.jpg", "not a photo"), (".", "")):
        for arguments in (("similar", tmp_path / name), ("search", f"like:{tmp_path / name}")):
            outcome = photoorg("--library", described, "--json", *arguments)
            assert (outcome.code, outcome.err) == (1, f"photoorg: {outcome.json['error']}\n")
            assert outcome.err.startswith(f"photoorg: ‘{tmp_path / name}’ gives no example: ")
            assert reason in outcome.err
            assert outcome.err.endswith(".\n")
            assert not outcome.err.endswith("..\n")
            assert outcome.err.count("gives no example") == outcome.err.count("\n") == 1


@pytest.mark.parametrize("signs", ["*", "\x01\x02", "?!", "-*", "red OR *"])
def test_signs_alone_are_nothing_to_look_for(photoorg: CommandLine, small_library: Path, signs: str) -> None:
    outcome = photoorg("search", "--", signs)
    assert (outcome.code, outcome.out) == (1, "")
    assert "nothing to look for" in outcome.err


def test_marks_without_words_are_told_what_they_refine(photoorg: CommandLine, small_library: Path) -> None:
    outcome = photoorg("search", "--more-like", small_library / "red.jpg")
    assert (outcome.code, outcome.out) == (2, "")
    assert "--more-like" in outcome.err


def test_strictness_and_order(photoorg: CommandLine, described: Path, samples: Path) -> None:
    def found(*arguments: str) -> list[dict[str, float]]:
        outcome = photoorg("--json", "search", "an animal", "--library", described, *arguments)
        assert outcome.code == 0, outcome.err
        hits: list[dict[str, float]] = outcome.json["hits"]
        return hits

    some, all_ = found(), found("--min-relevance", "0")
    assert [hit["photo_id"] for hit in all_[: len(some)]] == [hit["photo_id"] for hit in some]
    assert len(all_) > len(some)
    strict = found("--min-relevance", "0.6")
    assert strict == [hit for hit in some if hit["relevance"] >= 0.6]
    newest = [hit["photo_id"] for hit in found("--min-relevance", "0", "--sort", "newest")]
    oldest = [hit["photo_id"] for hit in found("--min-relevance", "0", "--sort", "oldest")]
    assert newest == list(reversed(oldest))
    assert set(newest) == {hit["photo_id"] for hit in all_}
    wrong = photoorg("search", "an animal", "--sort", "size", "--library", described)
    assert (wrong.code, wrong.out) == (2, "")
    assert "relevance, newest and oldest" in wrong.err
    nothing = photoorg("search", "zxqv", "--min-relevance", "0.99", "--library", described)
    assert "--closest" in nothing.err
    filtered = photoorg("search", "tag:nothing", "--library", described)
    assert "--closest" not in filtered.err


def test_wrong_usage_is_code_2(photoorg: CommandLine) -> None:
    for arguments in (
        ("search",),
        ("search", " "),
        ("search", "a cat", "--limit", "0"),
        ("search", "a cat", "--limit", "many"),
        ("similar",),
        ("fly",),
        ("status", "--colour"),
    ):
        outcome = photoorg(*arguments)
        assert (outcome.code, outcome.out) == (2, ""), arguments
        assert outcome.err


def test_the_demo_without_a_window_finds_and_draws(photoorg: CommandLine, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.png"
    outcome = photoorg("demo", "--headless", "--output", sheet, "--json", "--library", tmp_path / "demo")
    assert outcome.code == 0, outcome.err
    document = outcome.json
    assert document["contact_sheet"] == str(sheet)
    first = {result["query"]: result["hits"][0]["path"] for result in document["results"] if result["hits"]}
    assert first["a cat"].endswith("cat.png")
    assert first["a motorcycle"].endswith(("motorcycle.png", "motorcycle 2.png"))
    with Image.open(sheet) as image:
        assert min(image.size) > 300
    shutil.rmtree(tmp_path / "demo")


def test_a_word_that_must_not_be_there_may_come_first(photoorg: CommandLine, described: Path) -> None:
    def searched(*arguments: str) -> tuple[str, list[dict[str, object]]]:
        outcome = photoorg("--json", "--library", described, "search", *arguments)
        assert outcome.code == 0, outcome.err
        return outcome.json["query"], outcome.json["hits"]

    # Among them words that begin as the options -n, -v and -h do.
    for words in (["-dog"], ["-night"], ["-new", "cat", "-house", "-v1"], ["-(dog OR cat)"], ["cat", "-猫"]):
        query, hits = searched(*words, "-n", "3")
        assert query == " ".join(words)
        assert len(hits) <= 3
        assert (query, hits) == searched("-n", "3", "--", *words)
    assert searched("cat", "-n3") == searched("cat", "--limit=3")
    for wrong in (["--limitt", "3"], ["-d"], ["-n"], ["--image"], ["--limit", "0"], ["-n0"]):
        outcome = photoorg("--library", described, "search", "cat", *wrong)
        assert (outcome.code, outcome.out) == (2, ""), wrong
    assert "a number from 1 up, not 0" in outcome.err
