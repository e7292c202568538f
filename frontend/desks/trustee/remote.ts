// 服务器 (remote): what the desk asks and tells, the same addresses and bodies as `secret_ballot.remote`. Nothing that comes
// back is believed; nothing leaves but what a caller names: public values.
import { encode, type Json } from "../../booth/canonical.ts";
import { DeskError, Wrong } from "../errors.ts";

const ROOT = "/api/v1/key-ceremony";
const PATIENCE = 30_000; // milliseconds for one answer
const LARGE = 2 ** 30; // most bytes of an archive

// Nothing was answered, or that the server is busy: the same may be asked again.
export class Unreachable extends Error {}

// The server's refusal: its status and its code.
export class Refused extends DeskError {
  readonly status: number;
  readonly told: string;

  constructor(where: string, status: number, told: string) {
    super("server_refused", `${where}: ${status} ${told}`.trim());
    this.status = status;
    this.told = told;
  }
}

export type Part = "certificate" | "commitment" | "polynomial" | "share";
type Answer = { readonly status: number; readonly raw: Uint8Array };

export class Remote {
  readonly #code: string;
  readonly #base: string;

  // `base`: where the interface is, "" for the page's own host.
  constructor(code: string, base = "") {
    if (!/^[\x21-\x7e]{1,200}$/.test(code)) throw new DeskError("unknown_code", "code");
    this.#code = code;
    this.#base = base;
  }

  ceremony(): Promise<Record<string, unknown>> {
    return this.#object("GET", "");
  }

  async tell(part: Part, value: Json): Promise<void> {
    await this.#asked("POST", `/${part}`, encode(value));
  }

  async boxes(): Promise<unknown[]> {
    const { boxes } = await this.#object("GET", "/boxes");
    if (!Array.isArray(boxes)) throw new Wrong("server_answer", "boxes");
    return boxes;
  }

  async archive(uuid: string): Promise<Uint8Array> {
    return (await this.#asked("GET", `/boxes/${uuid}/archive`)).raw;
  }

  // What the archive has from byte `first` on; null where the server cannot leave out the others.
  async rest(uuid: string, first: number): Promise<Uint8Array | null> {
    const { status, raw } = await this.#sent("GET", `/boxes/${uuid}/archive`, undefined, { Range: `bytes=${first}-` });
    if (status === 416) return new Uint8Array();
    return status === 206 ? raw : null;
  }

  // What the server signed while it received, behind so many heads; null where it signs nothing.
  heads(uuid: string, after: number): Promise<Record<string, unknown> | null> {
    return this.#unless([404], () => this.#object("GET", `/boxes/${uuid}/heads?after=${after}`));
  }

  // The sealed share of the box's journal key that the server asks to open, if it does.
  async recovery(uuid: string): Promise<string | null> {
    const found = await this.#unless([404, 409], () => this.#object("GET", `/boxes/${uuid}/recovery`));
    const sealed = found?.["sealed"] ?? null;
    if (sealed !== null && typeof sealed !== "string") throw new Wrong("server_answer", "recovery.sealed");
    return sealed;
  }

  async recovered(uuid: string, share: string): Promise<void> {
    await this.#asked("POST", `/boxes/${uuid}/recovery`, encode({ share }));
  }

  // Hands over a decryption; how many are still missing.
  async decrypted(uuid: string, decryption: string): Promise<number> {
    const { missing } = await this.#object("POST", `/boxes/${uuid}/decryption`, decryption);
    if (!Number.isInteger(missing) || (missing as number) < 0) throw new Wrong("server_answer", "decryption.missing");
    return missing as number;
  }

  async #unless<T>(statuses: readonly number[], ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof Refused && statuses.includes(error.status)) return null;
      throw error;
    }
  }

  async #object(method: string, path: string, body?: string): Promise<Record<string, unknown>> {
    const { raw } = await this.#asked(method, path, body);
    try {
      const found: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
      if (typeof found === "object" && found && !Array.isArray(found)) return found as Record<string, unknown>;
    } catch {
      // told below
    }
    throw new Wrong("server_answer", path || "ceremony");
  }

  async #asked(method: string, path: string, body?: string): Promise<Answer> {
    const found = await this.#sent(method, path, body);
    if (found.status !== 200 && found.status !== 201) {
      throw new Refused(path.replace(/^\//, "") || "ceremony", found.status, toldBy(found.raw));
    }
    return found;
  }

  async #sent(method: string, path: string, body?: string, more: Record<string, string> = {}): Promise<Answer> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const kind: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
    const asked: RequestInit = {
      method,
      cache: "no-store",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: stop.signal,
      headers: { Authorization: `Bearer ${this.#code}`, Accept: "application/json, */*", ...kind, ...more },
      ...(body === undefined ? {} : { body }),
    };
    let found: Answer;
    try {
      const response = await fetch(this.#base + ROOT + path, asked);
      clearTimeout(timer); // a long archive may take its time once it has begun
      found = { status: response.status, raw: new Uint8Array(await response.arrayBuffer()) };
    } catch {
      throw new Unreachable("no answer");
    } finally {
      clearTimeout(timer);
    }
    if (found.status === 429 || found.status >= 500) throw new Unreachable(String(found.status));
    if (found.raw.length > LARGE) throw new Wrong("server_answer", path || "ceremony");
    return found;
  }
}

// The code in a problem document, where it has the form of one.
function toldBy(raw: Uint8Array): string {
  try {
    const { code } = JSON.parse(new TextDecoder().decode(raw)) as { code?: unknown };
    return typeof code === "string" && /^[a-z][a-z0-9_]{0,39}$/.test(code) ? code : "";
  } catch {
    return "";
  }
}
