// Periods of «Настройки» that end before they begin: reported, and the default period applies.
import { describe, expect, test } from '@jest/globals';
import { at } from '../harness.js';
import { application, sale, stage } from './fixtures.js';
import { lettersOf } from './mailing.js';

const REGISTRATION =
  '«Регистрация по» раньше, чем «Регистрация с»: действует период с 04.09.2023 по 05.10.2023';
const MARATHON = '«Марафон по» раньше, чем «Марафон с»: действует период с 21.09.2023 по 03.11.2023';
const run = (settings: Readonly<Record<string, string>>) =>
  stage({
    settings,
    tabs: {
      Регистрации: [application('anna', { 'Дата регистрации': at('2023-10-05 12:00') })],
      Продажи: [sale('anna', { Дата: at('2023-11-03') })],
    },
  });

describe('parameters → problems', () => {
  test.each<[Readonly<Record<string, string>>, readonly string[]]>([
    [{ 'Регистрация с': '05.10.2023', 'Марафон с': '03.11.2023' }, []],
    [{ 'Регистрация с': '06.10.2023' }, [REGISTRATION]],
    [{ 'Регистрация по': '03.09.2023' }, [REGISTRATION]],
    [{ 'Марафон с': '04.11.2023' }, [MARATHON]],
    [{ 'Регистрация с': '02.01.2024', 'Регистрация по': '01.01.2024' }, [REGISTRATION]],
    [{ 'Марафон по': '01.09.2023', 'Регистрация с': '10.10.2023' }, [REGISTRATION, MARATHON]],
  ])('%j', (settings, expected) => {
    expect(run(settings).problems).toEqual(expected.map((what) => expect.stringContaining(what)));
  });

  test.each([
    ['Регистрация с', '06.10.2023', 'registrationFrom'],
    ['Регистрация по', '03.09.2023', 'registrationTo'],
    ['Марафон с', '04.11.2023', 'marathonFrom'],
    ['Марафон по', '20.09.2023', 'marathonTo'],
  ])('the line stands at the parameter that staff have filled in: «%s»', (name, value, setting) => {
    const [problem] = run({ [name]: value }).decided.problems;
    expect(problem).toMatchObject({ setting, severity: 'error', how: expect.stringContaining(`«${name}»`) });
  });
});

test('both ends are at their defaults: nobody is refused, sales count, deadlines and page show them', () => {
  const outcome = run({ 'Регистрация с': '10.10.2023', 'Марафон с': '04.11.2023' });
  expect(outcome.computed['Регистрации']).toEqual([{ Статус: 'участник', Причина: null }]);
  expect(outcome.outputs['Рейтинг']?.[0]).toMatchObject({ Никнейм: 'anna', Продажи: 3 });
  expect(outcome.page()?.lead).toContain('С 21.09.2023 по 03.11.2023');
  const { deadlines } = run({ 'Регистрация по': '01.09.2023', 'Марафон по': '01.09.2023' });
  expect(deadlines.filter(({ object }) => object === 'Марафон').map(({ due }) => due)).toEqual([
    '2023-10-05',
    '2023-11-03',
  ]);
});

test('the letters and the digest go by the default period', () => {
  const settings = { 'Регистрация с': '10.10.2023', 'Марафон по': '20.09.2023' };
  const early = [application('anna', { 'Дата регистрации': at('2023-09-01 12:00') })];
  const now = '2023-09-25T08:00:00+03:00';
  const [refusal] = lettersOf('marathon.rejected', { now, settings, tabs: { Регистрации: early } });
  expect(refusal?.text).toContain('подайте заявку ещё раз с 04.09.2023 по 05.10.2023 включительно');
  const [digest] = lettersOf('marathon.digest', { now, settings });
  expect(digest?.text).toContain(`Строки с ошибками (не учтены):\n${REGISTRATION}\n${MARATHON}`);
});
