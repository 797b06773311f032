"""The drawn goods: each a small, whole document without script or text that a font would have to hold."""

from xml.etree import ElementTree

import pytest

from dinghuo.demo.drawings import Paint, draw
from dinghuo.demo.drawings.draw import SHAPES
from dinghuo.demo.drawings.motifs import MOTIFS

PAINT = Paint("#2f8079", "#c99a3c", "#f5f1e7", "#1f5550", "leaf")
MOST_BYTES = 4096


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_a_small_svg_without_words(shape: str) -> None:
    text = draw(shape, PAINT)
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert len(text.encode()) < MOST_BYTES
    assert tags <= {"svg", "g", "path", "rect", "circle", "ellipse", "polygon"}


@pytest.mark.parametrize("motif", MOTIFS)
def test_every_motif_can_be_printed(motif: str) -> None:
    ElementTree.fromstring(draw("can", Paint("#2f8079", "#c99a3c", "#f5f1e7", "#1f5550", motif)))
