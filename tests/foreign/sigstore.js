// Check a checkpoint and an inclusion proof with @sigstore/verify, and that it refuses
// another entry. Its one argument is a file of JSON; it runs where it was installed.
const { readFileSync } = require("fs");
const { createPublicKey } = require("crypto");
const base = process.cwd() + "/node_modules/@sigstore/verify/dist/tlog/";
const { verifyCheckpoint } = require(base + "checkpoint.js");
const { verifyMerkleInclusion } = require(base + "merkle.js");

const told = JSON.parse(readFileSync(process.argv[2], "utf8"));
const logID = Buffer.concat([Buffer.from(told.id, "hex"), Buffer.alloc(28)]);
const publicKey = createPublicKey(told.pem);
const entry = (body) => ({
  canonicalizedBody: Buffer.from(body, "base64"),
  inclusionProof: {
    logIndex: told.index,
    hashes: told.hashes.map((hash) => Buffer.from(hash, "base64")),
    checkpoint: { envelope: told.checkpoint },
  },
});
const logs = [{ logID, baseURL: "https://" + told.origin, publicKey }];
const checkpoint = verifyCheckpoint(entry(told.entry), logs);
verifyMerkleInclusion(entry(told.entry), checkpoint);
console.log("accepted", checkpoint.logSize.toString());
try {
  verifyMerkleInclusion(entry(told.other), checkpoint);
  console.log("accepted another entry");
} catch (error) {
  console.log("refused another entry");
}
