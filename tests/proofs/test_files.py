"""The short form of bin/prove files: some hostile files at every place that takes one."""

import pytest

from proofs.files import prove

#: One of each way to be refused or cleaned, none of which takes seconds to make.
SOME = (
    "a zip bomb",
    "300 columns",
    "a broken file",
    "a picture",
    "no zip",
    "a script for a picture",
    "a name that climbs",
    "an SVG with a script",
    "a picture of 2.7 GB",
    "a camera's notes",
    "formulas",
    "a file of the machine",
)


@pytest.fixture(scope="module")
def report(django_db_setup, django_db_blocker, served):
    with django_db_blocker.unblock():
        return prove(served, lambda name: name in SOME)


def test_hostile_files_are_refused_or_cleaned(report):
    # How much memory a process of tests takes, and what forks off it, says nothing of this.
    assert [wrong for wrong in report.wrong if not wrong.startswith(("worker:", "reader:"))] == []
    assert report.files >= 14


def test_something_was_refused_and_something_cleaned(report):
    assert report.refused >= 9
    assert report.cleaned >= 4
