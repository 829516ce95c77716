// «Рефералы»: the referral programme, wired together.
import { defineProgramme, noPage } from '../programme.js';
import { actions } from './actions.js';
import { card } from './card.js';
import { decide } from './decide.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const referral = defineProgramme({
  ...card,
  tabs,
  settings,
  letters,
  actions,
  examples,
  decide,
  page: noPage,
});
