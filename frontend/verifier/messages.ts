// What the page and its workers tell each other. A worker reads ballots from the archive itself: a Blob is shared, not copied.
import type { Finding } from "./findings.ts";
import type { Report, Step } from "./report.ts";

// A ballot: its number, and where its bytes begin and end in the archive.
export type Piece = readonly [number: number, from: number, to: number];

export type Asked =
  | { readonly kind: "read"; readonly archive: Blob; readonly earlier: Blob | null }
  | { readonly kind: "election"; readonly archive: Blob; readonly election: Uint8Array }
  | { readonly kind: "ballot"; readonly piece: Piece }
  | { readonly kind: "finish"; readonly found: readonly (readonly [number, Finding])[] };

export type Told =
  | { readonly kind: "step"; readonly step: Step }
  | { readonly kind: "read"; readonly election: Uint8Array | null; readonly pieces: readonly Piece[] }
  | { readonly kind: "ballot"; readonly number: number; readonly finding: Finding | null }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "failed"; readonly message: string };
