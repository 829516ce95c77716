// Wiring of the webinar programme: its declarations, its rules, its letters and its sample.
import { defineProgramme } from '../programme.js';
import { decide } from './decide.js';
import { demo } from './demo.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const webinars = defineProgramme({
  id: 'webinars',
  title: 'Вебинары',
  about:
    'Вебинары партнёров 1С-Битрикс Казахстан: согласования, регистрации и явка, анонсы, смета, нарушения, баллы и бонусы, отчётность.',
  tabs,
  settings,
  letters,
  actions: [],
  examples,
  decide,
  demo,
});
