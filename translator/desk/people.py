"""People on the desk: accounts with roles, and passwords nobody can read.

Law: a password is kept as an Argon2id hash only; there is always somebody who may look after people; where no account
exists the one person at the machine may do everything.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from threading import RLock
from typing import TYPE_CHECKING

from translator.desk.lazy import Once
from translator.errors import Forbidden, InputError, NotFound
from translator.model import Person, Role
from translator.ports import Store

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: NIST SP 800-63B: length is what counts; 8 is its least
SHORTEST, LONGEST = 8, 200
NAME_LENGTH = 40


class PeopleDesk:
    """The verbs around accounts, at ``desk.people``. Threads may share it."""

    def __init__(self, store: Once[Store], clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._changing = RLock()

    def list(self) -> Sequence[Person]:
        """Return everybody with an account, in the order they came."""
        return [person for person, _ in self._store().people()]

    def find(self, name: str) -> Person | None:
        """Return an active person, None when there is none of that name."""
        return next((person for person in self.list() if person.name == name and person.active), None)

    def check(self, name: str, password: str) -> Person | None:
        """Return the person if the password is right; takes as long for a name that does not exist."""
        found = next(((p, hashed) for p, hashed in self._store().people() if p.name == name), None)
        person, hashed = found or (None, _nobody())
        right = _verify(hashed, password)
        return person if person and person.active and right else None

    def add(self, name: str, password: str, role: Role) -> Person:
        """Make an account; the first one must be an admin. Raises InputError."""
        name = " ".join(name.split())
        if not name or len(name) > NAME_LENGTH or not name.isprintable():
            raise InputError(f"{name!r} is no name", next_step=f"give one of 1 to {NAME_LENGTH} characters")
        with self._changing:
            if not self.list() and role is not Role.ADMIN:
                raise InputError("the first account must be an admin", next_step="make yourself an admin first")
            person = Person(name, role, stamp=secrets.token_hex(8))
            self._store().add_person(person, _hash(password), at=self._clock())
        return person

    def change(self, name: str, *, role: Role | None = None, active: bool | None = None) -> Person:
        """Give another role, or close or open an account; raises Forbidden when no admin would be left."""
        with self._changing:
            person = self.named(name)
            changed = replace(person, role=role or person.role, active=person.active if active is None else active)
            admins = {p.name for p in self.list() if p.role is Role.ADMIN and p.active}
            if admins == {name} and not (changed.active and changed.role is Role.ADMIN):
                raise Forbidden(f"{name} is the only admin", next_step="make somebody else an admin first")
            self._store().change_person(changed, None)
        return changed

    def set_password(self, name: str, password: str) -> Person:
        """Give a new password; open sessions of that person end."""
        with self._changing:
            changed = replace(self.named(name), stamp=secrets.token_hex(8))
            self._store().change_person(changed, _hash(password))
        return changed

    def named(self, name: str) -> Person:
        """Return a person, whose account may be closed; raises NotFound."""
        person = next((person for person in self.list() if person.name == name), None)
        if person is None:
            raise NotFound(f"there is nobody called {name!r}", next_step="see the list of people")
        return person


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_hex(16))


def _hash(password: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST:
        hint = f"use {SHORTEST} to {LONGEST} characters; a sentence is a good one"
        raise InputError("the password is too short or too long", next_step=hint)
    return _hasher().hash(password)


def _verify(hashed: str, password: str) -> bool:
    from argon2.exceptions import Argon2Error, InvalidHashError

    try:
        return _hasher().verify(hashed, password[: LONGEST + 1])
    except (Argon2Error, InvalidHashError):
        return False
