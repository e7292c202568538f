// 密钥仪式 (joining): a member's part of the ceremony, step by step, as `secret_ballot.joining` goes through it. Everything
// that the server gives is judged here. Where the page was closed, the seed from the paper goes on, except between the
// commitment and the polynomial: what was committed to is gone with the page.
import { encode } from "../../booth/canonical.ts";
import { fingerprint, hexDigest } from "../../booth/suites/base.ts";
import { array, decodeText, isHexHash, type Json, type Members, members } from "../../verifier/canonical.ts";
import { groupOf } from "../../verifier/groups/index.ts";
import { readCertificates, readTrustees } from "../../verifier/trustees.ts";
import { DeskError, Wrong } from "../errors.ts";
import {
  commitmentOf,
  Member,
  newSeed,
  type Polynomial,
  polynomialAsJson,
  type Share,
  shareAsJson,
} from "./ceremony.ts";
import { asJson, publicOf, type Signed, written } from "./channel.ts";
import { type Hands, judging, until, type Waited } from "./hands.ts";
import { type Part, Refused, type Remote } from "./remote.ts";
import { type Listed, Pins, readState, type State } from "./state.ts";

// What a member has at the end: who it is, the election's part of its key, the trustees as all must have them.
export interface Joined {
  readonly member: Member;
  readonly number: number;
  readonly key: bigint;
  readonly trustees: string;
  readonly fingerprint: string;
}

type Own = { readonly sealed: string; readonly key: Json };

export class Joining {
  readonly #remote: Remote;
  readonly #hands: Hands;
  readonly #pins = new Pins();
  #state!: State;
  #member!: Member;

  constructor(remote: Remote, hands: Hands) {
    this.#remote = remote;
    this.#hands = hands;
  }

  async run(): Promise<Joined> {
    await this.#look();
    const group = groupOf(this.#state.group)!;
    if (this.#mine.certificate) {
      this.#member = new Member(group, await this.#hands.restore());
    } else {
      const member = new Member(group, newSeed());
      await this.#hands.backup(member.seed);
      this.#member = member;
      await this.#tell("certificate", asJson(member.certificate()));
    }
    await this.#certificates();
    const own = this.#mine.share ? null : await this.#share(await this.#polynomial());
    await this.#wait("trustees", "share", "shares");
    return this.#trustees(own ?? (await judging(() => this.#regained())));
  }

  // What the server says, compared with what it said before.
  async #look(): Promise<void> {
    this.#state = await judging(async () => {
      const state = readState(await until(this.#hands, () => this.#remote.ceremony()));
      this.#pins.check(state);
      return state;
    });
    this.#hands.seen(this.#state);
  }

  async #wait(name: "certificates" | "commitments" | "received" | "trustees", part: Part, what: Waited): Promise<void> {
    while (this.#state[name] === null) {
      const missing = this.#state.members.filter((each) => !each[part]);
      this.#hands.waiting(what, missing.map((each) => each.name));
      await this.#hands.pause();
      await this.#look();
    }
  }

  // Tells a value unless the server has it; refused where it has another under this code.
  async #tell(part: Part, value: Parameters<Remote["tell"]>[1]): Promise<void> {
    if (this.#mine[part]) return;
    try {
      await until(this.#hands, () => this.#remote.tell(part, value));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.told === "told_already") throw new Wrong("told_already", part);
      await this.#look();
      if (!this.#mine[part]) throw error;
      return;
    }
    await this.#look();
  }

  get #mine(): Listed {
    return this.#state.members[this.#place]!;
  }

  get #place(): number {
    return this.#state.number - 1;
  }

  // Everybody's, signed, no two alike, the own keys in their place.
  async #certificates(): Promise<void> {
    await this.#wait("certificates", "certificate", "certificates");
    const { certificates, members: all } = this.#state;
    await judging(() => {
      const listed = array(certificates, "certificates", all.length);
      readCertificates(this.#member.group, listed, "certificates");
      const own = members(listed[this.#place], "message signature", "certificates");
      if (own["message"] !== this.#member.message) throw new Wrong("own_part", "certificates");
    });
  }

  // Made once, committed to before anybody's is shown, shown when all are committed; null where it was told before.
  async #polynomial(): Promise<Polynomial | null> {
    if (this.#mine.polynomial) return null;
    if (this.#mine.commitment) throw new DeskError("lost_polynomial", "polynomial");
    const made = await this.#member.polynomial(this.#state.certificates, this.#state.threshold);
    const own = commitmentOf(made.coefexps);
    await this.#tell("commitment", own);
    await this.#wait("commitments", "commitment", "commitments");
    await judging(() => {
      const listed = array(this.#state.commitments, "commitments", this.#state.members.length);
      if (!listed.every(isHexHash) || listed[this.#place] !== own) throw new Wrong("own_part", "commitments");
    });
    await this.#tell("polynomial", polynomialAsJson(made));
    return made;
  }

  // What all have sent: each polynomial as committed, every value right; the own key's public part.
  async #share(made: Polynomial | null): Promise<Own> {
    await this.#wait("received", "polynomial", "polynomials");
    const { received, certificates, commitments, threshold, members: all } = this.#state;
    const share = await judging(async (): Promise<Share> => {
      const listed = array(members(received, "polynomial secrets coefexps", "received")["coefexps"], "received", all.length);
      const told = array(commitments, "commitments", all.length);
      listed.forEach((each, number) => {
        const where = `received.coefexps[${number}]`;
        const shown = members(each, "message signature", where) as unknown as Signed;
        if (commitmentOf(shown) !== told[number]) throw new Wrong("commitment", where);
      });
      const own = listed[this.#place] as unknown as Signed;
      if (made && commitmentOf(own) !== commitmentOf(made.coefexps)) throw new Wrong("own_part", "received.coefexps");
      return this.#member.share(certificates, received, threshold);
    });
    const value = shareAsJson(share);
    await this.#tell("share", value);
    return { sealed: share.private_key, key: (value as { public_key: Json }).public_key };
  }

  // The own share again, where it was told before this page was opened.
  #regained(): Own {
    const { sealed } = this.#state;
    const keys = array(this.#pedersen()["verification_keys"], "trustees", this.#state.members.length);
    if (sealed === null) throw new Wrong("own_part", "sealed");
    return { sealed, key: keys[this.#place]! };
  }

  // The one threshold of exactly these members.
  #pedersen(): Members {
    const listed = array(decodeText(this.#state.trustees!, "trustees"), "trustees");
    const [kind, value] = array(listed[0], "trustees", 2);
    if (listed.length !== 1 || kind !== "Pedersen") throw new Wrong("trustees_differ", "trustees");
    return members(value, "threshold certs coefexps verification_keys", "trustees");
  }

  // The trustees put together hold what was seen here, and the own key opens.
  #trustees(own: Own): Promise<Joined> {
    return judging(async () => {
      const { trustees, sealed, fingerprint: told } = this.#state;
      const raw = new TextEncoder().encode(trustees!);
      const { group } = this.#member;
      readTrustees(group, raw);
      const key = await this.#checked(own);
      if (sealed !== own.sealed) throw new Wrong("own_part", "sealed");
      const found = hexDigest(trustees!);
      if (told !== found && told !== fingerprint(raw)) throw new Wrong("server_answer", "fingerprint");
      return { member: this.#member, number: this.#state.number, key, trustees: trustees!, fingerprint: found };
    });
  }

  async #checked(own: Own): Promise<bigint> {
    const found = this.#pedersen();
    const { group } = this.#member;
    const received = members(this.#state.received, "polynomial secrets coefexps", "received");
    const seen = { threshold: this.#state.threshold, certs: this.#state.certificates, coefexps: received["coefexps"] };
    for (const [name, value] of Object.entries(seen)) {
      if (text(found[name]) !== text(value)) throw new Wrong("trustees_differ", `trustees.${name}`);
    }
    const key = await this.#member.key(own.sealed);
    const mine = written(group, publicOf(group, key));
    const shown = array(found["verification_keys"], "trustees")[this.#place];
    const { public_key } = members(shown, "pok public_key", "trustees.verification_keys");
    if (text(shown) !== text(own.key) || public_key !== mine) {
      throw new Wrong("own_part", "trustees.verification_keys");
    }
    return key;
  }
}

function text(value: Json | undefined): string {
  return encode((value ?? null) as Parameters<typeof encode>[0]);
}
