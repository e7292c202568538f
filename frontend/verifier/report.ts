// 结论 (report): what was found and how far it came, as `secret_ballot.verify.Report` has it, and more for the page.
import type { Finding } from "./findings.ts";

export const STEPS = ["archive", "setup", "credentials", "ballots", "tally", "opening", "result"] as const;
export type Step = (typeof STEPS)[number];
export type Placed = Finding & { readonly step: Step };

export interface Report {
  readonly valid: boolean;
  readonly group: string | null;
  readonly uuid: string | null;
  readonly fingerprint: string | null;
  readonly voters: number | null;
  readonly ballots: number | null;
  readonly counted: number | null;
  readonly result: string[][] | null;
  readonly last_event: string | null;
  readonly reasons: readonly Placed[];
  // Beyond what the Python package tells: how far it came, names, trackers in the order of the archive with
  // the check value of the card of each. Of a single choice every ballot has one answer or none.
  readonly sha256: string;
  readonly held: readonly Step[];
  readonly questions: readonly { question: string; answers: readonly string[]; blank: boolean; single: boolean }[];
  readonly trackers: readonly { tracker: string; card: string; counted: boolean }[];
}
