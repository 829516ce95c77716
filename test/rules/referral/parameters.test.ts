// Whatever people are told follows the parameters in «Настройки»; no text repeats a default.
import { expect, test } from '@jest/globals';
import { Fault } from '../../../src/rules/kinds.js';
import { demo } from '../../../src/rules/referral/demo.js';
import { referral } from '../../../src/rules/referral/index.js';
import { settings } from '../../../src/rules/referral/settings.js';
import { zoneOf } from '../harness.js';
import { referrals } from './fixtures.js';
import { tellsParameters } from '../parameters.js';

tellsParameters(referral, demo(), {
  settings: {
    'Ставка юрлица, %': 16,
    'Срок юрлица, месяцев': 25,
    'Вознаграждение физлица': 3210,
    'Порог физлица': 5432,
    'Минимум вывода юрлица': 2345,
    'Клиентов для вывода юрлица': 5,
    'Обучение обязательно': 'нет',
  },
  never: [
    /\b15 %/,
    /\b24 мес|двух? (года|лет)|два года/,
    /получает 3 000|от 5 000|от 2 000/,
    /два клиента|втор(ого|ой) клиент|из 2$|нужно 2$/,
    /обученн|клиент обучен и/,
  ],
  told: [
    'Юрлицо получает 16 % подтверждённой абонентской платы клиента за месяц в течение 25 месяцев с его регистрации',
    'Физлицо получает 3 210 ₽ один раз',
    'от 5 432 ₽',
    'у юрлица — если к тому же срок вознаграждения не истёк',
    'весь баланс, если он не меньше 2 345 ₽, подписан договор и клиентов с оплатой не меньше 5',
  ],
});

test.each<[number, readonly (readonly [what: string, how: string])[]]>([
  [0.15, [['ставка меньше 1 %: начисляется 0,15 %', 'Если нужно 15 %, впишите число 15.']]],
  [0.007, [['ставка меньше 1 %: начисляется 0,007 %', 'Если нужно 0,7 %, впишите число 0,7.']]],
  [0, []],
  [1, []],
])('a rate of %d: a warning where a percent cell is likely', (rate, told) => {
  const { decision } = referrals('2023-11-05', {}, { settings: { 'Ставка юрлица, %': rate } });
  expect(decision.problems.map(({ what, how }) => [what, how])).toEqual(told);
});

test.each(['15 %', 'пятнадцать'])('«%s» is no rate: the hint names its limits', (typed) => {
  expect(settings.rate.kind.read(typed, zoneOf('UTC'))).toEqual(
    new Fault('это не число', 'Впишите число от 0 до 100.'),
  );
});
