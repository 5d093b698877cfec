"""Notice no. 1: the notice of the Central Organization Department of 12 April 2017.

Title, issuing body, date and addressees as they stand there; what it says and asks in our own words, with
nothing added. Terms that later duties are named after (建档立卡, 专人负责) are kept.
"""

from datetime import date

from anxin.ground.units.models import Kind, Level
from anxin.notices.models import Asked

from .shapes import Addressee, Item, NoticeContent, Paragraph, Words

OPENING = Paragraph(
    Words("引言", "Opening"),
    Words(
        "通知传达习近平总书记就廖俊波事迹作出的重要指示：党员、干部要向他学习；一些优秀基层干部在一线"
        "工作中去世，各级党委和政府要关心他们的家属，帮助解决困难，特别是照顾好老人和未成年子女；这项"
        "工作要由专人来管、专人来办。",
        "The notice passes on General Secretary Xi Jinping's instruction on the deeds of Liao Junbo:"
        " Party members and officers are to learn from him. Some good officers have died while"
        " working at the front line; Party committees and governments at every level are to care for"
        " their families and help them in their difficulties, above all the old people and the minor"
        " children. Named people are to be in charge of this work and to carry it out.",
    ),
    (
        Item(
            Asked.PERSON,
            Words(
                "指定专人负责、专人落实",
                "Name a person in charge, and a person who carries it out",
            ),
        ),
    ),
)

MEANING = Paragraph(
    Words("一、领会意义", "1. Understand the meaning"),
    Words(
        "第一部分说明重要指示的意义：肯定廖俊波的事迹，指明党员、干部应有的品质，体现对基层一线干部的重视"
        "和关怀。各级党组织要组织学习，宣传先进典型，关心爱护基层干部。",
        "The first part explains the instruction: it honours what Liao Junbo did, says what qualities"
        " Party members and officers should have, and shows regard and care for those at the front"
        " line. Party organisations are to study it, make exemplars known, and care for local"
        " officers.",
    ),
    (
        Item(
            Asked.STUDY,
            Words(
                "组织党员、干部学习领会重要指示精神",
                "Have Party members and officers study and understand the instruction",
            ),
        ),
    ),
)

LEARNING = Paragraph(
    Words("二、学习典型", "2. Learn from the exemplar"),
    Words(
        "第二部分介绍廖俊波的经历和事迹，要求从政治品质、公仆情怀、敬业精神、道德情操四个方面向他学习。学习"
        "先进典型要同“两学一做”学习教育常态化制度化结合起来，方式要多样。",
        "The second part tells of Liao Junbo's life and deeds, and asks people to learn from him in"
        " four respects: political character, care for the people, devotion to work, and moral"
        " conduct. Learning from exemplars is to be tied to the standing study programme and to take"
        " many forms.",
    ),
    (
        Item(
            Asked.LEARN,
            Words(
                "采取多种方式学习宣传廖俊波等先进典型",
                "Learn from Liao Junbo and other exemplars, in many forms",
            ),
        ),
    ),
)

CARING = Paragraph(
    Words("三、关心关爱", "3. Care for those at the front line"),
    Words(
        "第三部分布置具体工作。对近年来因公殉职基层干部的家庭，要摸清父母、配偶和未成年子女的经济来源、养老"
        "就医、抚养入学情况，逐人逐户建档立卡，会同财政、民政、人力资源社会保障、卫生计生、教育等部门定出"
        "措施，落实到人。对在岗的一线干部，要在政治、工作、待遇、政策上给予支持，为他们办实事。领导干部要"
        "经常走访，体检、休假和心理关怀要落到实处。",
        "The third part sets out the work. For the families of officers who died on duty in recent"
        " years: find out how parents, spouse and minor children live, how the old are provided for"
        " and treated when ill, how the children are brought up and schooled; keep one file a person"
        " and one card a household; work out measures with the departments of finance, civil affairs,"
        " human resources and social security, health and family planning, and education; and put"
        " people in charge. For officers at their posts: encouragement, support, benefits and policy,"
        " and real help. Leaders are to visit often; check-ups, leave and counselling are to be real.",
    ),
    (
        Item(
            Asked.SURVEY,
            Words(
                "调查摸底近年来因公殉职基层干部的家庭情况",
                "Survey the families of officers who died on duty in recent years",
            ),
        ),
        Item(Asked.CARD, Words("逐人逐户建档立卡", "Keep one file a person and one card a household")),
        Item(
            Asked.MEASURES,
            Words(
                "会同五部门研究制定关心帮助的具体措施",
                "Work out specific measures with the five departments",
            ),
        ),
        Item(
            Asked.CARE,
            Words(
                "确保老人和未成年子女得到照顾",
                "Make sure that old people and minor children are looked after",
            ),
        ),
        Item(
            Asked.SUPPORT,
            Words(
                "在政治、工作、待遇、政策上支持基层一线干部，为他们办实事、解难事",
                "Support officers at the front line with encouragement, help at work, benefits and policy",
            ),
        ),
        Item(
            Asked.VISITS,
            Words(
                "领导干部经常联系、走访慰问一线干部和殉职干部家属，了解思想、工作和生活情况",
                "Leaders keep in touch with these officers and families, visit them, and know how they fare",
            ),
        ),
        Item(
            Asked.HEALTH,
            Words(
                "落实定期体检、休假等制度，加强心理关怀",
                "Make regular check-ups and leave real, and give counselling",
            ),
        ),
    ),
)

REPORTING = Paragraph(
    Words("结尾", "End"),
    Words(
        "各地区各部门各单位学习贯彻的情况，要及时向中央组织部报告。",
        "All regions, departments and units are to report to the Central Organization Department in"
        " good time.",
    ),
    (Item(Asked.REPORT, Words("及时报告学习贯彻情况", "Report in good time on what was done")),),
)

NOTICE = NoticeContent(
    number=1,
    title=Words(
        "中共中央组织部关于认真学习贯彻习近平总书记重要指示精神广泛开展向廖俊波同志学习的通知",
        "Notice of the Organization Department of the CPC Central Committee on carefully studying and"
        " carrying out General Secretary Xi Jinping's important instruction and widely learning from"
        " comrade Liao Junbo",
    ),
    issuer=Words("中共中央组织部", "Organization Department of the CPC Central Committee"),
    issued_on=date(2017, 4, 12),
    source=Words("据2017年4月12日通知原文转述", "Retold from the text of the notice of 12 April 2017"),
    addressees=(
        Addressee(
            Kind.ORGANISATION,
            Words(
                "各省、自治区、直辖市党委组织部",
                "Organisation departments of provinces, autonomous regions and municipalities",
            ),
            Level.PROVINCE,
        ),
        Addressee(
            Kind.ORGAN,
            Words(
                "中央和国家机关各部委组织人事部门",
                "Organisation and personnel departments of central Party and state organs",
            ),
        ),
        Addressee(
            Kind.PEOPLES,
            Words(
                "各人民团体组织人事部门",
                "Organisation and personnel departments of people's organisations",
            ),
        ),
        Addressee(
            Kind.XPCC,
            Words(
                "新疆生产建设兵团党委组织部",
                "Organisation department of the Xinjiang Production and Construction Corps",
            ),
        ),
        Addressee(
            Kind.FINANCE,
            Words(
                "各中管金融企业党委",
                "Party committees of the centrally managed financial enterprises",
            ),
        ),
        Addressee(
            Kind.ENTERPRISE,
            Words(
                "部分国有重要骨干企业党组（党委）",
                "Party groups (committees) of some key state-owned enterprises",
            ),
        ),
        Addressee(Kind.UNIVERSITY, Words("部分高等学校党委", "Party committees of some universities")),
    ),
    paragraphs=(OPENING, MEANING, LEARNING, CARING, REPORTING),
)
