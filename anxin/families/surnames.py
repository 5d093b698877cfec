"""How characters are read as surnames, where that differs from their usual reading. The first reading sorts.

pypinyin alone reads 单 dan, 仇 chou, 解 jie and 曾 ceng. Where families themselves differ (盖 ge or gai)
both stand here. Two-character surnames that pypinyin reads wrongly stand below with both syllables.
"""


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """单:shan4 盖:ge3,gai4 → {"单": ("shan4",), "盖": ("ge3", "gai4")}."""
    pairs = (entry.split(":") for entry in text.split())
    return {surname: tuple(readings.split(",")) for surname, readings in pairs}


SURNAMES = _table(
    """
    单:shan4 區:ou1 区:ou1 解:xie4 仇:qiu2 查:zha1 曾:zeng1 任:ren2 华:hua4 華:hua4 朴:piao2,pu3 盖:ge3,gai4
    蓋:ge3,gai4 葛:ge3 乐:yue4,le4 樂:yue4,le4 员:yun4 員:yun4 贠:yun4 翟:zhai2,di2 柏:bai3,bo2 秘:bi4,mi4
    冼:xian3 洗:xian3 繁:po2 召:shao4 缪:miao4,mu4 褚:chu3 宓:mi4,fu2 逄:pang2 种:chong2 晁:chao2 折:she2
    佘:she2 郗:xi1,chi1 隗:wei3,kui2 尉:wei4,yu4 应:ying1 郇:xun2,huan2 燕:yan1 纪:ji3,ji4 宁:ning4,ning2
    甯:ning4 曲:qu1 谌:chen2,shen4 撒:sa3 盛:sheng4 覃:qin2,tan2 过:guo1 牟:mu4,mou2 么:yao1 那:na1 能:nai4
    粘:nian2 宿:su4 瞿:qu2 藏:zang1 臧:zang1 句:gou1 阚:kan4 厍:she4 隽:juan4 黑:he4,hei1 祭:zhai4 费:fei4,bi4
    颉:xie2 莘:shen1,xin1 佴:nai4 妫:gui1 眭:sui1 笪:da2 仉:zhang3 亓:qi2 乜:nie4 都:du1 呙:guo1 逯:lu4
    要:yao1 於:yu1 载:zai4 笮:ze2 訾:zi1 俎:zu3 哈:ha3 车:che1 卜:bu3 贾:jia3 夏:xia4 万:wan4 石:shi2
    沈:shen3 叶:ye4 许:xu3 长:chang2,zhang3 行:xing2 卒:zu2 冒:mao4 帖:tie1 钭:tou3 濮:pu2 郜:gao4 昝:zan3
    呼:hu1 相:xiang4 角:jue2 吕:lv3 呂:lv3 律:lv4 闾:lv2 强:qiang2 大:da4 少:shao4 难:ning4 子:zi3 便:pian2
    """
)

COMPOUND = _table(
    """
    欧阳:ou1,yang2 歐陽:ou1,yang2 上官:shang4,guan1 尉迟:yu4,chi2 万俟:mo4,qi2 长孙:zhang3,sun1 澹台:tan2,tai2
    单于:chan2,yu2 令狐:ling2,hu2 诸葛:zhu1,ge3 司马:si1,ma3 鲜于:xian1,yu2 皇甫:huang2,fu3 闾丘:lv2,qiu1
    拓跋:tuo4,ba2 子车:zi3,ju1 颛孙:zhuan1,sun1 亓官:qi2,guan1 乐正:yue4,zheng4 宇文:yu3,wen2 夏侯:xia4,hou2
    独孤:du2,gu1 慕容:mu4,rong2 公孙:gong1,sun1 赫连:he4,lian2 宗政:zong1,zheng4 谷梁:gu3,liang2
    东方:dong1,fang1 端木:duan1,mu4 呼延:hu1,yan2 申屠:shen1,tu2 钟离:zhong1,li2 濮阳:pu2,yang2
    司徒:si1,tu2 司空:si1,kong1 轩辕:xuan1,yuan2 漆雕:qi1,diao1 公冶:gong1,ye3 太叔:tai4,shu1 百里:bai3,li3
    """
)

RARE = _table("𠮷:ji2")  # characters of names that pypinyin does not know
