// «Справка»: the way of each programme from its tabs to its results.
import { expect, test } from '@jest/globals';
import type { Programme } from '../../src/rules/programme.js';
import { inputTab, outputTab } from '../../src/rules/tabs.js';
import { helpPage } from '../../src/ui/help.js';
import type { Titled } from '../../src/ui/html.js';

const inputTabs = {
  registrations: inputTab('Регистрации', '', {}),
  blocks: inputTab('Блоки', '', {}),
};

test.each<[string, Titled, string]>([
  ['without programmes', helpPage([]), 'Справка'],
  [
    'with one programme',
    helpPage([
      {
        title: 'Марафон',
        about: '<Учебный>.',
        menu: {},
        tabs: { ...inputTabs, rating: outputTab('Рейтинг', '', {}) },
      } as unknown as Programme,
    ]),
    '<b>Марафон</b>. &lt;Учебный&gt;. Регистрации → Блоки → Пересчитать.</p>',
  ],
  [
    'with a programme that has a menu',
    helpPage([
      {
        title: 'Марафон',
        about: 'Учебный.',
        menu: { draw: { name: 'draw', title: 'Провести розыгрыш…' } },
        tabs: inputTabs,
      } as unknown as Programme,
    ]),
    'Учебный. Регистрации → Блоки → Пересчитать. В её меню: «Провести розыгрыш…».</p>',
  ],
])('%s', (_, made, expected) => {
  expect(made.html).toContain(expected);
  expect(made.html).not.toMatch(/undefined|NaN|\[object/);
});
