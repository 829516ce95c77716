// Reproducible pseudo-random numbers for sample rows.

/** Returns a generator of whole numbers in [0, n): a small linear congruential generator with its own seed. */
export function chance(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * n);
  };
}
