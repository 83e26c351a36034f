"""The words of pictures and pages in English, Russian and Kazakh."""

from __future__ import annotations

from dataclasses import dataclass

from libgraph.drawing.kinds import kind_of
from libgraph.drawing.scene import Edge

LANGUAGES = ("en", "ru", "kk")

# kind: English, Russian, Kazakh
_KINDS = {
    "library": ("Library", "Библиотека", "Кітапхана"),
    "organization": ("Organization", "Организация", "Ұйым"),
    "mission": ("Consulate or embassy", "Консульство или посольство", "Консулдық не елшілік"),
    "ensemble": ("Ensemble", "Творческий коллектив", "Шығармашылық ұжым"),
    "programme": ("Programme", "Программа", "Бағдарлама"),
    "centre": ("PAC centre", "Центр PAC", "PAC орталығы"),
    "region": ("PAC region", "Регион PAC", "PAC өңірі"),
    "corner": ("Book corner", "Книжный уголок", "Кітап бұрышы"),
    "school": ("School", "Школа", "Мектеп"),
    "person": ("Person", "Лицо", "Тұлға"),
    "post": ("Post", "Должность", "Лауазым"),
    "agreement": ("Agreement", "Соглашение", "Келісім"),
    "event": ("Event", "Мероприятие", "Іс-шара"),
    "work": ("Work", "Публикация", "Жарияланым"),
    "source": ("Source", "Источник", "Дереккөз"),
    "country": ("Country", "Страна", "Ел"),
    "place": ("Place", "Место", "Мекен"),
    "area": ("Area", "Территория", "Аумақ"),
    "other": ("Other", "Прочее", "Өзге"),
}

# projection: its title and the verb of its ties ('' where what is shared says it all)
_LAYERS = {
    "agreements": (("Agreements", "Соглашения", "Келісімдер"), ("", "", "")),
    "events": (("Events", "Мероприятия", "Іс-шаралар"), ("", "", "")),
    "hosting": (
        ("Hosting and parts", "Размещение и части", "Орналастыру және бөліктер"),
        ("houses or includes", "размещает или включает", "орналастырады не қамтиды"),
    ),
    "memberships": (
        ("Memberships", "Членство", "Мүшелік"),
        ("is a member of", "состоит в", "мүшесі"),
    ),
    "people": (("People who link bodies", "Общие лица", "Ортақ тұлғалар"), ("", "", "")),
    "support": (("Support", "Поддержка", "Қолдау"), ("supports", "поддерживает", "қолдайды")),
}

_MEASURES = {
    "degree": ("Neighbours (degree)", "Соседей (степень)", "Көршілері (дәреже)"),
    "strength": ("Ties (strength)", "Связей (сила)", "Байланыстары (күш)"),
    "betweenness": ("Betweenness", "Посредничество", "Аралықтық"),
    "closeness": ("Closeness", "Близость", "Жақындық"),
    "core": ("Core number", "Номер ядра", "Өзек нөмірі"),
}

_PAGE = {
    "legend": ("Legend", "Условные обозначения", "Шартты белгілер"),
    "kinds": ("Kinds shown", "Что показано", "Көрсетілетін түрлер"),
    "layers": ("Kinds of ties", "Виды связей", "Байланыс түрлері"),
    "year": ("Year", "Год", "Жыл"),
    "allyears": ("All years", "Все годы", "Барлық жыл"),
    "before": ("before {0}", "до {0}", "{0} жылға дейін"),
    "play": ("Play the years", "Проиграть по годам", "Жылдар бойынша ойнату"),
    "pause": ("Pause", "Пауза", "Тоқтату"),
    "tiesnow": ("ties", "связей", "байланыс"),
    "ofthem": ("only possible", "лишь возможных", "мүмкін ғана"),
    "colours": ("Colours", "Цвета", "Түстер"),
    "sizes": ("Sizes", "Размеры", "Өлшемдер"),
    "community": ("Community", "Сообщество", "Қауымдастық"),
    "country": ("Country", "Страна", "Ел"),
    "ungrouped": ("none known", "не известно", "белгісіз"),
    "severally": ("several", "несколько", "бірнеше"),
    "morecolours": (
        "grey: by the letters or number beside the name",
        "серые: по буквам или номеру у названия",
        "сұр: атау жанындағы әріп не нөмір бойынша",
    ),
    "part": (
        "Too much to be read in one still picture: drawn are the things with the most of "
        "“{measure}” and what ties several of them; left out: things {things}, ties {ties}.",
        "Всё не поместилось в читаемую схему: показаны объекты с наибольшим показателем "
        "«{measure}» и то, что связывает несколько из них; опущено: объектов {things}, "
        "связей {ties}.",
        "Барлығы оқылатын бір суретке сыймайды: «{measure}» көрсеткіші ең жоғары нысандар мен "
        "олардың бірнешеуін байланыстыратындар салынды; қалдырылды: нысандар {things}, "
        "байланыстар {ties}.",
    ),
    "nearest": (
        "Too much to be read in one still picture: drawn are the nearest things, of those the "
        "ones with the most of “{measure}”; left out: things {things}, ties {ties}.",
        "Всё не поместилось в читаемую схему: показаны ближайшие объекты, из них с наибольшим "
        "показателем «{measure}»; опущено: объектов {things}, связей {ties}.",
        "Барлығы оқылатын бір суретке сыймайды: ең жақын нысандар салынды, олардың ішінде "
        "«{measure}» көрсеткіші жоғарылары; қалдырылды: нысандар {things}, байланыстар {ties}.",
    ),
    "all": ("Show all", "Показать всё", "Бәрін көрсету"),
    "possibly": ("only possible", "лишь возможно", "мүмкін ғана"),
    "certain": ("certain", "достоверно", "анық"),
    "undated": ("no date given", "дата не указана", "күні көрсетілмеген"),
    "search": ("Find a name", "Найти по имени или названию", "Атауы бойынша іздеу"),
    "keys": (
        "Press / to search, arrows to choose, Enter to open, Esc to close.",
        "Клавиши: / — поиск, стрелки — выбор, Enter — открыть, Esc — закрыть.",
        "Пернелер: / — іздеу, жебелер — таңдау, Enter — ашу, Esc — жабу.",
    ),
    "found": ("Found", "Найдено", "Табылды"),
    "nothing": ("Nothing has such a name.", "Ничего не найдено.", "Ештеңе табылмады."),
    "details": ("Details", "Сведения", "Мәліметтер"),
    "names": ("Also written", "Другие написания", "Басқаша жазылуы"),
    "ties": ("Ties", "Связи", "Байланыстар"),
    "noties": ("No ties are shown.", "Связей нет.", "Байланыс жоқ."),
    "sources": ("Said by", "Источник", "Дереккөз"),
    "close": ("Close", "Закрыть", "Жабу"),
    "zoomin": ("Zoom in", "Увеличить", "Ұлғайту"),
    "zoomout": ("Zoom out", "Уменьшить", "Кішірейту"),
    "fit": ("Show the whole picture", "Показать целиком", "Толық көрсету"),
    "things": ("Things", "Объекты", "Нысандар"),
    "list": ("The same as a list", "То же списком", "Тізім түрінде"),
    "tolist": ("Skip to the list", "Перейти к списку", "Тізімге өту"),
    "more": ("Show more", "Показать ещё", "Тағы көрсету"),
    "canvas": (
        "Network picture; the list on this page says the same",
        "Изображение сети; то же самое сказано в списке на этой странице",
        "Желі суреті; осы беттегі тізімде де соның өзі айтылған",
    ),
    "hint": (
        "Click on a thing to see its ties; drag to move, scroll to zoom.",
        "Щёлкните объект, чтобы увидеть его связи; тяните, чтобы сдвинуть; колесо меняет масштаб.",
        "Байланыстарын көру үшін нысанды басыңыз; сүйреп жылжытыңыз; дөңгелекпен үлкейтіңіз.",
    ),
    "nowebgl": (
        "This browser cannot draw the moving picture (no WebGL). The list says the same.",
        "Браузер не может показать подвижную схему (нет WebGL). В списке сказано то же самое.",
        "Браузер қозғалмалы суретті көрсете алмайды (WebGL жоқ). Тізімде соның өзі айтылған.",
    ),
    "noscript": (
        "Scripts are off: here are the still picture, where it is small enough, and the list.",
        "Скрипты выключены: ниже неподвижная схема, если она невелика, и список.",
        "Скрипттер өшірулі: төменде қозғалмайтын сурет (шағын болса) және тізім берілген.",
    ),
    "unlabelled": (
        "There are too many ties to write on them what they say.",
        "Связей слишком много, чтобы подписать каждую.",
        "Байланыстар тым көп болғандықтан, олардың жазуы көрсетілмеген.",
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str

    def kind(self, text: str) -> str:
        """What this kind is called; a text that is no kind here is called as it says itself."""
        key = kind_of(text).key
        if key == "other" and text not in ("", "other"):
            return text
        return _KINDS[key][self._column]

    def layer(self, name: str) -> str:
        """What a projection's ties are called; one without a word here by its own name."""
        return _LAYERS[name][0][self._column] if name in _LAYERS else name

    def verb(self, name: str) -> str:
        """What reads between the two bodies of a projection's tie; empty where nothing does."""
        return _LAYERS[name][1][self._column] if name in _LAYERS else ""

    def measure(self, name: str) -> str:
        """What a measure of things is called."""
        return _MEASURES[name][self._column]

    def __getitem__(self, key: str) -> str:
        return _PAGE[key][self._column]

    @property
    def legend(self) -> str:
        return self["legend"]

    @property
    def possibly(self) -> str:
        return self["possibly"]

    def when(self, edge: Edge) -> str:
        """The date of an edge as written, and that it is only possible."""
        when = edge.when or self["undated"]
        return f"{when}, {self['possibly']}" if edge.holds == "possibly" else when

    def sentence(self, edge: Edge, source: str, target: str) -> str:
        """What an edge says in one line: ends, words, date, certainty, sources."""
        said = f"{source} {edge.label} {target} ({self.when(edge)})"
        return f"{said}. {self['sources']}: {'; '.join(edge.sources)}" if edge.sources else said

    def page(self) -> dict[str, str]:
        """Everything that the page's script says, by key."""
        return {key: forms[self._column] for key, forms in _PAGE.items()}

    @property
    def _column(self) -> int:
        return LANGUAGES.index(self.language)


def words(language: str) -> Words:
    """The words of this language; of one that is not among the three, the English ones."""
    primary = language.split("-")[0].lower()
    return Words(primary if primary in LANGUAGES else "en")
