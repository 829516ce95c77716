// The manager's digest word for word, and which days it still, or already, mentions (spec 04, «Letters»).
import { describe, expect, test } from '@jest/globals';
import { day, type Outcome, plain, type Scene, type Typed } from '../harness.js';
import { applied, bought, decideAt, PARTNER, partner, renewed, type Tabs, ticks } from './fixtures.js';

const decide = (now: string, tabs: Tabs = {}, settings: Scene['settings'] = {}): Outcome =>
  decideAt(now, tabs, { settings: { Менеджер: 'manager@example.com', ...settings } });
const digestOf = (outcome: Outcome): string =>
  plain(outcome.letters.find(({ code }) => code === 'resellers.digest')?.text ?? '');
/** The lines under a heading of the digest, up to the next blank line. */
const under = (heading: string, text: string): readonly string[] =>
  (text.split(`${heading}\n`)[1] ?? '').split('\n\n')[0]?.split('\n') ?? [];
const OPEN = 'Заявки на уровень:';
const ENDING = 'Участие скоро закончится:';
const ENDED = 'Участие закончилось за последнюю неделю:';

test('a week with nothing to report', () => {
  expect(digestOf(decide('2024-06-03'))).toBe(`Здравствуйте!

Участие действует у 1 компании.
II квартал 2024 года заканчивается 30.06.2024 (осталось 27 дней): закупок учтено на 0 KZT, прогноз баллов 0.

Заявки на уровень:
— нет

Участие скоро закончится:
— нет

Участие закончилось за последнюю неделю:
— нет

Строк с ошибками нет.

Подробности — на вкладках «Сроки» и «Ошибки».

Это письмо составил «Регламент».`);
});

test('nobody takes part any more', () => {
  expect(digestOf(decide('2025-06-02'))).toContain(
    '\n\nСейчас участие не действует ни у одной компании.\nII',
  );
});

test('the number of participants, purchases of the quarter, rows not counted', () => {
  const text = digestOf(
    decide('2024-12-30', {
      partners: [
        partner(),
        partner({ Компания: 'Айва' }),
        partner({ Компания: 'Вяз', 'Дата регистрации': day('2023-02-10') }),
        partner({ Компания: 'Граб', 'Дата регистрации': day('2025-02-10') }),
      ],
      purchases: [
        bought('2024-02-12', 100_000),
        bought('2024-11-11', 20_000),
        bought('2024-12-12', 3_000, 'Айва'),
        bought('2024-12-12', 1, 'Незнакомец'),
      ],
    }),
  );
  expect(text).toContain('Участие действует у 2 компаний.\n');
  expect(text).toContain(
    'IV квартал 2024 года заканчивается 31.12.2024 (остался 1 день): закупок учтено на 23 000 KZT, прогноз баллов 460.\n',
  );
  expect(text).toContain('\n\nНе учтено из-за ошибок: 1 строка.\n');
});

// «Изменение уровня участия»: the answer is due on the fifth working day; 27.05.2024 is a Monday, 24.05 a
// Friday.
test('open applications by the day of their deadline', () => {
  const outcome = decide('2024-06-03', {
    partners: [
      partner({ ...ticks('ПС') }),
      partner({ Компания: 'Вяз', 'Дата регистрации': day('2023-02-10') }),
      partner({ Компания: 'Плохая', Email: 'нет' }),
    ],
    applications: [
      applied('2024-05-27', 'Corporate Reseller'),
      applied('2024-05-28', 'Primary Reseller', {}, 'Вяз'),
      applied('2024-05-24', 'Professional Reseller'),
      applied('2024-05-28', 'Professional Reseller', {}, 'Вяз'),
      applied('2024-05-29', 'Solution Provider', {}, 'Плохая'),
      applied('2024-05-20', 'Solution Provider', { Решение: 'отклонено' }),
      applied('2024-05-20', 'Solution Provider', {}, 'Незнакомец'),
    ],
  });
  expect(under(OPEN, digestOf(outcome))).toEqual([
    `— ${PARTNER}, Professional Reseller: ответить до 31.05.2024 (просрочено); можно одобрить`,
    `— ${PARTNER}, Corporate Reseller: ответить до 03.06.2024; не хватает: Техперсонал`,
    '— Вяз, Primary Reseller: ответить до 04.06.2024; участие: истекло',
    '— Вяз, Professional Reseller: ответить до 04.06.2024; не хватает: План продаж, Специалист по продажам; участие: истекло',
    '— Плохая, Solution Provider: ответить до 05.06.2024; строка компании с ошибкой',
  ]);
});

test('approved without its requirements: listed for a month, after the open applications', () => {
  const lines = (decided: string, ticked = '', more: readonly Typed[] = []) => {
    const applications = [
      applied('2024-04-20', 'Solution Provider', { Решение: 'одобрено', 'Дата решения': day(decided) }),
      ...more,
    ];
    return under(OPEN, digestOf(decide('2024-06-03', { partners: [partner(ticks(ticked))], applications })));
  };
  const EARLY = `— ${PARTNER}, Solution Provider: одобрено, не действует; не хватает: План продаж, Совместные решения`;
  expect(lines('2024-06-03', '', [applied('2024-05-30', 'Primary Reseller')])).toEqual([
    `— ${PARTNER}, Primary Reseller: ответить до 06.06.2024; можно одобрить`,
    EARLY,
  ]);
  expect(lines('2024-05-04')).toEqual([EARLY]);
  expect(lines('2024-05-03')).toEqual(['— нет']);
  // Open until the day of its decision.
  expect(lines('2024-06-04')).toEqual([
    `— ${PARTNER}, Solution Provider: ответить до 26.04.2024 (просрочено); решение с 04.06.2024: одобрено`,
  ]);
  expect(lines('2024-06-03', 'ПР')).toEqual(['— нет']);
  // The newest approval counts.
  const newer = applied('2024-06-03', 'Primary Reseller', { Решение: 'одобрено' });
  expect(lines('2024-06-02', '', [newer])).toEqual(['— нет']);
});

describe('ends of membership («Срок участия в программе»)', () => {
  /** The first line of each of the two sections, with a partner whose membership ends with the given year. */
  const ends = (now: string, year: number, settings: Scene['settings'] = {}) => {
    const partners = [partner({ 'Дата регистрации': day(`${year}-02-10`) })];
    const text = digestOf(decide(now, { partners }, settings));
    return [under(ENDING, text)[0], under(ENDED, text)[0]];
  };
  const LINE = (year: number): string => `— ${PARTNER}, Primary Reseller: 31.12.${year}`;
  test.each<[string, string, number, string, string]>([
    ['in 61 days: later than the first reminder', '2022-10-31', 2022, '— нет', '— нет'],
    ['in 60 days', '2021-11-01', 2021, LINE(2021), '— нет'],
    ['today', '2018-12-31', 2018, LINE(2018), '— нет'],
    ['yesterday', '2018-01-01', 2017, '— нет', LINE(2017)],
    ['7 days ago', '2019-01-07', 2018, '— нет', LINE(2018)],
    ['8 days ago', '2024-01-08', 2023, '— нет', '— нет'],
  ])('%s', (_, now, year, soon, over) => {
    expect(ends(now, year)).toEqual([soon, over]);
  });
  // Renewal letters do not go before the membership begins either.
  test.each<[string, string, string]>([
    ['tomorrow', '2024-12-03', '— нет'],
    ['today', '2024-12-02', LINE(2024)],
  ])('a membership that begins %s', (_, begins, soon) => {
    const partners = [partner({ 'Дата регистрации': day(begins) })];
    expect(under(ENDING, digestOf(decide('2024-12-02', { partners })))).toEqual([soon]);
  });
  test.each([
    ['2018-12-24', LINE(2018)],
    ['2018-12-17', '— нет'],
  ])('on %s: ends within a week are listed even if reminders are set later', (now, soon) => {
    expect(ends(now, 2018, { 'Предупреждать о продлении за, дней': '3' })).toEqual([soon, '— нет']);
  });
  test('sorted by end, at most forty', () => {
    const many = Array.from({ length: 40 }, (_, index) => partner({ Компания: `Образец ${index}` }));
    const settings = { 'Предупреждать о продлении за, дней': '366' };
    const partners = [partner({ Компания: 'Дольше всех', ...renewed(2025) }), ...many];
    const lines = under(ENDING, digestOf(decide('2024-12-30', { partners }, settings)));
    expect(lines).toHaveLength(41);
    expect(lines.slice(-2)).toEqual(['— Образец 39, Primary Reseller: 31.12.2024', '… и ещё 1']);
    const two = [partner({ Компания: 'Дольше', ...renewed(2025) }), partner()];
    expect(under(ENDING, digestOf(decide('2024-12-30', { partners: two }, settings)))).toEqual([
      LINE(2024),
      '— Дольше, Primary Reseller: 31.12.2025',
    ]);
    const exactly = under(ENDING, digestOf(decide('2024-12-30', { partners: many }, settings)));
    expect(exactly).toHaveLength(40);
    expect(exactly.at(-1)).toBe('— Образец 39, Primary Reseller: 31.12.2024');
  });
});

// Letters are created up to 24 hours late and up to 36 hours ahead, and never outside that window.
describe('the window of letters, to the minute', () => {
  const made = (code: string, now: string, tabs: Tabs = {}): number =>
    decide(now, tabs).decision.letters.filter((one) => one.code === `resellers.${code}`).length;
  const BOUGHT = { purchases: [bought('2024-05-20', 100)] };
  const DECIDED = {
    applications: [
      applied('2024-05-27', 'Primary Reseller', { Решение: 'одобрено', 'Дата решения': day('2024-06-04') }),
    ],
  };
  test.each<[string, string, Tabs, number]>([
    ['renewal', '2024-12-22T11:59:00+05:00', {}, 0],
    ['renewal', '2024-12-22T12:00:00+05:00', {}, 1],
    ['renewal', '2024-12-25T00:00:00+05:00', {}, 1],
    ['renewal', '2024-12-25T00:01:00+05:00', {}, 0],
    ['expired', '2025-01-02T00:00:00+05:00', {}, 1],
    ['expired', '2025-01-02T00:01:00+05:00', {}, 0],
    ['points', '2024-07-02T00:00:00+05:00', BOUGHT, 1],
    ['points', '2024-07-02T00:01:00+05:00', BOUGHT, 0],
    ['level', '2024-06-02T11:59:00+05:00', DECIDED, 0],
    ['level', '2024-06-02T12:00:00+05:00', DECIDED, 1],
    ['level', '2024-06-05T00:00:00+05:00', DECIDED, 1],
    ['level', '2024-06-05T00:01:00+05:00', DECIDED, 0],
    ['digest', '2024-06-04T00:00:00+05:00', {}, 1],
    ['digest', '2024-06-04T00:01:00+05:00', {}, 0],
  ])('%s at %s', (code, now, tabs, count) => {
    expect(made(code, now, tabs)).toBe(count);
  });
});

// «Сроки»: who is responsible for a date, and its note.
test('deadlines: the quarter, every end of a membership, every open application', () => {
  const outcome = decide('2024-06-03', {
    partners: [partner(renewed(2025))],
    applications: [applied('2024-05-27', 'Corporate Reseller')],
  });
  expect(outcome.deadlines).toEqual([
    {
      object: '2024-Q2',
      what: 'Конец квартала',
      due: '2024-06-30',
      state: 'open',
      note: 'Внесите закупки квартала: по итогам этого дня начисляются баллы.',
      source: 'Настройки',
    },
    {
      object: PARTNER,
      what: 'Окончание участия',
      due: '2024-12-31',
      state: 'done',
      note: 'Участие продлено.',
      source: 'Реселлеры!2',
    },
    {
      object: PARTNER,
      what: 'Окончание участия',
      due: '2025-12-31',
      state: 'open',
      note: 'Primary Reseller',
      source: 'Реселлеры!2',
    },
    {
      object: PARTNER,
      what: 'Ответ на заявку',
      due: '2024-06-03',
      state: 'open',
      note: 'Corporate Reseller, заявка от 27.05.2024',
      source: 'Заявки на уровень!2',
    },
  ]);
  expect(outcome.decision.deadlines.map(({ responsible }) => responsible)).toEqual(
    Array.from({ length: 4 }, () => 'manager@example.com'),
  );
  expect(decideAt('2024-06-03', {}).decision.deadlines[0]?.responsible).toBe('');
});
