"""What sources speak of: a library, an agreement, an event, a corner, a PAC centre, or what another
source said before. Each chapter is one source with the things that it brings in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from invented.addresses import association, library, person, person_names
from invented.chance import stirred
from invented.dating import happened, held, in_force, yearly
from invented.naming import city
from invented.telling import Telling
from invented.world import World
from invented.writing import Pairs, Term, text, typed

QUANTITIES = ("books", "readers", "staff", "titles", "manuscripts", "seats")
CAPACITIES = ("full-member", "plain-member", "observer", "associate-member")
ROLES = ("attendee", "attendee", "attendee", "speaker", "guest", "organiser", "moderator")
SUPPORTS = ("gift", "partnership", "finance", "exchange")
EVENTS = ("Conference", "Meeting", "Training", "Exhibition", "Visit")
FOUNDERS = 24  # libraries that are there before the first source speaks of others


class Chapters:
    """Tells sources one after the other; `made` counts the things so far, by kind."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made: Counter[str] = Counter()
        self._kinds: tuple[tuple[float, Callable[[Telling], None]], ...] = (
            (0.36, self.library),
            (0.55, self.agreement),
            (0.79, self.event),
            (0.86, self.corner),
            (0.88, self.centre),
            (0.90, self.association),
            (1.01, self.again),
        )

    def tell(self, telling: Telling) -> None:
        """Tell one source."""
        kind, share = telling.number, telling.chance.share()
        if kind == 0:
            self.association(telling)
        elif self.made["library"] < FOUNDERS:
            self.library(telling)
        else:
            next(tell for below, tell in self._kinds if share < below)(telling)

    # ── libraries ────────────────────────────────────────────────────────────────────────

    def library(self, telling: Telling) -> None:
        """A library presents itself: where, since when, who led it, how large, its names."""
        number = self._new("library")
        iri, names = library(number), self.world.library_names(number)
        kind = "lg:NationalLibrary" if self.world.is_national(number) else "lg:Library"
        seat = self._city(telling, self.world.city_of(number))
        telling.thing(iri, kind, names, ("lg:seat", seat))
        telling.describe(iri, f"About the library {number + 1}")
        founded = self.world.founded(number)
        of = ("lg:of", iri)
        telling.says("lg:Lifespan", (of, ("lg:place", seat)), (("lg:during", f'"{founded}/.."'),))
        for language, words in names.items():
            form = ("lg:form", text(words, language))
            telling.says("lg:Naming", (of, form), (("lg:attested", f'"{telling.day.year}"'),))
        self._heads(telling, number)
        self._figures(telling, iri, 2)
        self._membership(telling, number)

    def _city(self, telling: Telling, number: int) -> Term:
        iri = f"id:city-{number}"
        if number >= self.made["city"]:
            self.made["city"] = number + 1
            country = self.world.country_of(number)
            telling.thing(iri, "lg:City", city(number), ("lg:within", country.iri))
        return iri

    def _heads(self, telling: Telling, number: int) -> None:
        post, heads = f"id:library-{number}-director", self.world.heads(number)
        named = {"en": f"Director of library {number + 1}"}
        telling.thing(post, "lg:HeadPost", named, ("lg:postIn", library(number)))
        for head in heads:
            telling.thing(person(head.person), "lg:Person", person_names(head.person))
        for head in heads:
            if head.first < telling.day.year:
                said = (("lg:holder", person(head.person)), ("lg:post", post))
                dating = held(telling.chance, head.first, head.last, telling.day)
                telling.says("lg:Tenure", said, dating)

    def _figures(self, telling: Telling, of: Term, count: int) -> None:
        for quantity in dict.fromkeys(telling.chance.one(QUANTITIES) for _ in range(count)):
            value = int(10 ** (1 + 5 * telling.chance.share()))
            said = [
                ("lg:of", of),
                ("lg:quantity", f"lg:{quantity}"),
                ("lg:value", typed(value, "integer")),
            ]
            if telling.chance.share() < 0.3:
                said.append(("lg:approximate", typed("true", "boolean")))
            telling.says("lg:Figure", said, (("lg:attested", f'"{telling.day.year}"'),))

    def _membership(self, telling: Telling, number: int) -> None:
        chance = telling.chance
        for body in chance.some(self.made["association"], 2):
            first = 1985 + stirred(number * 31 + body, 7) % 40
            if first < telling.day.year:
                said = (
                    ("lg:member", library(number)),
                    ("lg:body", association(body)),
                    ("lg:capacity", f"lg:{chance.one(CAPACITIES)}"),
                )
                telling.says("lg:Membership", said, held(chance, first, None, telling.day))

    def association(self, telling: Telling) -> None:
        """An association presents itself and lists members."""
        number = self._new("association")
        iri = association(number)
        names = {"en": f"Library Association {number + 1}", "ru": f"Ассоциация № {number + 1}"}
        telling.thing(iri, "lg:Association", names)
        telling.describe(iri, f"Statutes of association {number + 1}")
        since = 1900 + stirred(number, 8) % 85
        telling.says("lg:Lifespan", (("lg:of", iri),), (("lg:during", f'"{since}~/.."'),))
        self._figures(telling, iri, 1)
        for one in telling.chance.some(self.made["library"], 8):
            said = (
                ("lg:member", library(one)),
                ("lg:body", iri),
                ("lg:capacity", "lg:founding-member"),
            )
            telling.says("lg:Membership", said, held(telling.chance, since, None, telling.day))

    # ── agreements ───────────────────────────────────────────────────────────────────────

    def agreement(self, telling: Telling) -> None:
        """Two libraries, now and then three, sign an agreement; some renew an older one."""
        chance, day = telling.chance, telling.day
        number, parties = self._new("agreement"), self._libraries(telling, 2, 3)
        iri = f"id:agreement-{number}"
        kind = chance.one(("lg:Memorandum", "lg:Agreement", "lg:Memorandum", "lg:Contract"))
        telling.thing(iri, kind, {"en": f"Agreement {number + 1} on cooperation"})
        telling.describe(library(parties[0]), f"News of agreement {number + 1}")
        during = in_force(chance, day, chance.between(1, 8))
        theme = ("lg:theme", text("cooperation and exchange of books", "en"))
        telling.says("lg:Lifespan", (("lg:of", iri), theme), during)
        signed = happened(chance, day)
        for one in parties:
            telling.says("lg:Party", (("lg:agreement", iri), ("lg:party", library(one))), during)
            if chance.share() < 0.6:
                self._signing(telling, iri, one, signed)
        if number and chance.share() < 0.15:
            self._link(telling, iri, "renews", f"id:agreement-{chance.below(number)}", signed)

    def _signing(self, telling: Telling, agreement: Term, number: int, signed: Pairs) -> None:
        head = self.world.head(number, telling.day.year)
        said = (
            ("lg:agreement", agreement),
            ("lg:signer", person(head.person)),
            ("lg:onBehalfOf", library(number)),
            ("lg:inPost", f"id:library-{number}-director"),
        )
        telling.says("lg:Signing", said, signed)

    # ── events and corners ───────────────────────────────────────────────────────────────

    def event(self, telling: Telling) -> None:
        """An event is reported: where, who took part, how many came."""
        chance, day = telling.chance, telling.day
        number, guests = self._new("event"), self._libraries(telling, 2, 9)
        iri, host = f"id:event-{number}", guests[0]
        more = (("lg:inSeries", self._series(telling)),) if chance.share() < 0.4 else ()
        names = {"en": f"Event {number + 1}", "ru": f"Мероприятие № {number + 1}"}
        telling.thing(iri, f"lg:{chance.one(EVENTS)}", names, *more)
        telling.describe(library(host), f"Report of event {number + 1}")
        when = happened(chance, day)
        place = ("lg:place", f"id:city-{self.world.city_of(host)}")
        telling.says("lg:Lifespan", (("lg:of", iri), place), when)
        telling.says("lg:Hosting", (("lg:host", library(host)), ("lg:hosted", iri)), when)
        for one in guests:
            self._participation(telling, iri, one, when)
        delegates = (("lg:of", iri), ("lg:quantity", "lg:delegates"))
        value = ("lg:value", typed(chance.between(5, 900), "integer"))
        telling.says("lg:Figure", (*delegates, value), when)

    def _participation(self, telling: Telling, event: Term, number: int, when: Pairs) -> None:
        head = self.world.head(number, telling.day.year)
        personal = telling.chance.share() < 0.4
        said = [
            ("lg:participant", person(head.person) if personal else library(number)),
            ("lg:event", event),
            ("lg:role", f"lg:{telling.chance.one(ROLES)}"),
        ]
        if personal:
            said.append(("lg:onBehalfOf", library(number)))
        telling.says("lg:Participation", said, when)

    def _series(self, telling: Telling) -> Term:
        number = telling.chance.hub(self.made["series"] + 2)
        if number < self.made["series"]:
            return f"id:series-{number}"
        number = self._new("series")
        iri, names = f"id:series-{number}", {"en": f"Series {number + 1}"}
        if number % 4:
            return telling.thing(iri, "lg:EventSeries", names)
        telling.thing(iri, "lg:Holiday", names)
        telling.says("lg:Lifespan", (("lg:of", iri),), yearly(telling.day))
        return iri

    def corner(self, telling: Telling) -> None:
        """A corner of a country's books is opened in a library with somebody's help."""
        chance, number = telling.chance, self._new("corner")
        host, helper = self._libraries(telling, 2, 2)
        iri, country = f"id:corner-{number}", chance.one(self.world.countries)
        names = {"en": f"Corner {number + 1} of {country.names['en']}"}
        telling.thing(iri, "lg:Corner", names)
        telling.describe(library(host), f"Opening of corner {number + 1}")
        since = held(chance, telling.day.year, None, telling.day)
        telling.says("lg:Hosting", (("lg:host", library(host)), ("lg:hosted", iri)), since)
        telling.says("lg:Lifespan", (("lg:of", iri),), since)
        self._link(telling, iri, "presents", country.iri, since)
        gift = (
            ("lg:supporter", library(helper)),
            ("lg:beneficiary", iri),
            ("lg:supportKind", f"lg:{chance.one(SUPPORTS)}"),
        )
        books = (
            ("lg:quantity", "lg:books"),
            ("lg:value", typed(chance.between(50, 3000), "integer")),
        )
        telling.says("lg:Support", (*gift, *books), since)
        planned = (("lg:announced", f'"{telling.day.year + 1}"'),)
        telling.says("lg:Support", (*gift[:2], ("lg:supportKind", "lg:exchange")), planned)

    # ── PAC ──────────────────────────────────────────────────────────────────────────────

    def centre(self, telling: Telling) -> None:
        """A PAC centre reports: its host, its countries, its director."""
        number = self._new("centre")
        (host,) = self._libraries(telling, 1, 1)
        iri, region = f"id:pac-centre-{number}", f"id:pac-region-{number}"
        telling.thing(region, "lg:PACRegion", {"en": f"PAC region {number + 1}"})
        names = {"en": f"PAC centre {number + 1}", "ru": f"Центр ПАК № {number + 1}"}
        telling.thing(iri, "lg:PACCentre", names, ("lg:serves", region))
        telling.describe(iri, f"Annual report of PAC centre {number + 1}")
        since = held(telling.chance, 1990, None, telling.day)
        telling.says("lg:Hosting", (("lg:host", library(host)), ("lg:hosted", iri)), since)
        self._coverage(telling, number)

    def _coverage(self, telling: Telling, number: int) -> None:
        """The countries of a region, each left out now and then: sources differ."""
        countries = self.world.countries
        for turn in range(4 + stirred(number, 9) % 7):
            if telling.chance.share() < 0.9:
                covered = countries[(stirred(number, 10) + turn) % len(countries)]
                said = (("lg:region", f"id:pac-region-{number}"), ("lg:covers", covered.iri))
                telling.says("lg:Coverage", said, (("lg:attested", f'"{telling.day.year}"'),))

    # ── what was said before ─────────────────────────────────────────────────────────────

    def again(self, telling: Telling) -> None:
        """A survey repeats what is known of some libraries and a centre; at times it differs."""
        telling.describe(association(0), f"Survey {telling.number}")
        for number in self._libraries(telling, 3, 6):
            iri = library(number)
            founded = self.world.founded(number) - (telling.chance.share() < 0.1)
            telling.says("lg:Lifespan", (("lg:of", iri),), (("lg:during", f'"{founded}/.."'),))
            head = self.world.head(number, telling.day.year - 1)
            if head.first < telling.day.year:
                said = (("lg:holder", person(head.person)), ("lg:post", f"{iri}-director"))
                seen = telling.day.year - (telling.chance.share() < 0.1)
                telling.says("lg:Tenure", said, (("lg:attested", f'"{seen}"'),))
            self._membership(telling, number)
        if self.made["centre"]:
            self._coverage(telling, telling.chance.hub(self.made["centre"]))

    # ── small things ─────────────────────────────────────────────────────────────────────

    def _new(self, kind: str) -> int:
        self.made[kind] += 1
        return self.made[kind] - 1

    def _libraries(self, telling: Telling, fewest: int, most: int) -> list[int]:
        """Some libraries, hubs more often; always as many as the fewest."""
        found = telling.chance.some(self.made["library"], telling.chance.between(fewest, most))
        spare = (number for number in range(self.made["library"]) if number not in found)
        while len(found) < fewest:
            found.append(next(spare))
        return found

    def _link(self, telling: Telling, one: Term, relation: str, other: Term, when: Pairs) -> None:
        said = (("lg:from", one), ("lg:relation", f"lg:{relation}"), ("lg:to", other))
        telling.says("lg:Link", said, when)
