"""What maps say, in English, Russian and Kazakh."""

from __future__ import annotations

from libgraph.drawing.words import words

# key: English, Russian, Kazakh
_SAID = {
    "title": (
        "Countries covered by IFLA PAC centres",
        "Страны, охваченные центрами IFLA PAC",
        "IFLA PAC орталықтары қамтыған елдер",
    ),
    "agreements": ("Agreements", "Соглашения", "Келісімдер"),
    "countries": ("Countries", "Страны", "Елдер"),
    "centres": ("Centres", "Центры", "Орталықтар"),
    "areas": (
        "Areas that sources name without listing countries (not painted)",
        "Территории, названные в источниках без перечня стран (не закрашены)",
        "Дереккөздер елдерін атамай көрсеткен аумақтар (боялмаған)",
    ),
    "elsewhere": ("Notes on places", "Примечания о местах", "Орындар туралы ескертулер"),
    "country": ("Country", "Страна", "Ел"),
    "area": ("Area", "Территория", "Аумақ"),
    "centre": ("Centre", "Центр", "Орталық"),
    "number": ("No.", "№", "№"),
    "place": ("Place", "Место", "Орны"),
    "agreement": ("Agreement", "Соглашение", "Келісім"),
    "parties": ("Parties", "Стороны", "Тараптар"),
    "between": ("Places tied", "Связанные места", "Байланысқан орындар"),
    "written": ("As sources date it", "Дата в источниках", "Дереккөздердегі күні"),
    "then": ("Then: {0}", "На это время: {0}", "Сол кезде: {0}"),
    "surely": ("Certain in", "Достоверно", "Анық"),
    "maybe": ("Possible in", "Возможно", "Мүмкін"),
    "sources": ("Sources", "Источники", "Дереккөздер"),
    "note": ("Note", "Примечание", "Ескерту"),
    "yes": ("yes", "да", "иә"),
    "possibly": ("possibly", "возможно", "мүмкін"),
    "no": ("no", "нет", "жоқ"),
    "legend": ("Legend", "Условные обозначения", "Шартты белгілер"),
    "covered": (
        "covered by one centre (in its colour)",
        "охвачена одним центром (его цвет)",
        "бір орталық қамтыған (оның түсі)",
    ),
    "faint": ("only possibly covered", "охвачена лишь возможно", "қамтылуы тек мүмкін"),
    "several": (
        "claimed by several centres",
        "несколько центров",
        "бірнеше орталық",
    ),
    "none": ("none on record", "нет данных о центре", "орталық туралы дерек жоқ"),
    "atwork": ("centre at work", "действующий центр", "жұмыс істейтін орталық"),
    "maybework": (
        "centre possibly at work",
        "центр, возможно действующий",
        "жұмыс істеуі мүмкін орталық",
    ),
    "smallstate": ("small state", "малая страна", "шағын ел"),
    "arc": ("agreement in force", "действующее соглашение", "күшіндегі келісім"),
    "maybearc": ("possibly in force", "возможно действует", "күшінде болуы мүмкін"),
    "caption": (
        "As of {0}. Countries covered: {1}. Centres at work: {2}. Areas named: {3}.",
        "На {0}. Охвачено стран: {1}. Действующих центров: {2}. Названо территорий: {3}.",
        "Уақыты: {0}. Қамтылған елдер: {1}. Жұмыс істейтін орталықтар: {2}. Аталған аумақтар: {3}.",
    ),
    "dealt": (
        "Agreements in force: {0}.",
        "Действующих соглашений: {0}.",
        "Күшіндегі келісімдер: {0}.",
    ),
    "range": (
        "{0} certainly, {1} more possibly",
        "{0} достоверно, ещё {1} возможно",
        "{0} анық, тағы {1} мүмкін",
    ),
    "sure": (
        "Only what is certain is shown.",
        "Показано только достоверное.",
        "Тек анық деректер көрсетілген.",
    ),
    "cited": ("Sources: {0}.", "Источники: {0}.", "Дереккөздер: {0}."),
    "many": (
        "Sources: {0}; the tables of the HTML page name them.",
        "Источников: {0}; они названы в таблицах страницы HTML.",
        "Дереккөздер саны: {0}; олар HTML бетінің кестелерінде аталған.",
    ),
    "disclaimer": (
        "Borders: Natural Earth; they show who holds what on the ground and express no opinion "
        "on the status of any territory. Cities: GeoNames (CC BY 4.0). Projection: Equal Earth, "
        "without Antarctica.",
        "Границы: Natural Earth; показано фактическое положение, оно не выражает мнения о "
        "статусе территорий. Города: GeoNames (CC BY 4.0). Проекция: Equal Earth, без Антарктиды.",
        "Шекаралар: Natural Earth; нақты жағдай көрсетілген, ол аумақтардың мәртебесі туралы "
        "пікір білдірмейді. Қалалар: GeoNames (CC BY 4.0). Проекция: Equal Earth, "
        "Антарктидасыз.",
    ),
    "nothing": (
        "No source speaks of a PAC centre at this time.",
        "Ни один источник не говорит о центрах PAC в это время.",
        "Бұл уақыттағы PAC орталықтары туралы дерек жоқ.",
    ),
    "nocentre": (
        "The graph has no PAC centre: nothing is painted.",
        "В графе нет центров PAC: ничего не закрашено.",
        "Графта PAC орталығы жоқ: ештеңе боялмаған.",
    ),
    "nowhere": (
        "{0}: no source says where it is, or its place has no coordinates.",
        "{0}: источники не говорят, где он, или нет координат места.",
        "{0}: қайда екені айтылмаған немесе орнының координаттары жоқ.",
    ),
    "somewhere": (
        "{0}: drawn in the middle of {1}, whose city no source names.",
        "{0}: показан в середине ({1}), город в источниках не назван.",
        "{0}: {1} ортасында көрсетілген, қаласы дереккөздерде аталмаған.",
    ),
    "nocode": (
        "{0}: covered, but has no ISO code in the graph.",
        "{0}: охвачена, но в графе нет её кода ISO.",
        "{0}: қамтылған, бірақ графта ISO коды жоқ.",
    ),
    "noborders": (
        "{0}: covered, but the map has no borders for the code {1}.",
        "{0}: охвачена, но на карте нет границ для кода {1}.",
        "{0}: қамтылған, бірақ картада {1} кодының шекарасы жоқ.",
    ),
    "noseat": (
        "Parties to agreements whose seat is not known, so that they are not drawn: {0}.",
        "Стороны соглашений, чьё место нахождения неизвестно, потому они не показаны: {0}.",
        "Орналасқан жері белгісіз, сондықтан көрсетілмеген келісім тараптары: {0}.",
    ),
    "uncoded": (
        "{0}: no code in ISO 3166-1, never painted",
        "{0}: нет кода ISO 3166-1, не закрашивается",
        "{0}: ISO 3166-1 коды жоқ, боялмайды",
    ),
    "year": ("Year", "Год", "Жыл"),
    "asked": ("As of {0}", "На {0}", "Уақыты: {0}"),
    "play": ("Play", "Показать по годам", "Жылдар бойынша көрсету"),
    "stop": ("Stop", "Остановить", "Тоқтату"),
}


def map_words(language: str) -> dict[str, str]:
    """All of it in this language; in English where the language is another."""
    column = ("en", "ru", "kk").index(words(language).language)
    return {key: forms[column] for key, forms in _SAID.items()}
