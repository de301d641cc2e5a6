# SPDX-License-Identifier: Apache-2.0
"""Words that exist nowhere else, so that a search for them means something."""

import secrets

CONSONANTS = "bdfgklmnprstvz"
VOWELS = "aeiou"


def made_up(syllables=7):
    """Fourteen letters that can be said aloud, for a name; two runs never make the same."""
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS)
                   for _ in range(syllables)).capitalize()


def made_up_phone():
    """Ten figures of an area code in use, with the exchange and range kept for fiction."""
    return f"{secrets.choice(('315', '518', '585', '607'))}55501{secrets.randbelow(100):02}"


def as_shown(phone):
    """A number as the record keeps it, whatever way it was typed."""
    return f"({phone[:3]}) {phone[3:6]}-{phone[6:]}"


class Words:
    """What the visit types where; `kept` is what the store has to hold afterwards."""

    def __init__(self):
        self.typed = {}
        self.never_kept = set()

    def new(self, where, kept=True):
        """A word for that kind of field."""
        return self.use(where, made_up(), kept)

    def use(self, where, text, kept=True):
        """The same for text that has a form of its own: a phone number, a PIN."""
        if where in self.typed:
            raise ValueError(f"{where} has its word already")
        self.typed[where] = text
        if not kept:
            self.never_kept.add(where)
        return text

    @property
    def kept(self):
        return {where: text for where, text in self.typed.items() if where not in self.never_kept}
