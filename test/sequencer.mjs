// The long tests start first, so that none of them runs alone at the end. A clean clone knows no times: Jest would go
// by size, and these are small.
import Sequencer from '@jest/test-sequencer';

const LONG = /[\\/](faults|hands|hostile|browser)[\\/]|(random|properties)\.test/;

export default class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [
      ...sorted.filter(({ path }) => LONG.test(path)),
      ...sorted.filter(({ path }) => !LONG.test(path)),
    ];
  }
}
