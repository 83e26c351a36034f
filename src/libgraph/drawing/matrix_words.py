"""The words of the matrix in English, Russian and Kazakh."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = ("en", "ru", "kk")

# layer: English, Russian, Kazakh
_LAYERS = {
    "agreements": ("Agreements", "Соглашения", "Келісімдер"),
    "events": ("Events", "Мероприятия", "Іс-шаралар"),
    "hosting": ("Hosting and parts", "Размещение и части", "Орналастыру мен бөліктер"),
    "memberships": ("Memberships", "Членство", "Мүшелік"),
    "people": ("People", "Люди", "Адамдар"),
    "support": ("Support", "Поддержка", "Қолдау"),
}

_SAID = {
    "title": ("Who ties with whom", "Кто с кем связан", "Кім кіммен байланысты"),
    "of": ("Who ties with whom around {0}", "Кто с кем связан: {0}", "Кім кіммен байланысты: {0}"),
    "ever": ("At all times on record", "За всё время", "Барлық уақыт бойынша"),
    "then": ("As of {0}", "На {0}", "Уақыты: {0}"),
    "sure": ("only what is certain", "только достоверное", "тек анық деректер"),
    "every": ("all kinds of ties", "все виды связей", "байланыстың барлық түрі"),
    "counts": (
        "bodies: {0}, tied pairs: {1}, ties: {2}",
        "организаций: {0}, связанных пар: {1}, связей: {2}",
        "ұйымдар: {0}, байланысқан жұптар: {1}, байланыстар: {2}",
    ),
    "left": (
        "Those with most ties among themselves are shown; left out: bodies: {0}, ties: {1}.",
        "Показаны те, у кого больше всего связей между собой; не показано: организаций – {0}, "
        "связей – {1}.",
        "Өзара байланысы ең көптер көрсетілген; көрсетілмегені: ұйымдар – {0}, байланыстар – {1}.",
    ),
    "blocks": (
        "Outlined blocks are communities: more ties inside than chance would put there.",
        "Обведённые блоки – сообщества: внутри них связей больше, чем было бы случайно.",
        "Қоршалған блоктар – қауымдастықтар: олардың ішінде байланыс кездейсоқтан көп.",
    ),
    "sources": ("Sources: {0}.", "Источники: {0}.", "Дереккөздер: {0}."),
    "many": (
        "Sources: {0}; the table names them for each pair.",
        "Источников: {0}; в таблице они названы для каждой пары.",
        "Дереккөздер саны: {0}; кестеде әр жұптікі көрсетілген.",
    ),
    "ties": ("Ties between two bodies", "Связей между двумя", "Екеуінің арасындағы байланыс"),
    "possible": ("only possible", "лишь возможно", "мүмкін ғана"),
    "mixed": (
        "certain + only possible",
        "достоверно + лишь возможно",
        "анық + мүмкін ғана",
    ),
    "way": (
        "from the row to the column",
        "от строки к столбцу",
        "жолдан бағанға қарай",
    ),
    "community": ("Community", "Сообщество", "Қауымдастық"),
    "group": (
        "bodies: {0}, ties inside: {1}, to others: {2}",
        "организаций: {0}, связей внутри: {1}, с другими: {2}",
        "ұйымдар: {0}, ішкі байланыс: {1}, сыртқы: {2}",
    ),
    "short": ("bodies: {0}", "организаций: {0}", "ұйымдар: {0}"),
    "has": ("ties: {0}, with {1}", "связей: {0}, с кем: {1}", "байланыстар: {0}, серіктер: {1}"),
    "number": ("ties: {0}", "связей: {0}", "байланыстар: {0}"),
    "unsure": ("of these only possible: {0}", "из них лишь возможно: {0}", "мүмкін ғана: {0}"),
    "more": ("and {0} more", "и ещё {0}", "тағы {0}"),
    "pairs": ("Pairs", "Пары", "Жұптар"),
    "bodies": ("Bodies", "Организации", "Ұйымдар"),
    "one": ("Body", "Организация", "Ұйым"),
    "other": ("Tied with", "С кем связана", "Кіммен байланысты"),
    "count": ("Ties", "Связей", "Байланыс"),
    "only": ("Of these only possible", "Из них лишь возможно", "Оның ішінде мүмкін ғана"),
    "kinds": ("Kinds", "Виды", "Түрлері"),
    "what": ("What they share, and when", "Что общего и когда", "Ортақ нәрсе және уақыты"),
    "said": ("Said by", "Источник", "Дереккөз"),
    "partners": ("Partners", "Партнёров", "Серіктер"),
    "alt": (
        "Matrix of {0} bodies by {0} bodies; the table says the same",
        "Матрица {0} × {0} организаций; в таблице сказано то же самое",
        "{0} × {0} ұйым матрицасы; кестеде де соның өзі айтылған",
    ),
}


@dataclass(frozen=True, slots=True)
class MatrixWords:
    """The words of one language; ``words("left", 3, 4)`` fills in numbers and names."""

    lang: str

    def __call__(self, key: str, *values: object) -> str:
        return _SAID[key][LANGUAGES.index(self.lang)].format(*values)

    def layer(self, name: str) -> str:
        """What a projection is called; its own name where there is no word for it."""
        forms = _LAYERS.get(name)
        return forms[LANGUAGES.index(self.lang)] if forms else name


def matrix_words(lang: str) -> MatrixWords:
    """The words of this language; of one that is not among the three, the English ones."""
    return MatrixWords(lang if lang in LANGUAGES else "en")
