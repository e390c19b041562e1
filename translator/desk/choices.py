"""What a person has chosen for themselves: saved filters of the queue, keys, the language of the interface."""

from __future__ import annotations

import json
from collections.abc import Mapping

from translator.desk.lazy import Once
from translator.errors import InputError
from translator.ports import Store

#: how choices are called in the store
_FILTERS, _KEYS, _LANGUAGE = "filters", "keys", "language"
#: a list one can still look through, a name that fits on a button, a query no address is longer than
MOST, NAME_LENGTH, QUERY_LENGTH = 50, 60, 2000
#: actions that have keys are far fewer; names of actions and of keys are short
_MOST_KEYS, _KEY_LENGTH = 100, 60


class Choices:
    """The verbs about what people chose, at ``desk.choices``. Threads may share it."""

    def __init__(self, store: Once[Store]) -> None:
        self._store = store

    def filters(self, person: str) -> dict[str, str]:
        """Return the saved filters of a person: the query of each by its name, in the order they were saved."""
        return self._read(person, _FILTERS)

    def keep_filter(self, person: str, name: str, query: str) -> dict[str, str]:
        """Save a filter under a name, in place of one of that name; returns all. Raises InputError."""
        name, known = " ".join(name.split()), self.filters(person)
        if not name or len(name) > NAME_LENGTH:
            raise InputError(f"a filter has a name of 1 to {NAME_LENGTH} characters", next_step="give it another name")
        if len(query) > QUERY_LENGTH:
            raise InputError("this filter is too long", next_step="look for fewer words")
        if name not in known and len(known) >= MOST:
            raise InputError(f"there are {MOST} saved filters already", next_step="delete one of them first")
        return self._write(person, _FILTERS, known | {name: query})

    def drop_filter(self, person: str, name: str) -> dict[str, str]:
        """Forget a saved filter; one that is gone already is no trouble. Returns those that are left."""
        return self._write(person, _FILTERS, {known: q for known, q in self.filters(person).items() if known != name})

    def keys(self, person: str) -> dict[str, str]:
        """Return the keys a person gave to actions in place of the usual ones."""
        return self._read(person, _KEYS)

    def keep_keys(self, person: str, keys: Mapping[str, str]) -> None:
        """Keep other keys for actions; none: the usual ones. Raises InputError."""
        if len(keys) > _MOST_KEYS or any(len(word) > _KEY_LENGTH for pair in keys.items() for word in pair):
            raise InputError("these are no keys of this page", next_step="reload the page and try again")
        self._write(person, _KEYS, dict(keys))

    def language(self, person: str) -> str:
        """Return the language a person reads the interface in, '' when nothing was chosen."""
        return self._store().choice(_owner(person), _LANGUAGE)

    def keep_language(self, person: str, language: str) -> None:
        """Keep the language a person reads the interface in."""
        self._store().choose(_owner(person), _LANGUAGE, language)

    def _read(self, person: str, key: str) -> dict[str, str]:
        kept = self._store().choice(_owner(person), key)
        return dict(json.loads(kept)) if kept else {}

    def _write(self, person: str, key: str, value: dict[str, str]) -> dict[str, str]:
        self._store().choose(_owner(person), key, json.dumps(value, ensure_ascii=False) if value else "")
        return value


def _owner(person: str) -> str:
    return f"person {person}"
