"""Seasons told by what happens in them: the old names of months, farming, flowers, snow.

In plans of the countryside a meeting is dated by these (春耕前一次、秋收后一次). Each tells its term
and about its months; none is a date that a schedule could be held against.
"""

from plancheck.reading.calendar import AUTUMN, SPRING

_SPRING = ((3, 4, 5), (SPRING,))
_SUMMER = ((5, 6, 7), (SPRING,))
_AUTUMN = ((9, 10, 11), (AUTUMN,))
_WINTER = ((11, 12, 1), (AUTUMN,))

_GROWING = {
    **dict.fromkeys(("油菜花", "杏花", "桃花", "梨花", "樱花", "槐花", "榆钱"), _SPRING),
    **dict.fromkeys(("杜鹃", "映山红", "木棉花", "柳"), _SPRING),
    "麦": _SUMMER,
    **dict.fromkeys(("新米", "稻", "谷子", "高粱", "玉米", "苞米", "苞谷"), _AUTUMN),
    **dict.fromkeys(("棉花", "花生", "红薯", "柿子", "核桃"), _AUTUMN),
    **dict.fromkeys(("桂花", "菊花", "枫叶", "银杏"), _AUTUMN),
}
"""What grows → when it flowers or is harvested. The first that is found decides."""

_WORK = {
    **dict.fromkeys(("春耕", "春播", "春雨", "春汛", "插秧", "化冻", "解冻"), _SPRING),
    **dict.fromkeys(("开江", "开河", "雪化", "冰化", "化雪"), _SPRING),
    **dict.fromkeys(("夏收", "夏种", "麦收"), _SUMMER),
    **dict.fromkeys(("秋收", "秋种", "秋播", "秋粮"), _AUTUMN),
    **dict.fromkeys(("封冻", "上冻", "结冰", "大雪封山", "大雪封门"), _WINTER),
}
"""Work and weather → when."""

_NAMED = {"春": _SPRING, "夏": _SUMMER, "秋": _AUTUMN, "冬": _WINTER}

SEASONS = {**_GROWING, **_WORK, **_NAMED}
"""A word of a season → months (1-12), terms. The first that is found decides."""

_HAPPENS = "(?:[开谢落飘绿黄红白熟割打收出进入]|抽穗|发芽|上市|[进入]仓|下树|收割)"
_AFTER = "(?:[之以]?[前后]|[时了完毕]|一过|结束|过后|季节|时节|(?=[、,]))"
_EDGE = "(?=[,。;、:各前后时里召开办举由]|$)"
SEASON = (
    rf"(?<![一二三四])[孟仲暮初深晚][春夏秋冬](?:之[季月初末际]|时节|月|{_EDGE})"
    rf"|(?<![一二三四])季[春夏秋冬](?:之[月初末际]|时节|月)"
    rf"|(?:{'|'.join(_WORK)}){_AFTER}"
    rf"|(?:{'|'.join(_GROWING)})[树条枝花子穗谷]?(?:都|一|全)?{_HAPPENS}"
    rf"(?:{_AFTER}|(?<=一[黄红白绿开])就)"
)
"""A season in a normalised text."""
