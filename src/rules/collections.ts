// Lists and maps: grouping, concatenating, caching.

/** The entries of a list by key: groups and entries in the order of the list. */
export function groupBy<T, K>(list: Iterable<T>, keyOf: (entry: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const entry of list) pushTo(groups, keyOf(entry), entry);
  return groups;
}

/** Adds an entry to the list of a key. */
export function pushTo<K, T>(map: Map<K, T[]>, key: K, entry: T): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** The entry of a key, made if there is none. */
export function entryOf<K, T extends object>(map: Map<K, T>, key: K, make: (key: K) => T): T {
  const known = map.get(key);
  if (known) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

/** Concatenates many lists; several times faster than `flatMap` for a hundred thousand entries. */
export function joined<T>(lists: Iterable<readonly T[]>): readonly T[] {
  const all: T[] = [];
  for (const list of lists) for (const entry of list) all.push(entry);
  return all;
}

/** A cached function: `make` is called once per key, so its answers must not change meanwhile. */
export function onceEach<K, T>(make: (key: K) => T): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** The same for a function of an object, which it must not change; what it made is forgotten with the object. */
export function oncePer<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const known = new WeakMap<K, { readonly made: T }>();
  return (key) => {
    const before = known.get(key) ?? { made: make(key) };
    known.set(key, before);
    return before.made;
  };
}
