"""Fractions: shares of a whole, exact in the record as in the arithmetic."""

from fractions import Fraction

import msgspec


class Share(msgspec.Struct, frozen=True, order=False):
    """A share of a whole, as numerator and denominator: half is ``1, 2``."""

    over: int
    under: int = 1

    @property
    def exact(self) -> Fraction:
        """Return the fraction itself; raises ZeroDivisionError without denominator."""
        return Fraction(self.over, self.under)


HALF = Share(1, 2)
ONE = Share(1)
