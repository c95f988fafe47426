"""The transparency log: anyone can prove the ledger whole, trusting nobody's word."""
