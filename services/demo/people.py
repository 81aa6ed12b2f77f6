"""Invented people: names, documents, phones and careers, the same for the same seed."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

# GB 11643: weights of the first seventeen digits and the check characters by remainder.
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"

# The surnames by roughly how often they are met.
_SURNAMES: Final = (
    "王王王李李李张张张刘刘陈陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩"
    "唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡汪方石姚余夏叶"
)
_OF_WOMEN: Final = (
    *("秀英", "桂兰", "玉珍", "丽华", "晓梅", "雪梅", "春燕", "海燕", "丽娟", "静怡", "慧敏", "婷婷", "雅琴", "文静"),
    *("佳慧", "思琪", "梦瑶", "欣悦", "若曦", "雨桐", "晓丽", "红霞", "淑芬", "玲玲", "艳红", "小芳", "美玲", "素云"),
    *("爱华", "月娥", "婧", "倩", "萍", "洁", "蕾", "琳", "敏", "雯", "莹", "颖"),
)
_OF_MEN: Final = (
    *("建国", "建军", "志强", "国庆", "永强", "海涛", "文斌", "晓东", "立新", "德胜", "长江", "卫东", "学军", "明亮"),
    *("家伟", "浩然", "子轩", "俊杰", "宇航", "天宇", "振华", "庆丰", "成林", "光明", "少华", "景春", "勇", "军"),
    *("磊", "涛", "鹏", "超", "斌", "辉", "刚", "毅", "杰", "凯", "旭", "博"),
)
# 154 is no carrier's prefix: these phones ring nowhere.
_PHONE_PREFIX: Final = "154"

# How far along the ladder one is after so many years, at the earliest: (years, title, tier).
_LADDERS: Final = {
    "PRIMARY": ((1, "三级教师", "初级"), (3, "二级教师", "初级"), (9, "一级教师", "中级"), (18, "高级教师", "高级")),
    "JUNIOR_MIDDLE": (
        (1, "中学三级教师", "初级"),
        (3, "中学二级教师", "初级"),
        (9, "中学一级教师", "中级"),
        (18, "中学高级教师", "高级"),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An invented person."""

    name: str
    is_woman: bool
    born_on: date
    document: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title held from a day on."""

    held_from: date
    title: str | None
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    name: str
    awarded_on: date


def check_character(digits: str) -> str:
    """The last character of a resident identity number whose first seventeen digits these are."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11]


class People:
    """Invents people of one area; no two share a name, a document or a phone."""

    def __init__(self, area: int, seed: int) -> None:
        self._area = area
        self._random = random.Random(f"{area}:{seed}")  # noqa: S311 - invented people, not secrets
        self._taken: set[str] = set()

    def invent(self, *, born_between: tuple[date, date], women_in_ten: int) -> Person:
        """A person born within these days."""
        is_woman = self._random.randrange(10) < women_in_ten
        first, last = born_between
        born_on = first + timedelta(days=self._random.randrange((last - first).days + 1))
        return Person(
            name=self._untaken(lambda: self._name(is_woman=is_woman)),
            is_woman=is_woman,
            born_on=born_on,
            document=self._untaken(lambda: self._document(born_on, is_woman=is_woman)),
            phone=self._untaken(lambda: f"{_PHONE_PREFIX}{self._random.randrange(10**8):08}"),
        )

    def hired_on(self, person: Person, *, latest: int) -> date:
        """Most begin in September after their studies, some a few years later."""
        years = self._random.choices((21, 22, 23, 24, 26), (2, 6, 4, 2, 1))[0]
        return date(min(person.born_on.year + years, latest), 9, 1)

    def titles(self, *, stage: str, hired_on: date, until: date) -> list[Titled]:
        """The titles from entry on; who has served longer has had more time to rise, yet not everybody does."""
        held = [Titled(held_from=hired_on, title=None, tier="见习")]
        for years, title, tier in _LADDERS.get(stage, _LADDERS["PRIMARY"]):
            day = date(hired_on.year + years + self._random.choice((0, 0, 1, 2)), 12, 31)
            if day >= until or (tier == "高级" and self._random.random() > 0.45):
                break
            if day > held[-1].held_from:
                held.append(Titled(held_from=day, title=title, tier=tier))
        return held

    def degree(self, person: Person, *, hired_on: date) -> Degree:
        """Older teachers more often came with a secondary or college diploma."""
        if person.born_on.year < 1978:
            names, weights = ("中专", "专科", "本科"), (2, 5, 3)
        else:
            names, weights = ("专科", "本科", "硕士"), (2, 10, 1)
        name = self._random.choices(names, weights)[0]
        return Degree(name=name, awarded_on=date(hired_on.year, 6, self._random.randint(18, 30)))

    def leads_class_since(self, hired_on: date) -> date | None:
        """About a third are class teachers, since the September of some year."""
        if self._random.randrange(3):
            return None
        return date(self._random.randint(min(max(hired_on.year + 1, 2019), 2025), 2025), 9, 1)

    def choose(self, *options: str) -> str:
        return self._random.choice(options)

    def _untaken(self, make: Callable[[], str]) -> str:
        while (made := make()) in self._taken:
            pass
        self._taken.add(made)
        return made

    def _name(self, *, is_woman: bool) -> str:
        return self._random.choice(_SURNAMES) + self._random.choice(_OF_WOMEN if is_woman else _OF_MEN)

    def _document(self, born_on: date, *, is_woman: bool) -> str:
        order = self._random.randrange(0, 998, 2) + (0 if is_woman else 1)
        digits = f"{self._area:06}{born_on:%Y%m%d}{order:03}"
        return digits + check_character(digits)
