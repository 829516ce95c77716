// The part of Jest's globals that the tests of pure code use; it collects the cases in a list.
let cases = [];
let path = [];

const each = (declare) => (table) => (name, body) =>
  table.forEach((row, index) =>
    declare(`${name} #${index + 1}`, () => body(...(Array.isArray(row) ? row : [row]))),
  );

function describe(name, body) {
  path.push(name);
  body();
  path.pop();
}
function test(name, run) {
  cases.push({ name: [...path, name].join(' › '), run });
}
describe.each = each(describe);
test.each = each(test);

export const jestGlobals = { describe, test };

/** Loads a test file of an evaluated bundle and returns its cases in order. */
export function collectCases(bundle, file) {
  cases = [];
  path = [];
  bundle[file]();
  return cases;
}
