// Partners' webinars (1С-Битрикс Казахстан): wiring only.
import { defineProgramme, noPage } from '../programme.js';
import { card } from './card.js';
import { decide } from './decide.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const webinars = defineProgramme({
  ...card,
  tabs,
  settings,
  letters,
  actions: [],
  examples,
  decide,
  page: noPage,
});
