from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import flask

_F = TypeVar("_F", bound=Callable[..., Any])

class Blueprint(flask.Blueprint):
    def __init__(
        self,
        name: str,
        import_name: str,
        *,
        url_prefix: str | None = ...,
        description: str = ...,
    ) -> None: ...
    @staticmethod
    def doc(**kwargs: object) -> Callable[[_F], _F]: ...
    def register_views_in_doc(
        self,
        api: Api,
        app: flask.Flask,
        spec: object,
        *,
        name: str,
        parameters: Sequence[Mapping[str, Any]] | None,
    ) -> None: ...

class Api:
    spec: Any
    ma_plugin: Any
    _app: flask.Flask
    def __init__(
        self,
        app: flask.Flask | None = ...,
        *,
        spec_kwargs: Mapping[str, Any] | None = ...,
        config_prefix: str = ...,
    ) -> None: ...
    def register_blueprint(self, blp: Blueprint, **options: object) -> None: ...
    def _register_error_handlers(self) -> None: ...
