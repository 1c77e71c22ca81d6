"""Where the texts of a drawing lie, to prove that none overlaps another or is cut off."""

import re
from dataclasses import dataclass

from lxml import etree

from reports.plots.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


@dataclass(frozen=True)
class TextBox:
    content: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other, tolerance=0.6):
        return (
            self.left < other.right - tolerance
            and other.left < self.right - tolerance
            and self.top < other.bottom - tolerance
            and other.top < self.bottom - tolerance
        )


def inherited(element, name):
    """An attribute of an element, or of the nearest group that gives it."""
    lineage = (element, *element.iterancestors())
    return next((each.get(name) for each in lineage if each.get(name)), None)


def text_boxes(tree):
    """The box of every text: capitals rise to 0.74 of the size, tails fall to 0.22."""
    boxes = []
    for each in tree.iter(SVG + "text"):
        content = "".join(each.xpath("text()"))
        size = float(inherited(each, "font-size"))
        width = width_of(content, size)
        anchor = inherited(each, "text-anchor") or "start"
        left = float(each.get("x")) - {"start": 0, "middle": width / 2, "end": width}[anchor]
        y = float(each.get("y"))
        if each.get("transform"):
            x = float(each.get("x"))
            assert each.get("transform") == f"rotate(-90 {each.get('x')} {each.get('y')})"
            assert anchor == "middle"
            boxes.append(
                TextBox(content, x - 0.74 * size, y - width / 2, x + 0.22 * size, y + width / 2)
            )
            continue
        boxes.append(TextBox(content, left, y - 0.74 * size, left + width, y + 0.22 * size))
    return boxes


def frame(tree):
    return tuple(float(each) for each in tree.get("viewBox").split()[2:])


def assert_well_drawn(svg):
    """A drawing is valid, titled, finite, within its frame, and none of its texts overlap."""
    tree = etree.fromstring(svg)
    assert not re.search(r"\b(nan|inf)\b", re.sub(r">[^<]*<", "><", svg), re.IGNORECASE)
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert tree[0].tag == SVG + "title"
    assert tree[1].tag == SVG + "desc"
    width, height = frame(tree)
    boxes = text_boxes(tree)
    for box in boxes:
        assert box.left >= -1, (box, width)
        assert box.right <= width + 1, (box, width)
        assert box.top >= -1, (box, height)
        assert box.bottom <= height + 1, (box, height)
    _assert_no_overlap(boxes)
    _assert_shapes_inside(tree, width, height)
    return tree


def _assert_no_overlap(boxes):
    ordered = sorted((box for box in boxes if box.content.strip()), key=lambda box: box.top)
    for at, box in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.top >= box.bottom:
                break
            assert not box.overlaps(other), (box, other)


def _assert_shapes_inside(tree, width, height):
    for each in tree.iter():
        for x, y in _corners(each):
            assert -1.5 <= x <= width + 1.5, (etree.tostring(each)[:200], width)
            assert -1.5 <= y <= height + 1.5, (etree.tostring(each)[:200], height)


def _corners(each):
    def number(name):
        return float(each.get(name) or 0)

    tag = each.tag.removeprefix(SVG)
    if tag == "rect":
        yield number("x"), number("y")
        yield number("x") + number("width"), number("y") + number("height")
    elif tag == "circle":
        yield number("cx") - number("r"), number("cy") - number("r")
        yield number("cx") + number("r"), number("cy") + number("r")
    elif tag in ("polygon", "polyline"):
        for pair in each.get("points").split():
            yield tuple(float(part) for part in pair.split(","))
    elif tag == "path":
        yield from _path(each.get("d"))


def _path(d):
    x = y = 0.0
    for command, rest in re.findall(r"([MLHVZ])([^MLHVZ]*)", d):
        numbers = [float(part) for part in _NUMBER.findall(rest)]
        if command == "H":
            x = numbers[0]
        elif command == "V":
            y = numbers[0]
        elif command in "ML":
            for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                yield x, y
        yield x, y
