// 最旧的浏览器: Chrome 80 and Safari 14 lack what @noble/hashes and @noble/curves ask for when they are loaded. Whoever
// imports these imports this first.
if (!("hasOwn" in Object)) {
  Object.defineProperty(Object, "hasOwn", {
    value: (of: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(of, name),
    configurable: true,
    writable: true,
  });
}
export {};
