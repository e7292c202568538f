// 写票主机 (the booth host), as the page speaks with it: no cookies, no caches, no address but its own.
import type { Listed, Told } from "./vote.ts";

export type BallotState = "received" | "verified" | "on_board" | "rejected" | "replaced";

export interface Kept {
  readonly receipt: string;
  readonly state: BallotState;
  // 1 where an earlier ballot of the card no longer counts, because of this one.
  readonly again: number;
}

export interface Server {
  elections(): Promise<readonly Listed[]>;
  election(uuid: string): Promise<Told>;
  // The marks of the listed cards, a file under its check value: the same for everybody.
  cards(uuid: string, sha256: string): Promise<Uint8Array>;
  // The same bytes may be sent as often as one likes: they are one ballot, with one receipt. Filled with spaces to
  // `size`, so that who listens on the network cannot tell ballots by their lengths.
  cast(uuid: string, raw: string, size: number): Promise<Kept>;
  // What became of a ballot by the hash of its bytes (hex), or null where it never came.
  ballot(uuid: string, hash: string): Promise<Kept | null>;
}

// The server has read what was sent and does not take it.
export class Refused extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

// Nothing came back that says so: whoever sends tries again, not before `seconds`.
export class Unreachable extends Error {
  readonly seconds: number;
  readonly busy: boolean;

  constructor(seconds = 0, busy = false) {
    super(busy ? "busy" : "unreachable");
    this.seconds = seconds;
    this.busy = busy;
  }
}

const PATIENCE = 12_000; // milliseconds for one answer

async function ask(path: string, sent?: string): Promise<unknown> {
  const headers = { "Content-Type": "application/json" };
  const given = sent === undefined ? {} : { method: "POST", body: sent, headers };
  return answered(path, given, async (response) => {
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refused(String((answer as { code?: unknown }).code ?? "unknown"));
    return answer;
  });
}

// What never changes may stay in the browser's cache, as the page itself does.
async function askFile(path: string): Promise<Uint8Array> {
  return answered(path, { cache: "default" }, async (response) => {
    if (!response.ok) throw new Refused("not_found");
    return new Uint8Array(await response.arrayBuffer());
  });
}

async function answered<T>(
  path: string,
  given: RequestInit,
  read: (response: Response) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  const plain: RequestInit = {
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
    redirect: "error",
    signal: stop.signal,
  };
  try {
    const response = await fetch(path, { ...plain, ...given });
    const again = response.status === 429 || response.status >= 500;
    if (again) {
      const seconds = Number(response.headers.get("Retry-After")) || 0;
      throw new Unreachable(Math.min(seconds, 60), response.status === 429);
    }
    return await read(response);
  } catch (error) {
    throw error instanceof Refused || error instanceof Unreachable ? error : new Unreachable();
  } finally {
    clearTimeout(timer);
  }
}

export const HOST: Server = {
  async elections() {
    return ((await ask("/elections")) as { elections: Listed[] }).elections;
  },
  async election(uuid) {
    return (await ask(`/elections/${uuid}`)) as Told;
  },
  async cards(uuid, sha256) {
    return askFile(`/elections/${uuid}/cards/${sha256}`);
  },
  async cast(uuid, raw, size) {
    return (await ask(`/elections/${uuid}/ballots`, raw.padEnd(size))) as Kept;
  },
  async ballot(uuid, hash) {
    try {
      return (await ask(`/elections/${uuid}/ballots/${hash}`)) as Kept;
    } catch (error) {
      if (error instanceof Refused && error.code === "not_found") return null;
      throw error;
    }
  },
};
