// 核对 (the worker): one of them reads the archive and adds up, all of them judge ballots.
import { judged } from "./ballots.ts";
import { type Election, readElection } from "./elections.ts";
import { Judgement } from "./judgement.ts";
import type { Asked, Piece, Told } from "./messages.ts";

interface Scope {
  onmessage: ((event: MessageEvent<Asked>) => void) | null;
  postMessage(told: Told): void;
}

const scope = self as unknown as Scope;
let judgement: Judgement;
let archive: Blob;
let election: Election;

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function read(given: Blob, earlier: Blob | null): Promise<Told> {
  judgement = new Judgement((step) => scope.postMessage({ kind: "step", step }));
  const raw = await bytesOf(given);
  judgement.begin(raw, earlier && (await bytesOf(earlier)));
  const { contents, waiting } = judgement;
  const pieces = waiting.map((number): Piece => {
    const { byteOffset, length } = contents.ballots[number]!;
    return [number, byteOffset - raw.byteOffset, byteOffset - raw.byteOffset + length];
  });
  return { kind: "read", election: judgement.election && new Uint8Array(contents.election), pieces };
}

async function answer(asked: Asked): Promise<Told | null> {
  switch (asked.kind) {
    case "read":
      return read(asked.archive, asked.earlier);
    case "election":
      archive = asked.archive;
      election = readElection(asked.election);
      return null;
    case "ballot": {
      const [number, from, to] = asked.piece;
      const raw = await bytesOf(archive.slice(from, to));
      return { kind: "ballot", number, finding: judged(election, raw, number) };
    }
    case "finish":
      return { kind: "report", report: judgement.finish(new Map(asked.found)) };
  }
}

let last: Promise<void> = Promise.resolve();

// One after another, in their order.
scope.onmessage = ({ data }) => {
  last = last.then(async () => {
    try {
      const told = await answer(data);
      if (told) scope.postMessage(told);
    } catch (error) {
      scope.postMessage({ kind: "failed", message: String(error) });
    }
  });
};
