// The reseller programme: reseller levels and the accumulation programme of Intelligent Platforms. Wiring
// only.
import { defineProgramme, noPage } from '../programme.js';
import { card } from './card.js';
import { decide } from './decide.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const resellers = defineProgramme({
  ...card,
  tabs,
  settings,
  letters,
  actions: [],
  examples,
  decide,
  page: noPage,
});
