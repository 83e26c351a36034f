"""Invented scenes of this field: bodies, persons, agreements and events that do not exist."""

from __future__ import annotations

import random
from itertools import pairwise

from libgraph.drawing.scene import Detail, Edge, Node, Scene

BASE = "https://w3id.org/libgraph/id/"

# slug, kind, name, other spellings
THINGS = """
nl-karatau|library|National Library of Karatau|Қаратау Ұлттық кітапханасы;Национальная библиотека Каратау
nl-hanbit|library|National Library of Hanbit|한빛 국립도서관;Национальная библиотека Ханбит
nl-ozerye|library|State Library of Foreign Literature of Ozerye|Государственная библиотека иностранной литературы Озерья
nl-samar|library|National Library of Samarland|Самар ұлттық кітапханасы
nl-tulpar|library|Tulpar Academic Library|Тұлпар академиялық кітапханасы
nl-norrland|library|Royal Library of Norrland|Kungliga biblioteket i Norrland
nl-valdor|library|Bibliothèque nationale de Valdor|National Library of Valdor
nl-perla|library|Biblioteca Nacional de Perla|
nl-issyk|library|Ыстық өңірінің ғылыми әмбебап кітапханасы|Issyk Regional Universal Scientific Library
ifla|organization|International Federation of Library Associations and Institutions (IFLA)|IFLA;ИФЛА
cdnl|organization|Conference of Directors of National Libraries|CDNL
caucus|organization|CIS Caucus|Секция стран СНГ
ministry|organization|Ministry of Culture of Karatau|Министерство культуры Каратау
centre-assoc|organization|Hanbit Cultural Centre of Alma|Алма қаласындағы Ханбит мәдени орталығы
academy|organization|Academy of Sciences of Karatau|
pac|programme|IFLA Strategic Programme on Preservation and Conservation|IFLA PAC
window|programme|Window on Hanbit|Окно в Ханбит;한빛의 창
pac-ca|centre|PAC Regional Centre for the Inner Steppe|Региональный центр ПАК
pac-ee|centre|PAC Centre for the Lake Countries|
pac-fr|centre|PAC Centre Valdor|
region-ca|region|Inner Steppe region|
region-ee|region|Lake Countries region|
corner-hanbit|corner|Book corner “The window to Hanbit”|«Ханбитке терезе» кітап бұрышы
corner-norrland|corner|Book corner of Norrland|
corner-perla|corner|Book corner of Perla|
school|school|School for the Conservation and Restoration of Written Documents|Жазба құжаттарды сақтау және қалпына келтіру мектебі
p-sarin|person|Aliya Sarin|Сарин Әлия Маратқызы;Сарина А. М.
p-omarov|person|Daulet Omarov|Омаров Дәулет Ерланұлы
p-lebedeva|person|Vera Lebedeva|Лебедева Вера Павловна
p-hong|person|Hong Min-seo|홍민서
p-moreau|person|Claire Moreau|
p-lind|person|Astrid Lind|
p-yusupov|person|Rustam Yusupov|Юсупов Рустам
p-kimura|person|Baek Ji-hoon|백지훈
p-tasbolat|person|Gülnar Tasbolat|Тасболат Гүлнар
post-dir|post|Director-General|Бас директор
post-consul|post|Consul General|총영사
agr-2004|agreement|Agreement on the creation of a PAC Regional Centre|
agr-2019|agreement|Agreement on cooperation between Karatau and Ozerye to expand and further develop professional relations and promote cultural exchange|Соглашение о сотрудничестве
agr-2020|agreement|Memorandum on cooperation|Меморандум
agr-2016|agreement|Memorandum with the Royal Library of Norrland|
agr-2011|agreement|Agreement on exchange of publications|
ev-conf-a|event|58th General Conference|
ev-conf-b|event|76th General Conference and Council|
ev-conf-c|event|79th General Conference|
ev-session|event|Session of the Executive Board|
ev-opening|event|Opening of “The window to Hanbit”|
ev-training|event|Training seminar on the restoration of rare books|
ev-online|event|Online presentation of the two PAC centres|
w-reading|work|The sociological problems of reading in Karatau|
w-report|work|Annual report of the PAC Regional Centre|
w-article|work|한빛 자료실의 첫해|The first year of the Hanbit room
karatau|country|Karatau|Қаратау
hanbit|country|Hanbit|한빛
samarland|country|Samarland|
ozerye|country|Ozerye|Озерье
valdor|country|Valdor|
alma|place|Alma|Алма қаласы
nordhavn|place|Nordhavn|
west|area|Western Lake Countries|
consulate|mission|General Consulate of Hanbit in Alma|Генеральное консульство Ханбит;주알마 한빛 총영사관
ensemble|ensemble|Ensemble “Dombyra Sazy”|
src-web|source|Web page on cooperation with IFLA|
"""

# source, target, words, date, holds
TIES = """
nl-karatau|ifla|is a member of|1992/..|yes
nl-hanbit|ifla|is a member of||
nl-norrland|ifla|is a member of|1927/..|yes
nl-valdor|ifla|is a member of|1929/|possibly
nl-ozerye|ifla|is a member of||
nl-samar|ifla|is a member of|1998~|possibly
nl-perla|cdnl|is a member of|1991/|possibly
nl-karatau|cdnl|takes part in|2010-08|yes
nl-karatau|pac|is a member of|2008/..|yes
ifla|pac|runs||
ifla|caucus|has the unit||
nl-karatau|pac-ca|houses|2008/..|yes
nl-ozerye|pac-ee|houses|2003~/|possibly
nl-valdor|pac-fr|houses||
pac-ca|pac|is part of|2008/..|yes
pac-ee|pac|is part of||
pac-fr|pac|is part of||
pac-ca|region-ca|serves||
pac-ee|region-ee|serves||
region-ca|karatau|includes|/2009-12-31|yes
region-ca|samarland|includes|/2009-12-31|yes
region-ca|west|includes|2020|possibly
region-ee|ozerye|includes||
region-ee|west|includes||
nl-karatau|corner-hanbit|houses|2020-10-08/|yes
nl-karatau|corner-norrland|houses|2004/..|yes
nl-karatau|corner-perla|houses|2004/..|yes
nl-hanbit|corner-hanbit|supports with finance|2020|yes
consulate|corner-hanbit|supports as a partner|2020|yes
nl-hanbit|window|runs|2007/..|yes
corner-hanbit|window|is part of|2020-10-08|yes
nl-karatau|school|houses|2013/..|yes
p-omarov|nl-karatau|is Director-General of|1987/2003|yes
p-sarin|nl-karatau|is Director-General of|2010|possibly
p-sarin|post-dir|holds|2010|possibly
p-tasbolat|nl-karatau|is First Deputy Director of|2010|possibly
p-lebedeva|nl-ozerye|is Director of|2019~|possibly
p-hong|nl-hanbit|is Director-General of|2020-10|yes
p-moreau|pac|is Director of||
p-lind|ifla|is President of|2013/2015|yes
p-kimura|consulate|is Consul General of|2020|possibly
p-kimura|post-consul|holds|2020|possibly
p-yusupov|nl-samar|is restorer at|2019|possibly
nl-karatau|agr-2004|is party to|/2009-12-31|yes
pac|agr-2004|is party to|/2009-12-31|yes
p-sarin|agr-2004|signs|[..2009]|possibly
p-moreau|agr-2004|signs|[..2009]|possibly
nl-karatau|agr-2019|is party to|2019/|yes
nl-ozerye|agr-2019|is party to|2019/|yes
nl-karatau|agr-2020|is party to|2020-10-08/|yes
nl-hanbit|agr-2020|is party to|2020-10-08/|yes
p-hong|agr-2020|signs|2020-10-08|yes
nl-karatau|agr-2016|is party to|2016~/2021?|possibly
nl-norrland|agr-2016|is party to|2016~/2021?|possibly
nl-samar|agr-2011|is party to|2011/2016|yes
nl-tulpar|agr-2011|is party to|2011/2016|yes
agr-2004|pac-ca|establishes||
agr-2019|ev-online|is the occasion of|2020|yes
pac-ca|ev-online|takes part in|2020|yes
pac-ee|ev-online|takes part in|2020|yes
p-sarin|ev-conf-b|takes part in|2010-08|yes
p-tasbolat|ev-conf-b|takes part in|2010-08|yes
ifla|ev-conf-a|organises|1992|yes
ifla|ev-conf-b|organises|2010-08|yes
ifla|ev-conf-c|organises|2013-08-17/2013-08-23|yes
ev-conf-b|nordhavn|was held in|2010-08|yes
nl-karatau|ev-session|initiates|1995-02|yes
ifla|ev-session|organises|1995-02|yes
ev-session|alma|was held in|1995-02|yes
caucus|ev-conf-c|takes part in|2013-08|yes
consulate|ev-opening|organises|2020-10-08|yes
nl-karatau|ev-opening|organises|2020-10-08|yes
corner-hanbit|ev-opening|is opened by|2020-10-08|yes
ensemble|ev-opening|performs at|2020-10-08|yes
ministry|ev-opening|speaks at|2020-10-08|yes
centre-assoc|ev-opening|speaks at|2020-10-08|yes
academy|ev-opening|speaks at|2020-10-08|yes
p-hong|ev-opening|greets by video|2020-10-08|yes
pac-ca|ev-training|organises|2019|yes
ev-training|samarland|was held in|2019|yes
p-yusupov|ev-training|takes part in|2019|possibly
p-omarov|w-reading|is author of||
w-reading|ev-conf-a|is presented at|1992|yes
pac-ca|w-report|is author of|2020-07~|yes
p-kimura|w-article|is author of|2021|yes
w-article|corner-hanbit|is about||
src-web|ev-conf-b|tells of||
nl-karatau|src-web|publishes||
nl-karatau|karatau|is in||
nl-hanbit|hanbit|is in||
nl-samar|samarland|is in||
nl-valdor|valdor|is in||
nl-issyk|karatau|is in||
nl-tulpar|karatau|is in||
nl-karatau|alma|is in||
consulate|alma|is in||
"""

HOSTILE = (
    "</script><script>alert(1)</script>",
    "quotes \" and ' and back\\slash \\n \\N \\G",
    "two\nlines\tand a tab",
    "emoji 📚 and 👩🏽‍💻, an ampersand & an <b>angle</b>",
    "مكتبة وطنية עברית right to left",
    "ends with a backslash \\",
    "<!-- comment --> ]]> \u2028\u2029",
    "Ұзақ атау " * 30,
    "x" * 300,
)


def library_scene() -> Scene:
    """About sixty things in three scripts."""
    nodes = tuple(_thing(line) for line in THINGS.strip().splitlines())
    edges = tuple(_tie(line) for line in TIES.strip().splitlines())
    caption = (
        "All relationships stated by 3 sources (invented), as of all time; "
        "dashed where a relationship is only possible. Drawn by libgraph."
    )
    return Scene("Who is tied to whom around Karatau", caption, nodes, edges)


def _thing(line: str) -> Node:
    slug, kind, label, others = line.split("|")
    names = (label, *(name for name in others.split(";") if name))
    details = (Detail("Address", "14 Lake Avenue, Alma"),) if slug == "nl-karatau" else ()
    return Node(BASE + slug, label, kind, names, details)


def _tie(line: str) -> Edge:
    source, target, label, when, holds = line.split("|")
    sources = ("Web page on cooperation with IFLA", "Annual report 2020")[: 1 + len(label) % 2]
    return Edge(BASE + source, BASE + target, label, when, holds, sources)


def one_node() -> Scene:
    """A single library without ties."""
    node = Node(BASE + "alone", "National Library of Karatau", "library", ("NLK",))
    return Scene("One library", "Nothing else is known.", (node,), ())


def hostile_scene() -> Scene:
    """Names that break careless writers of DOT, XML and HTML."""
    nodes = tuple(
        Node(f"{BASE}h{number}", name, "library", (name, name.upper()), (Detail(name, name),))
        for number, name in enumerate(HOSTILE)
    )
    edges = tuple(
        Edge(one.id, other.id, one.label, "2001?/..", "possibly", (other.label,))
        for one, other in pairwise(nodes)
    )
    return Scene(HOSTILE[0], HOSTILE[3], nodes, edges)


def large_scene(size: int) -> Scene:
    """`size` things, tied by preferential attachment, with an island of five in each thirty."""
    chance = random.Random(size)
    kinds = ["library"] * 5 + ["person"] * 6 + ["agreement"] * 4 + ["event"] * 4
    kinds += ["organization", "organization", "centre", "country", "work"]
    nodes = [_invented(number, chance.choice(kinds)) for number in range(size)]
    mainland, island, edges = [0], [0], []
    for number in range(1, size):
        if number % 30 == 25:
            island = [number]
            continue
        ends = island if number % 30 > 25 else mainland
        for other in {chance.choice(ends) for _ in range(1 + (chance.random() < 0.35))} - {number}:
            edges.append(_invented_tie(nodes[number].id, nodes[other].id, chance))
            ends += [number, other]
    return Scene(f"{size} things", "Invented.", tuple(nodes), tuple(edges))


def _invented(number: int, kind: str) -> Node:
    places = ("Karatau", "Hanbit", "Озерье", "Самар", "Valdor", "Norrland", "Perla", "Тұлпар")
    label = f"{kind.capitalize()} of {places[number % len(places)]} {number}"
    return Node(f"{BASE}n{number}", label, kind, (label, f"№ {number}"))


def _invented_tie(source: str, target: str, chance: random.Random) -> Edge:
    words = chance.choice(("is party to", "takes part in", "is a member of", "houses"))
    year = chance.randint(1950, 2025)
    holds = "possibly" if chance.random() < 0.2 else "yes"
    return Edge(source, target, words, f"{year}/{year + 3}", holds, ("Invented source",))
