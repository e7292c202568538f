import assert from "node:assert/strict";
import test from "node:test";
import { seal } from "../ballots.ts";
import { derive } from "../credentials.ts";
import { atOnce } from "../slices.ts";
import { cardOf, electionOf, KNOWN, tape } from "./known.ts";

for (const known of KNOWN) {
  test(`${known.group}: the ballots of the Python package, byte for byte`, () => {
    const election = electionOf(known);
    assert.equal(election.fingerprint, known.fingerprint);
    for (const [place, each] of known.ballots.entries()) {
      assert.equal(derive(election.suite, election.uuid, each.code).toString(), each.secret);
      const card = cardOf(known, place);
      assert.equal(card.credential, each.credential);
      const sealed = atOnce(seal(card, each.choices, tape(known.group, each.label)));
      const cast = sealed.cast();
      assert.equal(cast.raw, each.ballot);
      assert.equal(cast.tracker, each.tracker);
      assert.equal(JSON.parse(cast.raw).signature.hash, sealed.digest);
    }
  });
}
