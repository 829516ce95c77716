// Google's field masks: `a,b(c,d.e),f/*` as a tree; selects parts of a response and tells what a write may
// change.
import { BadRequest } from '../errors.js';

export interface Mask {
  readonly [field: string]: Mask;
}

/** A mask under construction. */
interface Tree {
  [field: string]: Tree;
}

const EVERYTHING: Mask = {};

const invalid = (selection: string): BadRequest =>
  new BadRequest(`Request contains an invalid argument: Invalid field selection ${selection}`);

/** Throws a bad request if the mask is malformed. */
export function parseMask(text: string): Mask {
  let at = 0;
  const list = (closing: boolean): Tree => {
    const tree: Tree = {};
    for (;;) {
      const name = /^[\w*]+/.exec(text.slice(at).trimStart())?.[0];
      if (name === undefined) throw invalid(text);
      at = text.indexOf(name, at) + name.length;
      let node = (tree[name] ??= {});
      while (text[at] === '.' || text[at] === '/') {
        const next = /^[\w*]+/.exec(text.slice(++at))?.[0];
        if (next === undefined) throw invalid(text);
        at += next.length;
        node = node[next] ??= {};
      }
      if (text[at] === '(') {
        at++;
        Object.assign(node, list(true));
      }
      while (text[at] === ' ') at++;
      if (text[at] === ',') at++;
      else if (closing && text[at] === ')') {
        at++;
        return tree;
      } else if (!closing && at >= text.length) return tree;
      else throw invalid(text);
    }
  };
  return text.trim() === '' ? EVERYTHING : list(false);
}

/** The parts of a response that the mask names; an unknown name is a bad request, as in Google. */
export function pick(value: unknown, mask: Mask, known: Mask): unknown {
  const names = Object.keys(mask);
  if (names.length === 0 || mask['*']) return value;
  for (const name of names) {
    if (Object.keys(known).length > 0 && !Object.hasOwn(known, name)) {
      throw invalid(name);
    }
  }
  if (Array.isArray(value)) return value.map((item: unknown) => pick(item, mask, known));
  if (typeof value !== 'object' || value === null) return value;
  const picked: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const sub = mask[key];
    if (sub) picked[key] = pick(inner, sub, known[key] ?? EVERYTHING);
  }
  return picked;
}

/** Names nothing below itself, which means everything. Asked for each cell of a write, so without a list of keys. */
function isLeaf(mask: Mask): boolean {
  for (const _ in mask) return false;
  return true;
}

/** The part of a mask under `path`; null when the mask does not cover it. `*` covers everything below. */
export function under(mask: Mask, ...path: readonly string[]): Mask | null {
  let node = mask;
  for (const name of path) {
    if (node['*']) return EVERYTHING;
    const next = node[name];
    if (!next) return null;
    if (isLeaf(next)) return EVERYTHING;
    node = next;
  }
  return node;
}

/** Whether the mask covers `path`; an empty mask covers everything. */
export function covers(mask: Mask, ...path: readonly string[]): boolean {
  return isLeaf(mask) || under(mask, ...path) !== null;
}

/** The text of a write's mask, which must name a field. */
export function required(fields: string | undefined): string {
  if (fields === undefined || fields.trim() === '') {
    throw new BadRequest("At least one field must be listed in 'fields'. (use '*' to indicate all fields)");
  }
  return fields;
}

/** Leaf paths of a mask, `*` included: `a.b`. */
export function leaves(mask: Mask, prefix = ''): readonly string[] {
  return Object.entries(mask).flatMap(([name, inner]) =>
    isLeaf(inner) ? [prefix + name] : leaves(inner, `${prefix}${name}.`),
  );
}
