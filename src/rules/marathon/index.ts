// The training marathon (seed 000): wiring only.
import { defineProgramme } from '../programme.js';
import { actions } from './actions.js';
import { card } from './card.js';
import { decide } from './decide.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { page } from './page.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const marathon = defineProgramme({
  ...card,
  tabs,
  settings,
  letters,
  actions,
  examples,
  decide,
  page,
});
