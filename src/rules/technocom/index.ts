// «Техноком»: client registry, Service Desk, hours, licences and training of ТЕХНОКОМ's partners. Wiring only.
import { defineProgramme } from '../programme.js';
import { actions } from './actions.js';
import { decide } from './decide.js';
import { demo } from './demo.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { page } from './page.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const technocom = defineProgramme({
  id: 'technocom',
  title: 'Техноком',
  about: 'Реестр клиентов партнёрской сети, Service Desk, часы головного офиса, лицензии и обучение.',
  tabs,
  settings,
  letters,
  actions,
  examples,
  decide,
  demo,
  page,
});
