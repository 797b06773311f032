"""The sizes of labels: sheets of A4 with so many across and down, and rolls of one after the other."""

from dataclasses import dataclass

A4 = (210.0, 297.0)


@dataclass(frozen=True)
class LabelFormat:
    """One size, in millimetres. A sheet's margins and gaps are what is left of its page when its labels are centred;
    `gap_mm` is between columns, rows touch. A roll's page is its label. `quiet_mm` stays empty at each edge: cutting
    and feeding are that exact."""

    key: str
    width_mm: float
    height_mm: float
    columns: int = 1
    rows: int = 1
    gap_mm: float = 0
    is_roll: bool = False
    quiet_mm: float = 1.5

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of a page."""
        return (self.width_mm, self.height_mm) if self.is_roll else A4

    @property
    def left_mm(self) -> float:
        """Where the first column begins."""
        across = self.columns * self.width_mm + (self.columns - 1) * self.gap_mm
        return (self.page[0] - across) / 2

    @property
    def top_mm(self) -> float:
        """Where the first row begins."""
        return (self.page[1] - self.rows * self.height_mm) / 2

    @property
    def a_page(self) -> int:
        """How many labels a page holds."""
        return self.columns * self.rows


#: The sheets are those of Avery L7159 and L7651, which every maker of labels has; the rolls are the usual ones of label
#: printers in China: shelf and goods, carton, pallet or parcel.
FORMATS = {
    each.key: each
    for each in (
        LabelFormat("sheet-3x8", 63.5, 33.9, 3, 8, 2.54),
        LabelFormat("sheet-5x13", 38.1, 21.2, 5, 13, 2.5),
        LabelFormat("roll-40x30", 40, 30, is_roll=True),
        LabelFormat("roll-60x40", 60, 40, is_roll=True),
        LabelFormat("roll-100x150", 100, 150, is_roll=True, quiet_mm=4),
    )
}
