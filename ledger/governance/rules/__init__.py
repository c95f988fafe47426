"""Rules: how decisions are made, as data that a decision adopts."""
