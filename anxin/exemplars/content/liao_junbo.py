"""Liao Junbo (廖俊波), from the notice of 2017-04-12 alone. Nothing is added to what it says.

Written to be read aloud: short sentences, in the order of a life, the end last.
"""

from datetime import date

from anxin.ground.days.partial import PartialDate

from .shapes import Profile, Told, Words

SOURCE = Words(
    "中共中央组织部2017年4月12日《关于认真学习贯彻习近平总书记重要指示精神广泛开展向廖俊波同志学习的通知》",
    "Notice of the Organization Department of the CPC Central Committee of 12 April 2017 on learning"
    " from comrade Liao Junbo",
)
BRIEFLY = Words("据2017年4月12日通知", "as the notice of 12 April 2017 says")

POSTS = (
    Told(Words("福建省政和县县委书记", "Secretary of the Zhenghe County Party Committee, Fujian Province")),
    Told(
        Words(
            "福建省南平市委常委、副市长，武夷新区党工委书记",
            "Member of the Standing Committee of the Nanping City Party Committee and deputy mayor,"
            " Fujian Province; secretary of the Party working committee of Wuyi New Area",
        )
    ),
)

DEEDS = (
    Told(
        heading=Words("在一线", "At the front line"),
        words=Words(
            "廖俊波长期在基层一线工作。他记着党的嘱托，热爱自己的事业，做事孜孜以求，对群众有很深的感情。",
            "Liao Junbo worked at the front line for many years. He kept in mind what the Party had"
            " entrusted to him; he loved his work, never tired of it, and felt deeply for the people"
            " he worked for.",
        ),
    ),
    Told(
        heading=Words("政和县", "Zhenghe County"),
        words=Words(
            "他到政和县当县委书记时，那里贫困落后。他立下誓言，迎难而上，拿出“背石头上山”的劲头，带着干部群众"
            "一起苦干实干。政和县连续三年进入全省县域经济发展“十佳”，累计减贫三万多人。",
            "When he was secretary of Zhenghe County, it was poor and had fallen behind. He gave his"
            ' word, went at the difficulties, and with the effort of "carrying stones up the'
            ' mountain" led officers and people to work hard together. For three years in a row'
            " Zhenghe was among the ten counties of the province whose economies developed best, and"
            " more than 30,000 people rose out of poverty.",
        ),
    ),
    Told(
        heading=Words("舍小家", "His own home"),
        words=Words(
            "他干工作有股拼命的精神，几十年都是这样。为了大家，他顾不上自己的小家，家里人想和他吃一顿年夜饭都不容易。",
            "He gave himself to his work wholly, and did so for decades. For the sake of all he put"
            " his own home second: even a New Year's Eve dinner with him was hard for his family to"
            " have.",
        ),
    ),
    Told(
        heading=Words("严以自律", "Strict with himself"),
        words=Words(
            "他对自己严，对家人也严，从来不用公家的权力谋私利。干部和群众都说他形象好、口碑好。",
            "He was strict with himself and with his family, and never used public power for private"
            " gain. Officers and people alike thought and spoke well of him.",
        ),
    ),
    Told(
        heading=Words("2017年3月18日", "18 March 2017"),
        words=Words(
            "2017年3月18日晚上，他赶往武夷新区主持召开会议，路上发生车祸，因公殉职，年仅48岁。",
            "On the evening of 18 March 2017 he was on his way to chair a meeting in Wuyi New Area"
            " when a road accident happened. He died on duty, only 48 years old.",
        ),
    ),
)

QUALITIES = (
    Told(
        heading=Words("政治品质", "Political character"),
        theme="loyalty",
        words=Words(
            "对党忠诚、信念坚定：心中有党、有民、有责、有戒。",
            "Loyal to the Party and firm in belief: keeping the Party, the people, one's duty and"
            " one's limits in mind.",
        ),
    ),
    Told(
        heading=Words("公仆情怀", "Care for the people"),
        theme="people",
        words=Words(
            "心系群众、为民造福：时刻把群众的安危冷暖放在心上，真心实意为百姓谋福祉。",
            "Devoted to the people and their good: having their safety and their troubles at heart at"
            " all times, and working for their well-being in earnest.",
        ),
    ),
    Told(
        heading=Words("敬业精神", "Devotion to work"),
        theme="duty",
        words=Words(
            "担当尽责、忘我工作：扑下身子真抓实干，做出经得起实践、人民、历史检验的实绩。",
            "Taking responsibility and working without thought of self: getting down to real work,"
            " with results that stand the test of practice, of the people and of history.",
        ),
    ),
    Told(
        heading=Words("道德情操", "Moral conduct"),
        theme="clean",
        words=Words(
            "廉洁奉公、无私奉献：坚守共产党人的政治本色，践行共产党人的价值观。",
            "Honest in office and giving without asking: holding fast to what a Communist is, and"
            " living by a Communist's values.",
        ),
    ),
)

HONOURS = (
    Told(
        words=Words("全国优秀县委书记", "National Outstanding County Party Secretary"),
        on=PartialDate(2015),
        source=BRIEFLY,
    ),
)

PROFILE = Profile(
    code="liao-junbo",
    name=Words("廖俊波", "Liao Junbo"),
    headline=Words("新时期县委书记的好榜样", "A good example for county Party secretaries of our time"),
    died_on=date(2017, 3, 18),
    age_at_death=48,
    source=SOURCE,
    source_on=date(2017, 4, 12),
    parts={"post": POSTS, "deed": DEEDS, "quality": QUALITIES, "honour": HONOURS},
)
