"""演示人名: invented names, put together from a list by position, never drawn from real rosters."""

from __future__ import annotations

SURNAMES = "陆顾沈周程葛许秦温杜方孟白苏颜尹柏祁裴岑卓阮俞季戚单宁甘厉祝"
FIRST = "景怀知砚予青望若鸣云启文清远明思致宏书采"
SECOND = "行远微清安禾舒川兰舟澄和宁容启言之瑜衡岚"


def name(number: int) -> str:
    """The name at a position; the first 12,000 differ."""
    surname = SURNAMES[number % len(SURNAMES)]
    rest = number // len(SURNAMES)
    return (
        surname
        + FIRST[(rest + number * 7) % len(FIRST)]
        + SECOND[(rest * 3 + number) % len(SECOND)]
    )
