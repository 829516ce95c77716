// What the bundle uses of newer JavaScript, for runtimes that lack it: Apps Script's is a V8 of February 2020 or later,
// and Google does not say which. `Array#at` is our own, `Object.hasOwn` that of @noble/hashes, which calls it while
// loading. The build puts this module first. Nothing else newer than ES2020 may be used: src/tsconfig.base.json and
// test/bundle/older-runtimes.test.ts see to it.

/** Not listed among the properties, like a method of the language. */
function supply(owner: object, name: string, value: (...args: never[]) => unknown): void {
  if (!(name in owner)) Object.defineProperty(owner, name, { value });
}

supply(Array.prototype, 'at', function (this: readonly unknown[], index: number): unknown {
  return this[index < 0 ? this.length + index : index];
});
supply(Object, 'hasOwn', (owner: object, name: PropertyKey): boolean =>
  Object.prototype.hasOwnProperty.call(owner, name),
);
