-- Whether a witness has signed a head over a fact: looked up at its end, however
-- long ago a witness that has fallen silent signed its last.
CREATE INDEX cosignatures_by_witness ON log.cosignatures (witness, size);
