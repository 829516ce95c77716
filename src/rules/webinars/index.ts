// Wiring of the webinar programme: its declarations, its rules, its letters and its sample.
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
