// 分工 (the pool): the first worker reads the archive, all judge its ballots, the first adds up. Whoever aborts ends them.
import type { Finding } from "./findings.ts";
import type { Report, Step } from "./report.ts";
import type { Asked, Piece, Told } from "./messages.ts";

const MOST = 4;

export interface Progress {
  readonly step: Step;
  readonly done: number;
  readonly all: number;
}

export interface Options {
  readonly earlier: Blob | null;
  readonly start: () => Worker;
  readonly told: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export function howMany(): number {
  return Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1));
}

export function verify(archive: Blob, options: Options): Promise<Report> {
  const pool = new Pool(archive, options);
  const { signal } = options;
  return new Promise<Report>((resolve, reject) => {
    const stop = () => reject(new Error("stopped"));
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop);
    pool.run(resolve, reject);
  }).finally(() => pool.end());
}

class Pool {
  readonly #archive: Blob;
  readonly #options: Options;
  readonly #workers: Worker[] = [];
  readonly #found = new Map<number, Finding>();
  #waiting: Piece[] = [];
  #progress: Progress = { step: "archive", done: 0, all: 0 };

  constructor(archive: Blob, options: Options) {
    this.#archive = archive;
    this.#options = options;
  }

  run(resolve: (report: Report) => void, reject: (error: Error) => void): void {
    const first = this.#start((told) => {
      if (told.kind === "step") this.#tell({ ...this.#progress, step: told.step });
      else if (told.kind === "read") this.#share(told, reject);
      else if (told.kind === "report") resolve(told.report);
    }, reject);
    this.#ask(first, { kind: "read", archive: this.#archive, earlier: this.#options.earlier });
  }

  end(): void {
    for (const worker of this.#workers.splice(0)) worker.terminate();
  }

  #ask(worker: Worker, asked: Asked): void {
    worker.postMessage(asked);
  }

  #tell(progress: Progress): void {
    this.#progress = progress;
    this.#options.told(progress);
  }

  #start(hear: (told: Told, worker: Worker) => void, reject: (error: Error) => void): Worker {
    const worker = this.#options.start();
    this.#workers.push(worker);
    worker.onerror = (event) => reject(new Error(event.message || "worker"));
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.kind === "failed") reject(new Error(data.message));
      else if (data.kind === "ballot") this.#judged(data, worker);
      else hear(data, worker);
    };
    return worker;
  }

  // Hands the ballots out, one at a time, to as many workers as there are ballots for.
  #share(read: Told & { kind: "read" }, reject: (error: Error) => void): void {
    const { election } = read;
    this.#waiting = [...read.pieces];
    this.#tell({ ...this.#progress, done: 0, all: read.pieces.length });
    if (!election || !read.pieces.length) return this.#finish();
    const archive = this.#archive;
    while (this.#workers.length < Math.min(howMany(), read.pieces.length)) {
      this.#start(() => undefined, reject);
    }
    for (const worker of this.#workers) {
      this.#ask(worker, { kind: "election", archive, election });
      this.#next(worker);
    }
  }

  #next(worker: Worker): void {
    const piece = this.#waiting.shift();
    if (piece) this.#ask(worker, { kind: "ballot", piece });
  }

  #judged({ number, finding }: { number: number; finding: Finding | null }, worker: Worker): void {
    if (finding) this.#found.set(number, finding);
    this.#tell({ ...this.#progress, done: this.#progress.done + 1 });
    if (this.#progress.done === this.#progress.all) this.#finish();
    else this.#next(worker);
  }

  #finish(): void {
    this.#ask(this.#workers[0]!, { kind: "finish", found: [...this.#found] });
  }
}
