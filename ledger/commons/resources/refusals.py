"""Why a command about resources may be refused."""

from ledger.kernel.messages import Refusal


class ResourceExists(Refusal):
    """This resource is already published: look for it in the resource centre."""

    field = "resource_id"


class UnknownResource(Refusal):
    """There is no such resource: check the address, or look it up in the resource centre."""

    field = "resource_id"


class ResourceIsRetired(Refusal):
    """This resource is retired: it stays to be read, and nothing is added to it."""

    field = "resource_id"


class NotMaintainer(Refusal):
    """Only the partner that maintains this resource can do this: ask it, or fork the resource."""

    field = "resource_id"


class AlreadyMaintaining(Refusal):
    """This partner already maintains the resource: choose another one."""

    field = "maintainer_id"


class UnknownLicence(Refusal):
    """This licence is not in the official SPDX list as it is written here: choose one from the list."""

    field = "licence"


class LicenceDeprecated(Refusal):
    """This licence identifier is no longer in use: the official list now writes %(successor)s."""

    field = "licence"


class LicenceForbidsFork(Refusal):
    """The licence of this version forbids sharing a changed one: ask its maintainer, or reuse it as it is."""

    field = "origin_edition"


class ForkOfItself(Refusal):
    """A resource cannot be a fork of itself: publish a new version of it instead."""

    field = "origin_id"


class UnknownEdition(Refusal):
    """This resource has no such version: choose one of those it has."""

    field = "edition"


class EditionMalformed(Refusal):
    """A version is written with digits, dots and hyphens, at most 20 signs: for example 1.2 or 2026-03."""

    field = "edition"


class EditionExists(Refusal):
    """This version is already published: give the new one another number."""

    field = "edition"


class TooManyEditions(Refusal):
    """A resource has 200 versions at most: fork it, and go on with the fork."""

    field = "edition"


class AddressNotHttps(Refusal):
    """An address begins with https:// and holds neither spaces nor a password: copy it from your browser."""

    field = "address"


class UnknownOrigin(Refusal):
    """One of the contributions it comes from is not on record: choose among those that are."""

    field = "origins"


class OriginWithdrawn(Refusal):
    """One of the contributions it comes from was withdrawn: leave it out."""

    field = "origins"


class OriginTwice(Refusal):
    """One of the contributions it comes from is named twice: once is enough."""

    field = "origins"


class TooManyOrigins(Refusal):
    """A resource names 30 contributions it comes from at most: keep to those that made it."""

    field = "origins"


class ReuseExists(Refusal):
    """This reuse is already declared: reload the page to see it."""

    field = "reuse_id"


class ReuseAlreadyDeclared(Refusal):
    """Your partner already declared that it reuses this version for this: choose another version or project."""

    field = "edition"


class ReuseBeforePublication(Refusal):
    """This version was not published yet on that day: check the day and the version."""

    field = "reused_on"


class ReuseInFuture(Refusal):
    """This day has not come yet: declare the reuse once it has begun."""

    field = "reused_on"


class UnknownReuse(Refusal):
    """Your partner declared no such reuse of this resource: choose one of its own, or none."""

    field = "reuse_id"


class ReuseIsWithdrawn(Refusal):
    """This reuse is already withdrawn: declare it anew if it goes on after all."""

    field = "reuse_id"


class UnknownSuccessor(Refusal):
    """What replaces it is another resource that is not retired: choose one, or none."""

    field = "successor_id"
