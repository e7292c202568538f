// The groups that are verified, by the name that an election has for them.
import { edwardsGroup } from "./ed25519.ts";
import { FixedBase, type Group } from "./group.ts";
import { beleniosGroup, rfc3526Group } from "./modp.ts";

export { type Element, FixedBase, type Group } from "./group.ts";

const MADE = [beleniosGroup, rfc3526Group, edwardsGroup].map((make) => make());
const GROUPS = new Map(MADE.map((group) => [group.name, group]));
const GENERATORS = new WeakMap<Group, FixedBase>();

export function groupOf(name: string): Group | undefined {
  return GROUPS.get(name);
}

// Made once, for all elections of the group.
export function generatorOf(group: Group): FixedBase {
  let found = GENERATORS.get(group);
  if (!found) GENERATORS.set(group, (found = new FixedBase(group, group.suite.generator)));
  return found;
}
