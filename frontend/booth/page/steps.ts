// 步骤 (steps): the screens of a session, and how long one may stay on them untouched.
import type { OpenedBallot } from "../booth.ts";
import type { Sending } from "./sending.ts";
import type { Listed, Mismatch } from "./vote.ts";

export const IDLE = 180_000; // milliseconds without a touch
export const WARNED = 30_000; // of them, left when the warning comes

export type Screen =
  | { readonly name: "starting"; readonly trouble: boolean }
  | { readonly name: "votes"; readonly votes: readonly Listed[]; readonly trouble: boolean }
  | { readonly name: "waiting" | "over"; readonly trouble: boolean }
  | { readonly name: "mismatch"; readonly what: Mismatch["what"] | "election" }
  | { readonly name: "code" | "review" | "leaving" | "decide" | "audit" }
  | { readonly name: "question"; readonly place: number }
  | { readonly name: "sealing"; readonly part: number }
  | { readonly name: "opened"; readonly opened: OpenedBallot }
  | { readonly name: "sending" | "received"; readonly sending: Sending }
  | { readonly name: "refused"; readonly code: string }
  | { readonly name: "left"; readonly why: "idle" | "asked" | "received" };

export interface Clock {
  now(): number;
  // Resolves after so many milliseconds, or as soon as the signal is aborted.
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
}

// Screens on which a deputy can be interrupted and something would be seen.
const WRITING = ["code", "question", "review", "leaving"];
export const UNFINISHED = [...WRITING, "sealing", "decide", "audit", "opened"];
export const FORGOTTEN = [...UNFINISHED, "received", "refused"];
