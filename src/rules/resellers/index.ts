// The reseller programme, wired: reseller levels and the accumulation programme of Intelligent Platforms.
import { defineProgramme } from '../programme.js';
import { decide } from './decide.js';
import { demo } from './demo.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const resellers = defineProgramme({
  id: 'resellers',
  title: 'Реселлеры',
  about:
    'Уровни реселлеров Intelligent Platforms, срок их участия и баллы накопительной программы по кварталам.',
  tabs,
  settings,
  letters,
  actions: [],
  examples,
  decide,
  demo,
});
