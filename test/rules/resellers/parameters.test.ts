// Whatever people are told follows the parameters in «Настройки»; no text repeats a default.
import { describe, expect, test } from '@jest/globals';
import { demo } from '../../../src/rules/resellers/demo.js';
import { resellers } from '../../../src/rules/resellers/index.js';
import { plain } from '../harness.js';
import { tellsParameters } from '../parameters.js';
import { decideAt } from './fixtures.js';

tellsParameters(resellers, demo(), {
  settings: {
    Валюта: 'USD',
    'Порог закупок': 3_456_789,
    'Ставка до порога, %': 3,
    'Ставка свыше порога, %': 5,
    'Расчёт баллов': 'сверх порога',
    'Срок накопления': 'всё время',
    'Ответ на заявку, рабочих дней': 6,
  },
  never: [/KZT/, /До 3 000 000/, /— [24] %/, /складываются с 1 января/, /5 рабочих/],
  told: ['складываются с первой закупки', 'До 3 456 789 USD включительно — 3 %, свыше — 5 %'],
});

describe.each(['Ставка до порога, %', 'Ставка свыше порога, %'])('«%s»', (header) => {
  test.each<[number, readonly (readonly [what: string, how: string])[]]>([
    [0.02, [['ставка меньше 0,1 %: начисляется 0,02 %', 'Если нужно 2 %, впишите число 2.']]],
    [0.07, [['ставка меньше 0,1 %: начисляется 0,07 %', 'Если нужно 7 %, впишите число 7.']]],
    [0, []],
    [0.1, []],
  ])('%d: a warning where a cell of percents is likely', (rate, told) => {
    const { problems } = decideAt('2024-06-03', {}, { settings: { [header]: rate } }).decision;
    expect(problems.map(({ what, how }) => [plain(what), how])).toEqual(told);
    expect(problems.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});
