# What Commun uses of Flask-Babel, which ships without types.

from collections.abc import Callable
from contextlib import AbstractContextManager

from babel import Locale
from babel.support import NullTranslations
from flask import Flask

# A message translated when it is shown, not when it is written.
class LazyString: ...

class Domain:
    def get_translations(self) -> NullTranslations: ...

class Babel:
    domain_instance: Domain
    def __init__(
        self,
        app: Flask | None = None,
        *,
        default_locale: str = ...,
        default_timezone: str = ...,
        locale_selector: Callable[[], str | None] | None = None,
        timezone_selector: Callable[[], str | None] | None = None,
    ) -> None: ...
    def init_app(
        self,
        app: Flask,
        *,
        default_locale: str = ...,
        default_timezone: str = ...,
        locale_selector: Callable[[], str | None] | None = None,
        timezone_selector: Callable[[], str | None] | None = None,
    ) -> None: ...

def get_locale() -> Locale | None: ...
def refresh() -> None: ...
def force_locale(locale: str) -> AbstractContextManager[None]: ...
def gettext(string: str, **variables: object) -> str: ...
def ngettext(singular: str, plural: str, num: int, **variables: object) -> str: ...
def pgettext(context: str, string: str, **variables: object) -> str: ...
def npgettext(
    context: str, singular: str, plural: str, num: int, **variables: object
) -> str: ...
def lazy_gettext(string: str, **variables: object) -> LazyString: ...
def lazy_ngettext(
    singular: str, plural: str, num: int, **variables: object
) -> LazyString: ...
def lazy_pgettext(context: str, string: str, **variables: object) -> LazyString: ...
