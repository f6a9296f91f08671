"""What a sentence does: promises, or tells what was, what others do, what will not be done."""

import pytest

from plancheck.reading.plan import PartKind
from plancheck.testing import plan_from

PROMISES = (
    "四月召开教代会，听取上年度提案办理情况的报告。",
    "主席和两名委员五月去县总工会参加业务培训。",
    "市总工会的住院互助，每人一百元，三月由会计代缴。",
    "每月写一篇稿子投县教育工会的公众号。",
    "评议表由代表当场填写，交县教育局来人封存。",
    "把“活动室够不够用”做成问卷，请会员打分。",
    "会费收了多少、用了几笔，期末张贴公布。",
    "孕期女教师不排夜班，课务由教务处协调。",
    "愿意报名的教师三月组队参加排球比赛。",
    "今年不断完善教代会制度，四月召开一次。",
    "体检推迟到十月进行，由工会带队。",
    "已离岗的老教师，重阳节请回学校看演出。",
    "读书会办过再评，评出的笔记年底展出。",
    "今年体检不收费，九月组织。",
    "本学期的比赛不计名次，四月举行。",
    "提案三个月内全部办结。",
    "教职工反映的问题及时得到解决。",
    "徒弟年底出师。",
    "参加过培训的教师回校讲一课。",
    "对业绩突出的教师予以肯定。",
    "全年走访慰问困难教职工50余人次。",
    "办好教工食堂，赢得教职工好评。",
    "意见箱由校长室开箱，工会每月公布一次答复。",
    "合同的核对、社保的补缴，四月逐人办完。",
    "三月底前把2018年以来退休的老教师请回来，开一次茶话会。",
    "去年没办成会员证的三位老师，开学头一个星期补填表格。",
    "重阳节请办了离岗手续的老教练回校，看一场比赛。",
    "家里老人走了，三天之内工会派人上门。",
    "二楼那间屋子把旧沙发换了，买两副棋。",
    "办了的提案打钩，没办的说明原因，六月公布。",
    "奖金方案交教代会表决，同意票不够三分之二的不发文。",
    "岗位聘任、课时酬金分配等文件，一律交教代会讨论表决。",
    "职称评聘、绩效分配等方案的审定，工会派人参加。",
    "把教工之家建成大家的港湾，四月添置书报。",
    "向退休老同志汇报学校一年来的变化，重阳节开座谈会。",
    "岛上年轻老师多，八月办一场沙滩排球赛。",
    "一月、七月各查一次账，查账说明发给每一个会员。",
    "化解矛盾，促进同事关系和谐，每月谈心一次。",
    "全年共编印简报四期，争取被县里采用两篇。",
    "统筹考虑两校区实际，组织两场球赛。",
    "九月请家长给老师的师德打分，得分低的不参加年度评优。",
    "十月起每周三下午读书两小时，讲稿不收费。",
    "路修通了，老师们就坐车去县里体检。",
    "开春一回、入秋一回，一年两回跑不了。",
    "大伙先议再说再表决，四月把规矩定下来。",
    "去年提出的建议，逐条书面答复到本人。",
    "上年结余的经费，用于走访生病的会员。",
    "往年评出的标兵，在走廊里张贴事迹。",
    "上年度经费收支在公示栏张贴一周。",
    "旧年的账，三月里当众念一遍。",
    "由县医院为全体教师做一次体检。",
    "市总医疗互助照常续办。",
    "县总工会推出的保险，工会替会员填表交款。",
    "收齐会费，按比例上解，结余列入明年预算。",
    "以“假如我当校长”为题，请教师各写一条建议。",
    "例会先讲一个师德故事，再议教学。",
    "委员每周碰头，各报一件没办成的事。",
)

NOTHING = (
    pytest.param("新教师培训由教务处统一组织。", id="left to an office"),
    pytest.param("去年提出的提案，均已办结。", id="what was proposed was also dealt with"),
    pytest.param("去年开展的慰问活动，走访了十户。", id="what was held is no thing left over"),
    pytest.param("由县医院组织的义诊在广场举行。", id="a hospital serves others"),
    pytest.param("市总医疗互助由市总统一报销。", id="a scheme is paid out by others"),
    pytest.param("教代会列入明年计划。", id="put off"),
    pytest.param("教职工体检列入明年经费安排。", id="put off into next year's money"),
    pytest.param("去年工会经费使用合理，公示两次。", id="a report of last year's accounts"),
    pytest.param("去年账目公布两次，组织体检一次。", id="a report of what was shown"),
    pytest.param("去年提出的提案，逐条落实，办结率百分之百。", id="a report by numbers"),
    pytest.param("新教师培训由医院为教师统一组织。", id="a hospital trains"),
    pytest.param("市教育局住院保险续保由市教育局统一缴费。", id="others pay"),
    pytest.param("退休人员的活动归离退休处管。", id="belongs to an office"),
    pytest.param("文体比赛由党支部安排，工会不参与。", id="the union stays out"),
    pytest.param("师德考核，由人事处负责。", id="a thing and who does it"),
    pytest.param("岗位竞赛，今年不办。", id="a thing and its refusal"),
    pytest.param("教工体检，县里没有名额，今年不排。", id="a thing and why not"),
    pytest.param("会员名册已编好。", id="已"),
    pytest.param("登记表填过三回。", id="过 with a count"),
    pytest.param("互助金累计发放九万元。", id="累计"),
    pytest.param("合理化建议是集体智慧的结晶。", id="what a thing is"),
    pytest.param("职工之家的选址要等基建方案批复后再定。", id="awaited"),
    pytest.param("工会委员会由王芳、李梅、陈静三位同志组成。", id="who is in a body"),
    pytest.param("工会干部轮训因场地改建，挪到2026年再排。", id="put off by a year"),
    pytest.param("调解小组的组建列入明年。", id="put off until next year"),
    pytest.param("今年不申报职工小家。", id="not this year"),
    pytest.param("本学年不换届、不增补委员。", id="not in this school year"),
    pytest.param("腊月里看望过六位困难教师。", id="过 without a count"),
    pytest.param("提案已全部办完，案卷归档。", id="what follows a deed done"),
    pytest.param("组织义诊和大扫除，师生一致好评。", id="what came of it"),
    pytest.param("慰问困难会员二十余人次。", id="a number that was counted"),
    pytest.param("工会委员会原该今年换届。", id="what should have been"),
    pytest.param("上一回趣味运动会，是五月里开的。", id="the last time"),
    pytest.param("合同的核对、社保的补缴，本学年不动，秋季再列。", id="deeds as things, put off"),
    pytest.param("教工之家翻修，今年不建，以后再议。", id="put off without a time"),
    pytest.param("运动会办得圆满。", id="得 and how it went"),
    pytest.param("州教代会由州里召集，本校不另行组织。", id="a refusal without an object"),
    pytest.param("教职工大会要开也得等新校舍竣工。", id="也得等"),
    pytest.param("校务公开好比给屋子开窗。", id="好比"),
    pytest.param("体检车暂无安排，暂无经费。", id="for now nothing"),
    pytest.param("教职工意见箱由校长室开箱。", id="a thing and who opens it"),
    pytest.param("困难职工的慰问，工会去了三家。", id="了 with a count"),
    pytest.param("向县里报送信息十七篇，被采用九篇，居全县第三名。", id="what was taken"),
    pytest.param("公开栏共更换内容十一期。", id="共 with a count"),
    pytest.param("《送温暖工程规定》写明了慰问困难职工的标准。", id="a paper says it"),
    pytest.param("换届俟举办者变更登记完毕再行商定。", id="俟"),
    pytest.param("若县里拨款到位，再设法改善办公条件。", id="only if"),
    pytest.param("工会网页的改版兴许能成。", id="perhaps"),
    pytest.param("教职工体检今年轮空。", id="skipped"),
    pytest.param("摄影比赛这回不办了。", id="no longer"),
    pytest.param("劳动争议的受理归县上统一办。", id="the county does it"),
)


PROMISES_WITH_SUCH_WORDS = (
    pytest.param("落实女职工孕期、产期、哺乳期待遇。", id="哺乳期待遇: no 期待"),
    pytest.param("教职工的事由教职工商量着办，九月交大会表决。", id="教职工商量: no 工商"),
    pytest.param("困难教职工走访慰问和婚丧事关怀。", id="婚丧事关怀: no 事关"),
    pytest.param("组织工会干部培训、加强调查研究。", id="加强调查: no 强调"),
    pytest.param("春节慰问困难教职工，传递组织的关怀。", id="组织的关怀: nothing organised"),
    pytest.param("青年教师是学校的未来和希望，组织汇报课比赛。", id="未来和希望: no wish"),
    pytest.param("各组认真酝酿，三月召开教职工大会。", id="酝酿 before a meeting"),
    pytest.param("做到有建议必登记。", id="有建议必登记"),
    pytest.param("工作能否取得成效，关键在自身，每月召开一次委员会。", id="能否取得成效"),
    pytest.param("把10月召开的教代会组织好。", id="把…召开的"),
    pytest.param("为教师办理中心校统一组织的医疗互助。", id="统一组织的 before a thing"),
    pytest.param("办理上级统一组织的医疗互助。", id="上级统一组织的 before a thing"),
    pytest.param("女教师孕期不安排值夜。", id="孕期不安排 is a protection"),
    pytest.param(
        "做好意见反馈、生日祝贺、文件归档。", id="意见…文件: nothing to be seen elsewhere"
    ),
    pytest.param("民主评议学校负责人。", id="学校负责人: the school does nothing"),
)


@pytest.mark.parametrize("text", PROMISES_WITH_SUCH_WORDS)
def test_words_that_only_stand_within_others_say_nothing(text: str) -> None:
    plan = plan_from(f"{TITLE}\n一、主要工作\n1.走访慰问病人。\n2.{text}", "plan")
    assert plan.statements[-1].commits


@pytest.mark.parametrize(
    "text",
    [
        "暑期不安排教职工疗休养。",
        "学期内不安排工会委员会换届。",
        "教职工疗休养的事还要酝酿。",
        "教职工的心愿和希望是疗休养。",
        "把上学期召开的教代会资料归了档。",
    ],
)
def test_refusals_and_wishes_stay_what_they_are(text: str) -> None:
    plan = plan_from(f"{TITLE}\n一、主要工作\n1.走访慰问病人。\n2.{text}", "plan")
    assert not plan.statements[-1].commits


ALSO_PROMISES = (
    "民主管理有待加强，四月召开教代会。",
    "如有困难教职工，优先考虑慰问。",
    "如有教职工生病，争取三日内上门探望。",
    "全县上下开展师德演讲比赛，每校推荐一人。",
    "从教师里推选三名代表，五月参加座谈。",
    "把师德列在第一位，九月签订承诺书。",
    "今年体检增加了两个项目，十月组织。",
    "之所以办读书会，是为了让大家静下心，每月一次。",
    "教代会列入第三周工作，四月召开。",
    "交了教鞭的六位老师，重阳请回来吃饭。",
    "去年退休的三位老师，重阳节请回学校座谈。",
    "看病不用愁了，工会为每人参加医疗互助。",
    "便签背面写上做或不做，部门两周内答复。",
    "如有教职工生病住院，两日内上门慰问，再报校长室。",
    "教工读书会不收会费，四月开始。",
    "若天气不好，运动会改在体育馆举行。",
    "评选优秀会员，等额推荐，十二月表彰。",
    "组织等级考核，等次分三档，六月公布。",
    "看望生病的同事，送去一束花。",
    "请去年获奖的教师上一节示范课。",
    "对去年没有参加体检的教师，四月补检。",
    "成立调解小组，聘请司法所干部任组长，受理教职工申诉。",
    "五月前把各组的意见收齐，交校长室答复。",
    "会员生日当天送上一份礼物。",
    "每学期慰问困难教职工不少于两次。",
    "教代会代表不脱产，每学期听取一次校长报告。",
    "三月份走访教龄满三十年的老师。",
    "教职工意见收集后，由工会整理，交校长办公会研究。",
    "由女工委员会负责，三月举行妇女节活动。",
    "与教务处联合举办青年教师基本功大赛。",
    "已退休的老师重阳节回校座谈。",
    "过去没有的心理咨询室今年建起来，每周开放一次。",
    "稻子收了以后，组织会员上山走一天。",
    "谁评上了骨干、谁调了岗，每月五号贴在食堂门口。",
    "县总举办的工会干部培训班，主席和财务委员都去。",
    "每次全天，没有任何理由可以取消。",
    "请省劳模回校讲创业经历。",
    "会员把条子收了，登了记，七日内逐条答复。",
    "一只贴了封条的木箱十二月放在门厅，收评议表。",
    "不满一岁婴儿的女教师每天给一小时哺乳时间，不得扣假。",
    "工会与共建企业于四月举办女职工健康讲座。",
)
"""What looks like a deed done, a refusal or a wish by a word, and is none."""

ALSO_NOTHING = (
    "去年看望生病的老师。",
    "去年走访慰问困难的教职工。",
    "慰问了住院的老师。",
    "慰问了生病住院的六位老师，发放慰问金。",
    "去年12月底前，走访了困难职工。",
    "去年年底前完成换届。",
    "有人提出意见，学校采纳了。",
    "因人数不足不举办运动会。",
    "今年还不建教工之家。",
    "把教工之家翻新了，大家很满意。",
    "表彰了教龄满三十年的老师。",
    "为困难的教师送去了慰问金。",
    "评选了优秀的教师。",
    "去年共组织教工运动会一次，参加的教师有八十人。",
    "三月底前走访了困难教职工。",
    "工会干部培训今年不去了。",
    "一年来，工会组织教职工开展了丰富的文体活动，慰问生病的教师。",
    "我校工会去年慰问生病的教师三十人次。",
    "过去一年看望住院的同事十二人。",
    "2023年，走访慰问困难的教职工。",
    "上学年举办运动会、歌咏比赛，参加的教师达到九成。",
    "教师节表彰了十名优秀教师，发放了奖品。",
    "工会给住院的老师送去了鲜花和水果。",
    "调解小组成功调解了两起纠纷。",
    "县总工会将派律师到各校普法，时间另行通知。",
    "教职工体检由县教育局统一安排。",
    "困难职工的帮扶由民政部门负责。",
    "今年不评选优秀会员。",
    "师德演讲比赛停办一年。",
    "本年度不再举办歌咏比赛。",
    "教代会的召开要等县里批复。",
    "女工委员会受到市总工会的表彰。",
    "近三年，工会帮助困难的会员二十三人。",
    "未满法定人数，教代会不得召开。",
    "教代会两次会议，业于上学年闭幕。",
    "按时收缴了会费，足额上解了经费，编制了年度预算。",
    "五月查了一遍体育器材，换掉爬梯两架，发了反光背心。",
    "办了女教工的健康讲座两场。",
    "开了教代会的两次全体会议。",
    "设了职工的诉求信箱一只，会员投信二十封。",
    "办了健康讲座，请了医生，每位女会员都参加。",
)
"""What looks like a description, a condition or an order by a word, and is none."""


TITLE = "2024年育英小学工会工作计划"


def commits(sentence: str, title: str = TITLE) -> bool:
    statements = plan_from(sentence, title=title).statements
    return any(
        statement.commits for statement in statements if statement.norm[-4:] == sentence[-4:]
    )


@pytest.mark.parametrize("sentence", [*PROMISES, *ALSO_PROMISES])
def test_what_is_planned_is_a_promise(sentence: str) -> None:
    assert commits(sentence)


@pytest.mark.parametrize("sentence", [*NOTHING, *ALSO_NOTHING])
def test_what_is_only_told_is_no_promise(sentence: str) -> None:
    assert not commits(sentence)


def test_what_lies_beyond_one_plan_lies_within_another() -> None:
    later = "会员信息的采集推到2025年4月。"
    assert not commits(later)
    assert commits(later, "育英小学工会2024—2025学年工作计划")
    next_term = "职工书屋的布置放到下学期。"
    assert commits(next_term)
    assert not commits(next_term, "育英小学工会2024年春季学期工作计划")


def test_what_the_other_term_is_left_is_put_off_in_the_plan_of_one_term_only() -> None:
    autumn = "职工运动会安排在十月。"
    assert commits(autumn)
    assert commits(autumn, "2024—2025学年第一学期育英小学工会工作计划")
    assert not commits(autumn, "2024年春季学期育英小学工会工作计划")
    assert not commits("职工运动会推到下半年再办。", "2024年春季学期育英小学工会工作计划")


def test_deeds_of_last_term_may_be_treated_this_term() -> None:
    title = "育英小学工会2024年春季学期工作计划"
    assert commits("答复上学期的提案，三月办结。", title)
    assert not commits("上学期收到提案七件。", title)


def test_last_term_is_past_for_the_plan_of_one_term_only() -> None:
    told = "上学期组织教师登山。"
    assert not commits(told, "育英小学工会2024年春季学期工作计划")
    assert commits("上学期组织教师登山，下学期组织骑行。", "育英小学工会2024—2025学年工作计划")


def commits_first(paragraph: str) -> bool:
    return plan_from(paragraph).statements[2].commits


@pytest.mark.parametrize("name", ["退休教师", "经费", "三八节"])
def test_what_follows_a_name_in_its_paragraph_tells_whether_it_is_promised(name: str) -> None:
    assert not commits_first(f"{name}。由县里另行安排，本校今年不办。")
    assert commits_first(f"{name}。九月由工会主席牵头办理，人人参加。")


def test_a_side_of_the_work_heads_what_is_said_of_it() -> None:
    assert not commits_first("权益保障方面。工会认真做好各项服务工作。")


def test_a_name_alone_is_still_an_entry_of_a_schedule() -> None:
    plan = plan_from("三月：三八节活动。走访困难教师。", "schedule")
    assert [each.commits for each in plan.statements][-2:] == [True, True]


@pytest.mark.parametrize(
    "brackets", ["（责任人：女工委员）", "（女工委员负责）", "（牵头部门：女工委）"]
)
def test_who_answers_for_a_task_promises_nothing_of_their_own(brackets: str) -> None:
    statements = plan_from(f"1.组织教师登山。{brackets}").statements
    assert [each.commits for each in statements][-2:] == [True, False]


@pytest.mark.parametrize("begins", ["办法：", "打算：", "今年："])
def test_what_is_done_about_what_was_is_a_promise(begins: str) -> None:
    plan = plan_from(f"去年有两名职工因病致贫。{begins}续办医疗互助保障，四月完成参保。")
    past, ahead = plan.statements[-2:]
    assert not past.commits
    assert ahead.commits


def test_what_was_done_about_what_was_is_none() -> None:
    plan = plan_from("去年我们这样关心女职工。做法：举办妇科讲座，组织女教工体检。")
    assert not any(statement.commits for statement in plan.statements[-2:])


@pytest.mark.parametrize(
    ("above", "heading", "part"),
    [
        ("一、指导思想\n以新时代思想为指导。\n", "目标一：民主", PartKind.TASKS),
        ("一、指导思想\n以新时代思想为指导。\n", "二、目标三：关爱", PartKind.TASKS),
        ("", "目标二：权益与关爱", PartKind.TASKS),
        ("", "目标十二项", PartKind.GOALS),
        ("", "二、工作目标", PartKind.GOALS),
        ("二、工作目标\n", "（一）目标一：关爱", PartKind.GOALS),
    ],
)
def test_one_aim_with_its_measures_is_no_part_of_mere_aims(
    above: str, heading: str, part: PartKind
) -> None:
    plan = plan_from(f"{TITLE}\n{above}{heading}\n1、三月走访困难教职工。", "plan")
    assert plan.statements[-1].part is part
