// Takes away what came after Chrome 80 or Safari 14, before anything of the booth is loaded: `node --import`.
const LATER: [object, string[]][] = [
  [Object, ["hasOwn", "groupBy"]],
  [Array.prototype, ["at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"]],
  [Object.getPrototypeOf(Uint8Array.prototype), ["at", "findLast", "toSorted", "toReversed", "with"]],
  [Uint8Array.prototype, ["toHex", "toBase64", "setFromHex"]],
  [Uint8Array, ["fromHex", "fromBase64"]],
  [String.prototype, ["at", "replaceAll", "isWellFormed", "toWellFormed"]],
  [DataView.prototype, ["getBigUint64", "setBigUint64", "getBigInt64", "setBigInt64"]],
  [Promise, ["any", "try", "withResolvers"]],
  [AbortSignal.prototype, ["throwIfAborted"]],
  [globalThis, ["structuredClone", "WeakRef", "FinalizationRegistry", "AggregateError"]],
  [Object.getPrototypeOf(crypto), ["randomUUID"]],
];

for (const [of, names] of LATER) {
  for (const name of names) Reflect.deleteProperty(of, name);
}
export {};
