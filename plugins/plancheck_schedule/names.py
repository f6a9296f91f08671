"""Names of persons in brackets, told by their surname."""

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏"
    "蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万"
    "顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐葛柴纪卓骆宁饶阮尚"
    "柯梅霍裴柳管褚欧司上诸"
)
"""First characters of surnames."""
_LENGTHS = (2, 3)
"""Characters of a name."""
_ORDINARY = frozenset((
    "文体", "文艺", "文明", "高中", "高三", "安全", "常规", "常年", "万元", "金秋", "白天",
    "夏季", "夏天", "江边", "石桥", "田径", "钟楼", "管理", "任选", "任意", "方案", "马拉松",
    "龙舟", "于明年", "平时", "何时", "许可", "周一", "周二", "周三", "周四", "周五", "周六",
    "周日", "周末", "单周", "双周", "元旦", "毛笔", "毛笔字", "梅花", "柳编", "汤圆", "温馨",
    "武术", "章程", "常务", "易拉罐", "白班", "牛奶", "江南", "方言", "石膏", "齐唱", "安排",
    "安静", "严禁", "严格", "雷雨", "高低杠", "管乐", "文件", "黄昏", "蓝球", "程序", "余下",
    "范围", "金点子", "洪水", "康复", "上午", "下午", "上旬", "上半年", "上学期", "司机",
    "欧式", "万人",
))  # fmt: skip
"""Words that begin like a name and stand in brackets behind tasks (踏青（周六）)."""


def is_person(words: str) -> bool:
    """Whether words look like the name of a person: a surname and one or two characters."""
    return len(words) in _LENGTHS and words[0] in _SURNAMES and words not in _ORDINARY
