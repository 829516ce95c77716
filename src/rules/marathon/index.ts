// The training marathon (seed 000): wiring only.
import { defineProgramme } from '../programme.js';
import { actions } from './actions.js';
import { decide } from './decide.js';
import { demo } from './demo.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { page } from './page.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const marathon = defineProgramme({
  id: 'marathon',
  title: 'Марафон',
  about:
    'Учебный марафон: участники, посещения, тесты, задания и продажи — в рейтинг, номинации, розыгрыши и сроки.',
  tabs,
  settings,
  letters,
  actions,
  examples,
  decide,
  demo,
  page,
});
