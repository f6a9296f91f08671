"""Seasons told by what happens in them: the old names of months, farming, flowers, snow.

In plans of the countryside a meeting is dated by these (春耕前一次、秋收后一次). Each tells its term
and about its months; none is a date that a schedule could be held against.
"""

from plancheck.reading.calendar import AUTUMN, SPRING

_SPRING = ((3, 4, 5), (SPRING,))
_SUMMER = ((5, 6, 7), (SPRING,))
_AUTUMN = ((9, 10, 11), (AUTUMN,))
_WINTER = ((11, 12, 1), (AUTUMN,))

SEASONS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    **dict.fromkeys(
        ("春耕", "春播", "春雨", "春汛", "插秧", "化冻", "解冻", "开江", "开河"), _SPRING
    ),
    **dict.fromkeys(
        ("雪化", "冰化", "化雪", "杏花", "桃花", "梨花", "樱花", "槐花", "榆钱"), _SPRING
    ),
    **dict.fromkeys(("油菜花", "杜鹃", "映山红", "木棉花", "柳"), _SPRING),
    **dict.fromkeys(("麦", "夏收", "夏种"), _SUMMER),
    **dict.fromkeys(
        ("秋收", "秋种", "秋播", "秋粮", "新米", "晚稻", "稻", "谷子", "高粱"), _AUTUMN
    ),
    **dict.fromkeys(("玉米", "苞米", "苞谷", "棉花", "花生", "红薯", "柿子", "核桃"), _AUTUMN),
    **dict.fromkeys(("桂花", "菊花", "枫叶", "银杏"), _AUTUMN),
    **dict.fromkeys(("封冻", "上冻", "结冰", "封山", "大雪"), _WINTER),
    "春": _SPRING,
    "夏": _SUMMER,
    "秋": _AUTUMN,
    "冬": _WINTER,
}
"""A word of a season → months (1-12), terms. The first that is found decides."""

_HAPPENS = "(?:[开谢落飘绿黄红白熟割打收出进入]|抽穗|发芽|上市|[进入]仓|下树|收割)"
_GROWS = (
    "(?:杏花|桃花|梨花|樱花|槐花|榆钱|油菜花|杜鹃花?|映山红|木棉花|柳[树条枝]?|[冬小]?麦[子穗]?"
    "|晚?稻[子谷]?|新米|谷子|高粱|玉米|苞[米谷]|棉花|花生|红薯|柿子|核桃|桂花|菊花|枫叶|银杏)"
)
_AFTER = "(?:[之以]?[前后]|[时了完毕]|一过|结束|过后|季节|时节|(?=[、,]))"
SEASON = (
    rf"(?<![一二三四])(?:[孟仲暮初深晚][春夏秋冬](?:之[季月初末际]|时节|月|(?=[,，。;、:各前后时里召开办举由]|$))"
    rf"|季[春夏秋冬](?:之[月初末际]|时节|月))"
    rf"|(?:春[耕播雨汛]|插秧|夏[收种]|秋[收种播粮]|麦收|化[冻雪]|[雪冰]化|解冻|开[江河]|[封上]冻|结冰|大雪封[山门])"
    rf"{_AFTER}"
    rf"|{_GROWS}(?:都|一|全)?{_HAPPENS}(?:{_AFTER}|(?<=一[黄红白绿开])就)"
)
"""A season in a normalised text."""
