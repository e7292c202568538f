// 看守承诺, as `secret_ballot.committed` does it: what the server signed while it received is pinned, and after the close
// the archive and the rejected ballots must be just that.
import { REVOTED } from "../../booth/elections.ts";
import { inFours } from "../../booth/page/receipt.ts";
import { hex } from "../../booth/random.ts";
import { digest, hexDigest } from "../../booth/suites/base.ts";
import { checkBallot, readBallot } from "../../verifier/ballots.ts";
import { array, decode, hexHash, type Json, type Members, members, string } from "../../verifier/canonical.ts";
import { readCredentials } from "../../verifier/credentials.ts";
import { DeskError, findingOf, Wrong } from "../errors.ts";
import { type Hands, judging, type Tell, until } from "./hands.ts";
import { Chain, readReceiptKey } from "./heads.ts";
import type { Judged } from "./judging.ts";
import type { Remote } from "./remote.ts";

export class Committed {
  readonly #remote: Remote;
  readonly #hands: Hands;
  readonly #rest: () => Promise<void>;
  readonly #chain: Chain;
  #key = "";

  constructor(remote: Remote, hands: Hands, uuid: string, rest: () => Promise<void>) {
    this.#remote = remote;
    this.#hands = hands;
    this.#rest = rest;
    this.#chain = new Chain(uuid);
  }

  // What the server signed since; null where it has signed nothing ever.
  async follow(title: string): Promise<Members | null> {
    const chain = this.#chain;
    const after = chain.length;
    const answer = await until(this.#hands, () => this.#remote.heads(chain.uuid, after));
    if (answer === null) {
      if (after) throw new Wrong("heads_missing", chain.uuid);
      return null;
    }
    const isFresh = !this.#key;
    const found = await judging(() => members(answer as Json, "key heads rejected proof", "heads"));
    try {
      await judging(() => this.#take(found));
    } catch (error) {
      this.#hands.alarm(`${chain.uuid}.heads`, new TextEncoder().encode(JSON.stringify(answer)));
      throw error;
    }
    if (!after && chain.length && chain.onlyCounts) this.#hands.say("watch_counts", { title });
    if (isFresh) this.#hands.say("watch_key", { title, ...keyShown(this.#key) });
    return found;
  }

  // The key is the one that was pinned, and the heads go on.
  #take(found: Members): void {
    const key = string(found["key"], "heads.key");
    if (this.#key && key !== this.#key) throw new DeskError("heads_key", this.#chain.uuid);
    const public_ = readReceiptKey(key);
    this.#key = key;
    for (const value of array(found["heads"], "heads")) this.#chain.grow(value, public_);
  }

  // After the close; `opens`: whether the total is still to be opened; `tell` says what tells how many ballots there are.
  async whole(judged: Judged, title: string, opens: boolean, tell: Tell): Promise<void> {
    const chain = this.#chain;
    const early = chain.ballots;
    const found = await this.follow(title);
    if (!found) {
      this.#hands.say("watch_uncommitted", { title }, "bad");
      if (opens && !(await this.#hands.confirm("confirm_uncommitted", { title }))) {
        throw new Wrong("heads_missing", chain.uuid);
      }
      return;
    }
    const late = chain.ballots - early;
    if (late) tell("watch_late", { title, late });
    const { contents, election } = judged;
    await judging(async () => {
      const { description } = decode(contents.election, "election") as { description: string };
      if (chain.onlyCounts && !description.includes(REVOTED)) throw new DeskError("heads_counts", chain.uuid);
      const listed = readCredentials(election.group, contents.credentials);
      const rejected = array(found["rejected"], "rejected").map((each) => string(each, "rejected"));
      const cards = new Set(contents.ballots.map(cardOf));
      rejected.forEach((text, place) => cards.add(this.#failed(judged, listed, text, `rejected[${place}]`)));
      if (cards.size !== chain.ballots) throw new DeskError("heads_number", `${cards.size} ≠ ${chain.ballots}`);
      const hashes = [...contents.ballots.map(hexHash), ...rejected.map(hexDigest)];
      await chain.check(election.group, hashes, found["proof"] ?? null, this.#rest);
      const values = { title, heads: chain.length, ballots: chain.ballots, rejected: rejected.length };
      tell("watch_committed", { ...values, last: chain.root.slice(0, 16) || "—" }, "good");
    });
  }

  // The card of a ballot that a listed card signed and whose proofs do not hold.
  #failed({ election }: Judged, listed: ReturnType<typeof readCredentials>, text: string, where: string): string {
    const ballot = (() => {
      try {
        return readBallot(election, (each) => listed.has(each), new TextEncoder().encode(text), where);
      } catch (error) {
        throw new DeskError("rejected_holds", `${where}: ${findingOf(error)?.code ?? ""}`);
      }
    })();
    try {
      checkBallot(election, ballot, where);
    } catch (error) {
      const code = findingOf(error)?.code;
      if (code === "ballot_signature" || (code === "not_member" && findingOf(error)!.where.endsWith(".credential"))) {
        throw new DeskError("rejected_holds", `${where}: ${code}`);
      }
      if (!code) throw error;
      return ballot.credential;
    }
    throw new DeskError("rejected_holds", where);
  }
}

// Abbreviated as the wall shows check values, and in full.
function keyShown(key: string): { brief: string; fingerprint: string } {
  const groups = inFours(hex(digest(readReceiptKey(key))));
  return { brief: `${groups[0]} ${groups[1]} … ${groups[groups.length - 1]}`, fingerprint: groups.join(" ") };
}

function cardOf(raw: Uint8Array): string {
  return (JSON.parse(new TextDecoder().decode(raw)) as { credential: string }).credential;
}
