// 验证 (verify), as `secret_ballot.verify` judges an archive: the parts in their order; a fault of the archive's form ends
// it, all else is collected. The proofs of the ballots are judged between `begin` and `finish`, by whoever has the time.
import { readBallot } from "./ballots.ts";
import { Contents, readContents } from "./contents.ts";
import { firstDifference } from "./archive.ts";
import { readCredentials, type Weights } from "./credentials.ts";
import { type Election, readElection } from "./elections.ts";
import { BallotError, type Finding, findingOf } from "./findings.ts";
import { hexHash } from "./canonical.ts";
import type { Placed, Report, Step } from "./report.ts";
import {
  type Cast,
  castOf,
  checkResult,
  combine,
  counted,
  type Factors,
  isTally,
  readDecryption,
  readResult,
  type Tally,
  tally,
} from "./tally.ts";
import { electionKey, readTrustees, type Trustees } from "./trustees.ts";

export class Judgement {
  readonly reasons: Placed[] = [];
  readonly waiting: number[] = [];
  contents = new Contents();
  election: Election | null = null;
  readonly #told: (step: Step) => void;
  readonly #held: Step[] = [];
  #step: Step = "archive";
  #sha256 = "";
  #trustees: Trustees | null = null;
  #weights: Weights | null = null;
  #voters: number | null = null;
  #known = false;
  #counted: number | null = null;
  #result: bigint[][] | null = null;
  readonly #ballots = new Map<number, Cast>();
  readonly #bad = new Map<number, Finding>();

  // `told` hears each step as it begins.
  constructor(told: (step: Step) => void = () => undefined) {
    this.#told = told;
  }

  // Everything before the ballots' proofs; `waiting` are then the numbers of the ballots whose proofs are to be judged.
  begin(raw: Uint8Array, earlier: Uint8Array | null = null): void {
    this.#all(() => {
      this.#at("archive");
      this.#sha256 = hexHash(raw);
      this.contents = readContents(raw);
      this.#known = true;
      this.#checkPrefix(raw, earlier);
      this.#at("setup");
      const election = (this.election = readElection(this.contents.election));
      this.#readTrustees(election);
      this.#at("credentials");
      this.#weights = readCredentials(election.group, this.contents.credentials);
      this.#voters = this.#weights.size;
      this.#at("ballots");
      this.#readBallots(election, this.#weights);
    });
  }

  // What was found in the waiting ballots, and everything after them.
  finish(found: ReadonlyMap<number, Finding>): Report {
    this.#all(() => {
      const { election } = this;
      if (!election || !this.#weights) return;
      const findings = new Map([...this.#bad, ...found]);
      for (const number of [...findings.keys()].sort((one, other) => one - other)) {
        this.#reason(findings.get(number)!);
      }
      const ballots = [...this.#ballots.values()];
      this.#counted = counted(ballots).length;
      if (findings.size) return;
      this.#at("tally");
      const whole = tally(election, this.#weights, ballots);
      this.#checkTally(election, whole);
      if (this.#trustees) this.#open(election, this.#trustees, whole);
    });
    return this.#report();
  }

  #all(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#reason(findingOf(error));
      this.#weights = null;
    }
  }

  // The step before this one is over; it held where no reason was found in it.
  #at(step: Step | null): void {
    const last = this.#step;
    if (step !== last && !this.reasons.some((each) => each.step === last)) this.#held.push(last);
    if (!step) return;
    this.#step = step;
    this.#told(step);
  }

  #reason({ code, where }: Finding): void {
    this.reasons.push({ code, where, step: this.#step });
  }

  #checkPrefix(raw: Uint8Array, earlier: Uint8Array | null): void {
    if (!earlier) return;
    try {
      readContents(earlier, true);
    } catch (error) {
      const { code, where } = findingOf(error);
      throw new BallotError(code, `earlier archive, ${where}`);
    }
    const where = firstDifference(earlier, raw);
    if (where !== null) this.#reason({ code: "prefix_changed", where });
  }

  #readTrustees(election: Election): void {
    const { group } = election;
    try {
      this.#trustees = readTrustees(group, this.contents.trustees);
    } catch (error) {
      this.#reason(findingOf(error));
      return;
    }
    if (!group.equal(electionKey(group, this.#trustees), election.key.base)) {
      this.#reason({ code: "election_key", where: "election.public_key" });
    }
  }

  #readBallots(election: Election, weights: Weights): void {
    this.contents.ballots.forEach((raw, number) => {
      try {
        const isListed = (credential: string) => weights.has(credential);
        this.#ballots.set(number, castOf(readBallot(election, isListed, raw, `ballots[${number}]`)));
        this.waiting.push(number);
      } catch (error) {
        this.#bad.set(number, findingOf(error));
      }
    });
  }

  #checkTally(election: Election, whole: Tally): void {
    const stored = this.contents.tally!;
    if (!isTally(election, whole, stored.raw)) this.#reason({ code: "tally_differs", where: "tally" });
    if (stored.ballots !== whole.ballots || stored.weight !== whole.weight) {
      this.#reason({ code: "tally_counts", where: "tally" });
    }
  }

  #open(election: Election, trustees: Trustees, whole: Tally): void {
    this.#at("opening");
    const factors = new Map<number, Factors>();
    this.contents.decryptions.forEach(([owner, raw], place) => {
      const where = `decryptions[${place}]`;
      if (factors.has(owner)) throw new BallotError("owner_twice", where);
      const key = trustees.keys[owner - 1];
      if (!key) throw new BallotError("owner_unknown", where);
      factors.set(owner, readDecryption(election, key, whole.cells, raw, where));
    });
    const claimed = readResult(election, this.contents.result!);
    const opened = combine(election, trustees, whole.cells, factors);
    this.#at("result");
    checkResult(election, whole, opened, claimed);
    this.#at(null);
    this.#result = claimed;
  }

  #report(): Report {
    const { election, contents, reasons } = this;
    const ballots = [...this.#ballots.values()];
    const last = new Set(counted(ballots));
    const valid = !reasons.length && this.#result !== null;
    return {
      valid,
      group: election?.group.name ?? null,
      uuid: election?.uuid ?? null,
      fingerprint: election?.fingerprint ?? null,
      voters: this.#voters,
      ballots: this.#known ? contents.ballots.length : null,
      counted: this.#counted,
      result: valid ? this.#result!.map((row) => row.map(String)) : null,
      last_event: contents.lastEvent || null,
      reasons,
      sha256: this.#sha256,
      held: this.#held,
      questions: (election?.questions ?? []).map(({ question, answers, blank, most }) => {
        return { question, answers, blank, single: most === 1 && !blank };
      }),
      trackers: ballots.map((each) => {
        const card = hexHash(new TextEncoder().encode(each.credential));
        return { tracker: each.tracker, card, counted: last.has(each) };
      }),
    };
  }
}
