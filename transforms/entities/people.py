"""People in an article: takes a frame, gives each person with roles in full, body, place and every mention.

Names come from ``namings``, roles from ``offices``, and whether a person speaks from ``quotations``.
"""

from __future__ import annotations

from transforms.entities import namings, quotations
from transforms.entities.offices import Office, Offices
from transforms.frame import Frame
from transforms.language import places
from transforms.records import Person

# Titles that stand behind a name and are an office of their own; 先生, 老师 and the like are none.
TITLES = (
    *("总书记", "主席", "总理", "委员长", "外长", "总统", "首相", "国王", "秘书长", "总干事"),
    *("院士", "教授", "大使", "将军"),
)


def find(frame: Frame) -> list[Person]:
    """Every person whom the article names, in the order of first mention.

    Args:
        frame: the article.

    Returns:
        One record a name; `spans` are all mentions of the name, `roles` all offices that stand in front of it.
    """
    if "people" not in frame.memo:
        frame.memo["people"] = _read(frame)
    found: list[Person] = frame.memo["people"]
    return found


def _read(frame: Frame) -> list[Person]:
    people: dict[str, Person] = {}
    offices = Offices(frame)
    for naming in namings.find(frame):
        person = people.setdefault(naming.name, Person(naming.name))
        if naming.office:
            _add_office(person, offices.before(naming.start))
    speaking = {quotation.speaker for quotation in quotations.find(frame)}
    taken: set[int] = set()
    for person in sorted(people.values(), key=lambda person: -len(person.name)):
        person.spans = _mentions(frame.folded, person.name, taken)
        _add_title(frame.folded, person)
        person.speaks = person.name in speaking
        person.place_code = _place_code(person)
    return sorted((person for person in people.values() if person.spans), key=lambda person: person.spans[0])


def _add_office(person: Person, office: Office | None) -> None:
    if office is None:
        return
    for role in office.roles:
        longer = next((known for known in person.roles if known.endswith(role)), None)
        shorter = next((known for known in person.roles if role.endswith(known)), None)
        if longer is None and shorter is not None:
            person.roles[person.roles.index(shorter)] = role
        elif longer is None:
            person.roles.append(role)
    person.organisation = person.organisation or office.organisation


def _add_title(text: str, person: Person) -> None:
    """习近平总书记: a title behind the name, where no office in front says the same."""
    for _, end in person.spans:
        title = next((title for title in TITLES if text.startswith(title, end)), "")
        if title and not any(role.endswith(title) for role in person.roles):
            person.roles.append(title)
            return


def _mentions(text: str, name: str, taken: set[int]) -> list[tuple[int, int]]:
    """Where the name stands and no longer name does."""
    spans, at = [], text.find(name)
    while at >= 0:
        if at not in taken:
            spans.append((at, at + len(name)))
            taken.update(range(at, at + len(name)))
        at = text.find(name, at + len(name))
    return spans


def _place_code(person: Person) -> str:
    """The code of the place that a role names, or ""."""
    for role in person.roles:
        coded = [mention.code for mention in places.find(role) if mention.code]
        if coded:
            return coded[-1]
    return ""
