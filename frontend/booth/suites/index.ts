// The suites that the booth votes in, by the name that an election has for them; tables of their generators.
import { type Suite, Table } from "./base.ts";
import { ed25519 } from "./ed25519.ts";
import { belenios2048 } from "./modp.ts";

const SUITES = new Map([belenios2048, ed25519].map((suite) => [suite.name, suite]));
const GENERATORS = new WeakMap<Suite, Table>();

export function suiteOf(name: string): Suite | undefined {
  return SUITES.get(name);
}

// Made once, for all elections of the suite.
export function generatorTable(suite: Suite): Table {
  let table = GENERATORS.get(suite);
  if (!table) GENERATORS.set(suite, (table = new Table(suite, suite.generator)));
  return table;
}
