"""What the page around a picture says, in English, Russian and Kazakh."""

from __future__ import annotations

from libgraph.drawing.words import words

# key: English, Russian, Kazakh
_SAID = {
    "hint": (
        "Point at something to read about it, click to find it in the table; drag to move.",
        "Наведите на элемент, чтобы прочесть о нём; щелчок ведёт к строке таблицы; "
        "рисунок можно двигать.",
        "Оқу үшін элементті нұсқаңыз; басу кестедегі жолға апарады; суретті сүйреп "
        "жылжытуға болады.",
    ),
    "search": ("Find", "Найти", "Іздеу"),
    "found": ("{n} of {all}", "{n} из {all}", "{all} ішінен {n}"),
    "nothing": ("Nothing is called so.", "Ничего не найдено.", "Ештеңе табылмады."),
    "zoomin": ("Zoom in", "Увеличить", "Ұлғайту"),
    "zoomout": ("Zoom out", "Уменьшить", "Кішірейту"),
    "fit": ("Show the whole picture", "Показать целиком", "Толық көрсету"),
    "totable": ("Skip to the table", "Перейти к таблице", "Кестеге өту"),
    "inpicture": ("Show in the picture", "Показать на рисунке", "Суретте көрсету"),
    "picture": ("Picture", "Рисунок", "Сурет"),
    "keys": (
        "Keys: / to search; in the picture arrows move, + and − zoom, 0 shows the whole; "
        "Tab goes to what is drawn, arrows to its neighbours, Enter to its row, Esc back.",
        "Клавиши: / — поиск; на рисунке стрелки двигают, + и − меняют масштаб, 0 показывает "
        "целиком; Tab ведёт к нарисованному, стрелки — к соседнему, Enter — к строке таблицы, "
        "Esc — назад.",
        "Пернелер: / — іздеу; суретте жебелер жылжытады, + және − ауқымын өзгертеді, 0 толық "
        "көрсетеді; Tab — салынған нәрсеге, жебелер — көршісіне, Enter — кесте жолына, "
        "Esc — кейін.",
    ),
    "noscript": (
        "Scripts are off: the picture stands still, and the table says the same.",
        "Скрипты выключены: рисунок неподвижен, в таблице сказано то же самое.",
        "Скрипттер өшірулі: сурет қозғалмайды, кестеде де соның өзі айтылған.",
    ),
}


def figure_words(language: str) -> dict[str, str]:
    """All of it in this language; in English where the language is another."""
    column = ("en", "ru", "kk").index(words(language).language)
    return {key: forms[column] for key, forms in _SAID.items()}
