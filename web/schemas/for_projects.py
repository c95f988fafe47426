"""For projects: the question for which project something was brought, if for any."""

import re
from typing import Final

from flask_babel import lazy_gettext

from web.forms.field import Choice, Field
from web.schemas.saying import Saying

NAME: Final = re.compile(r"[A-Za-z0-9._~-]{1,64}")
"""What an identifier looks like: nothing else may reach the ledger."""

WHOLE: Final = Choice(value="", label=lazy_gettext("For the commons as a whole"))
PROJECT: Final = Field(
    name="project",
    label=lazy_gettext("For which project?"),
    hint=lazy_gettext("Projects under way in which your partner takes part"),
    widget="select",
    choices=(WHOLE,),
    optional=True,
)


class Named(Saying[str]):
    """The identifier of something that there may be."""

    def _deserialize(self, value: object, *_where: object, **_options: object) -> str:
        if not isinstance(value, str) or not NAME.fullmatch(value):
            raise self.make_error("invalid")
        return value
