"""docs/api/refusals.md has every kind of refusal, and its examples are what the API says today."""

import json

import pytest

from tests import refusal_pictures, refusals
from tests.recording import steady

FOUND = json.loads(refusals.EXAMPLES.read_text())


def test_every_kind_stands_on_the_page():
    assert refusals.PAGE.read_text() == refusals.page(FOUND, refusals.kinds()), "run: bin/refusals page"


def test_every_kind_that_has_a_sentence_has_its_picture():
    sentences = refusals.sentences(FOUND, refusals.kinds())
    pictures = {file.stem for file in refusal_pictures.FOLDER.glob("*.png")}
    assert pictures == set(sentences), "run: bin/refusals pictures"
    assert all(file.stat().st_size < 30_000 for file in refusal_pictures.FOLDER.glob("*.png"))
    assert len(pictures) > 50


def test_no_example_is_of_a_kind_that_is_gone():
    known = {kind.type for kind in refusals.kinds()} | set(refusals.ORDINARY)
    assert set(FOUND["documents"]) <= known
    assert set(FOUND["sentences"]) <= {kind.name for kind in refusals.kinds()}


@pytest.mark.parametrize("kind", sorted({kind.type for kind in refusals.kinds()} & set(FOUND["documents"])))
def test_an_example_names_its_kind_and_is_a_conflict(kind):
    told = FOUND["documents"][kind]["document"]
    assert (told["type"], told["status"]) == (kind, 409)
    assert told["detail"]


def test_the_tests_that_gave_the_examples_still_give_them(live):
    """Runs just those tests again, and compares what is said; only the makers' names differ."""
    chosen = sorted({each["test"] for each in FOUND["documents"].values()})
    said = refusals.record(chosen)
    documents = [
        (each["test"], each["type"], json.dumps(shape(each["document"]), sort_keys=True))
        for each in said["documents"]
    ]
    for kind, example in FOUND["documents"].items():
        assert (
            example["test"],
            kind,
            json.dumps(shape(steady(example["document"])), sort_keys=True),
        ) in documents, kind


def shape(document):
    """What stays the same from run to run: all but the makers' random names."""
    return {name: value for name, value in document.items() if name in ("type", "title", "status")} | {
        "fields": sorted(document),
        "lines": [sorted(line) for line in document.get("lines", [])],
        "instead": sorted(document.get("instead", {})),
    }
