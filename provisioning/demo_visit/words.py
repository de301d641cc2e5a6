# SPDX-License-Identifier: Apache-2.0
"""Words that exist nowhere else, so that a search for them means something."""

import secrets

CONSONANTS = "bdfgklmnprstvz"
VOWELS = "aeiou"
SHORTEST = 12  # bytes; figures, a PIN or a phone number, may be fewer

# Every kind of field that somebody can put words into. A visit that leaves one of them out fails.
# First those of which the store has to hold what was typed.
KEPT = (
    "a legal given name", "a legal middle name", "a legal family name", "a preferred given name",
    "a preferred family name", "pronouns", "a phone", "the phone on file", "a street",
    "a second line of an address", "a city", "an emergency contact's name",
    "an emergency contact's relationship", "an emergency contact's number",
    "pronouns, corrected at the desk", "a street, corrected at the desk",
    "why a visit was moved", "why a step was taken back", "why a visit was cancelled",
    "a phone, corrected in the lobby", "a street, corrected in the lobby",
    "a city, corrected in the lobby", "the name typed under a consent",
    "who was told of an alert", "what was done about an alert",
    "Data of a note", "Data of a note, typed with the box away", "Assessment of a note",
    "Plan of a note", "an addendum",
    "a sign-in name", "a name of staff", "a credential", "a terminal's name",
)
# Then those whose words the store must not hold.
NOT_KEPT = (
    "a stranger's surname", "what the desk looked for", "a wrong password", "a chosen password",
    "the PIN", "a phone, corrected in the lobby, as typed", "the code for a password",
    "the enrolment code of lobby", "the enrolment code of front-desk",
    "the enrolment code of therapy-room",
)


def made_up(syllables=7):
    """Fourteen letters that can be said aloud, for a name; two runs never make the same."""
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS)
                   for _ in range(syllables)).capitalize()


def made_up_phone():
    """Ten figures with the exchange and range kept for fiction, of an area whose numbers nobody of
    the synthetic clinic has."""
    return f"{secrets.choice(('347', '646', '845', '929'))}55501{secrets.randbelow(100):02}"


def as_shown(phone):
    """A number as the record keeps it, whatever way it was typed."""
    return f"({phone[:3]}) {phone[3:6]}-{phone[6:]}"


class Words:
    """What the visit types where."""

    def __init__(self):
        self.typed = {}

    def new(self, where):
        """A word for that kind of field, one of KEPT and NOT_KEPT."""
        return self.use(where, made_up())

    def use(self, where, text):
        """The same for text that has a form of its own: a phone number, a PIN."""
        if where not in KEPT + NOT_KEPT:
            raise ValueError(f"“{where}” is no kind of field")
        if len(text.encode()) < SHORTEST and not text.isdecimal():
            raise ValueError(f"“{text}” is too short to be unique")
        if where in self.typed:
            raise ValueError(f"{where} has its word already")
        self.typed[where] = text
        return text

    @property
    def missing(self):
        """The kinds of fields that nothing was typed into yet."""
        return [where for where in KEPT + NOT_KEPT if where not in self.typed]

    @property
    def kept(self):
        return {where: text for where, text in self.typed.items() if where in KEPT}
