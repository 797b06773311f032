"""Puts a picture together: the shadow it stands on, and the thing."""

from collections.abc import Callable

from dinghuo.demo.drawings import clothes, packs, vessels
from dinghuo.demo.drawings.paint import Paint

SHAPES: dict[str, Callable[[Paint], str]] = {
    shape.__name__: shape
    for shape in (
        vessels.bottle,
        vessels.can,
        vessels.spirit,
        vessels.wine,
        vessels.sauce,
        vessels.jar,
        vessels.jug,
        vessels.tin,
        vessels.pump,
        vessels.yoghurt,
        packs.carton,
        packs.pouch,
        packs.sack,
        packs.box,
        packs.pack,
        packs.bucket,
        packs.bowl,
        packs.cup,
        packs.ice,
        packs.tissue,
        clothes.tee,
        clothes.jacket,
        clothes.dress,
        clothes.trousers,
        clothes.shoe,
        clothes.cap,
    )
}
FLAT = frozenset({"tee", "jacket", "dress", "trousers", "cap"})


def draw(shape: str, paint: Paint) -> str:
    """An SVG document without background, as large as the drawing is. KeyError for an unknown shape."""
    body = SHAPES[shape](paint)
    ground = "" if shape in FLAT else '<ellipse cx="100" cy="181" rx="62" ry="7" fill="#000" opacity=".14"/>'
    frame = 'xmlns="http://www.w3.org/2000/svg" viewBox="11 14 178 178" width="400" height="400"'
    return f"<svg {frame}>{ground}{body}</svg>"
