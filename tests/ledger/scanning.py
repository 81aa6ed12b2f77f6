"""QR codes read back from paper, as a phone reads them: the picture in the PDF, and nothing that we know of it."""

import io
from typing import Any

import zxingcpp
from pypdf import PdfReader


def codes_of(pdf: bytes) -> list[str]:
    """What is read from each page that has a code."""
    found = []
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources: Any = page["/Resources"]
        for picture in resources.get("/XObject", {}).values():
            image = picture.get_object()
            if image["/Subtype"] != "/Image":
                continue
            width, height = int(image["/Width"]), int(image["/Height"])
            pixels = image.get_data()
            channels = len(pixels) // (width * height)
            assert channels * width * height == len(pixels)
            grey = pixels[::channels]
            found.append(read_code([grey[first : first + width] for first in range(0, width * height, width)]))
    return found


def read_code(picture: list[bytes], *, quiet: int = 12, zoom: int = 2) -> str:
    """What is read of grey pixels, enlarged and with a margin, as a camera sees them."""
    blank = [b"\xff" * (len(picture[0]) + 2 * quiet)] * quiet
    lines = [*blank, *(b"\xff" * quiet + line + b"\xff" * quiet for line in picture), *blank]
    pixels = b"".join(bytes(pixel for pixel in line for _ in range(zoom)) * zoom for line in lines)
    view = zxingcpp.ImageView(pixels, len(lines[0]) * zoom, len(lines) * zoom, zxingcpp.ImageFormat.Lum)
    (code,) = zxingcpp.read_barcodes(view)
    return str(code.text)
