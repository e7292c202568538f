// 名单 (the list of cards): whether a card is on it, judged in this device. The host gives the same small file to all who
// come, before a code is typed, and never hears which card was looked up.
import { hex } from "../random.ts";
import { digest } from "../suites/base.ts";
import type { Server } from "./server.ts";
import type { Told } from "./vote.ts";

const MARK = 8; // bytes

export class Listing {
  readonly #server: Server;
  #sha256 = "";
  #marks: Promise<ReadonlySet<string> | null> = Promise.resolve(null);

  constructor(server: Server) {
    this.#server = server;
  }

  // Asks for the file of a vote, once; again where it did not come.
  load({ uuid, cards }: Told): void {
    if (cards === this.#sha256) return;
    this.#sha256 = cards;
    this.#marks = cards ? this.#asked(uuid, cards) : Promise.resolve(null);
  }

  async #asked(uuid: string, cards: string): Promise<ReadonlySet<string> | null> {
    try {
      return this.#read(await this.#server.cards(uuid, cards), cards);
    } catch {
      if (this.#sha256 === cards) this.#sha256 = "";
      return null;
    }
  }

  // Null where the list did not come: then the box decides, as it does anyway.
  async has(uuid: string, credential: string): Promise<boolean | null> {
    const marks = await this.#marks;
    return marks && marks.has(hex(digest(`jiannuo-card-1|${uuid}|${credential}`).slice(0, MARK)));
  }

  // What is not the file of this address is not believed.
  #read(raw: Uint8Array, sha256: string): ReadonlySet<string> | null {
    if (hex(digest(raw)) !== sha256) return null;
    const found = new Set<string>();
    for (let at = 0; at < raw.length; at += MARK) found.add(hex(raw.slice(at, at + MARK)));
    return found;
  }
}
