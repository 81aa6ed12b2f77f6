"""Tables that grow part by part: the parts of a file, one behind the other, are the file."""

from services.platform.growing.columns import Cell, Column, Holds, plain_cell
from services.platform.growing.files import Grown, Growth, Shape, grow

__all__ = ["Cell", "Column", "Grown", "Growth", "Holds", "Shape", "grow", "plain_cell"]
