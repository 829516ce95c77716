// Levels: the regulation's table of requirements, the next lower levels, service status, benefits,
// applications (rules 1, 2, 6).
import { describe, expect, test } from '@jest/globals';
import { day, plain, type Typed } from '../harness.js';
import { applied, bought, cellsOf, decideAt, partner, renewed, spent, ticks } from './fixtures.js';

const PRIMARY = 'Primary Reseller';
const PROFESSIONAL = 'Professional Reseller';
const CORPORATE = 'Corporate Reseller';
const SOLUTION = 'Solution Provider';

const levelOf = (row: Typed, applications: readonly Typed[] = [], now = '2024-06-03'): unknown =>
  cellsOf(decideAt(now, { partners: [partner(row)], applications }), 'Реселлеры')['Уровень'];

describe('requirements and the next lower levels (table «Уровень»)', () => {
  test.each([
    // Columns: claimed, ticked, in force, missing. Each requirement of each level, alone and together.
    [PRIMARY, '', PRIMARY, null],
    [PRIMARY, 'ПСТР', PRIMARY, null],
    [PROFESSIONAL, 'ПС', PROFESSIONAL, null],
    [PROFESSIONAL, 'П', PRIMARY, 'Специалист по продажам'],
    [PROFESSIONAL, 'С', PRIMARY, 'План продаж'],
    [PROFESSIONAL, 'ТР', PRIMARY, 'План продаж, Специалист по продажам'],
    [CORPORATE, 'ПСТ', CORPORATE, null],
    [CORPORATE, 'ПС', PROFESSIONAL, 'Техперсонал'],
    [CORPORATE, 'ПТ', PRIMARY, 'Специалист по продажам'],
    [CORPORATE, 'СТ', PRIMARY, 'План продаж'],
    [CORPORATE, '', PRIMARY, 'План продаж, Специалист по продажам, Техперсонал'],
    [SOLUTION, 'ПР', SOLUTION, null],
    [SOLUTION, 'ПС', PROFESSIONAL, 'Совместные решения'],
    [SOLUTION, 'ПСТ', PROFESSIONAL, 'Совместные решения'],
    [SOLUTION, 'П', PRIMARY, 'Совместные решения'],
    [SOLUTION, 'РС', PRIMARY, 'План продаж'],
    [SOLUTION, '', PRIMARY, 'План продаж, Совместные решения'],
  ])('%s with «%s» is %s, missing %s', (claimed, ticked, level, missing) => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner({ 'Заявленный уровень': claimed, ...ticks(ticked) })],
    });
    expect(cellsOf(outcome, 'Реселлеры')).toMatchObject({ Уровень: level, 'Чего не хватает': missing });
  });

  test('the level does not depend on the participation', () => {
    const row = { 'Заявленный уровень': CORPORATE, ...ticks('ПСТWAИ') };
    for (const now of ['2024-01-15', '2024-06-03', '2025-06-03']) {
      const cells = cellsOf(decideAt(now, { partners: [partner(row)] }), 'Реселлеры');
      expect(cells).toMatchObject({ Уровень: CORPORATE, 'Сервисный статус': 'Service Reseller' });
    }
  });
});

describe('service status (row «Service Reseller/Provider»)', () => {
  test.each([
    [PRIMARY, 'WAИ', null],
    [PROFESSIONAL, 'ПСWAИ', 'Service Reseller'],
    [PROFESSIONAL, 'ПСWA', null],
    [PROFESSIONAL, 'ПСWИ', null],
    [PROFESSIONAL, 'ПСAИ', null],
    [CORPORATE, 'ПСТWAИ', 'Service Reseller'],
    [SOLUTION, 'ПРWAИ', 'Service Provider'],
    // The level in force decides, not the requested one.
    [SOLUTION, 'ПСWAИ', 'Service Reseller'],
    [CORPORATE, 'WAИ', null],
  ])('%s with «%s» has %s', (claimed, ticked, status) => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner({ 'Заявленный уровень': claimed, ...ticks(ticked) })],
    });
    expect(cellsOf(outcome, 'Реселлеры')['Сервисный статус']).toBe(status);
  });
});

describe('benefits (column «Преимущества» of the seed)', () => {
  const site = 'отображение на сайте в списке партнёров; специальные условия поставки';
  const marketing = 'участие в совместных маркетинговых программах';
  const service = 'дополнительные условия поставки; отображение на сайте в списке сервисных партнёров';
  test.each([
    [PRIMARY, '', 'участие в накопительной программе'],
    [PROFESSIONAL, 'ПС', `${site}; совместное участие в выставках`],
    [
      CORPORATE,
      'ПСТ',
      `${site}; ${marketing}; предоставление демонстрационного оборудования; дистанционное обучение`,
    ],
    [SOLUTION, 'ПР', `${site}; ${marketing}`],
    [SOLUTION, 'ПРWAИ', `${site}; ${marketing}; ${service}`],
    [PROFESSIONAL, 'ПСWAИ', `${site}; совместное участие в выставках; ${service}`],
  ])('%s with «%s»', (claimed, ticked, benefits) => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner({ 'Заявленный уровень': claimed, ...ticks(ticked) })],
    });
    expect(cellsOf(outcome, 'Реселлеры')['Преимущества']).toBe(benefits);
  });
});

describe('the requested level comes from approved applications (rule 1)', () => {
  const all = { ...ticks('ПСТР') };
  const approved = { Решение: 'одобрено' };
  test.each<[string, readonly Typed[], string, string]>([
    ['no application', [], '2024-06-03', PRIMARY],
    ['an approved one', [applied('2024-05-01', PROFESSIONAL, approved)], '2024-06-03', PROFESSIONAL],
    ['one without a decision', [applied('2024-05-01', PROFESSIONAL)], '2024-06-03', PRIMARY],
    [
      'a rejected one',
      [applied('2024-05-01', PROFESSIONAL, { Решение: 'отклонено' })],
      '2024-06-03',
      PRIMARY,
    ],
    [
      'the latest of two',
      [applied('2024-05-20', CORPORATE, approved), applied('2024-05-01', PROFESSIONAL, approved)],
      '2024-06-03',
      CORPORATE,
    ],
    [
      'the lower row of two with one date',
      [applied('2024-05-01', CORPORATE, approved), applied('2024-05-01', PROFESSIONAL, approved)],
      '2024-06-03',
      PROFESSIONAL,
    ],
    ['dated today', [applied('2024-06-03', PROFESSIONAL, approved)], '2024-06-03', PROFESSIONAL],
    ['dated tomorrow', [applied('2024-06-04', PROFESSIONAL, approved)], '2024-06-03', PRIMARY],
    [
      'dated tomorrow, though already decided',
      [applied('2024-06-04', PROFESSIONAL, { ...approved, 'Дата решения': day('2024-06-01') })],
      '2024-06-03',
      PRIMARY,
    ],
    [
      'decided tomorrow',
      [applied('2024-05-01', PROFESSIONAL, { ...approved, 'Дата решения': day('2024-06-04') })],
      '2024-06-03',
      PRIMARY,
    ],
    [
      'decided today',
      [applied('2024-05-01', PROFESSIONAL, { ...approved, 'Дата решения': day('2024-06-03') })],
      '2024-06-03',
      PROFESSIONAL,
    ],
    [
      'the latest approval, though its application is older',
      [
        applied('2024-04-01', CORPORATE, { ...approved, 'Дата решения': day('2024-05-20') }),
        applied('2024-05-01', PROFESSIONAL, { ...approved, 'Дата решения': day('2024-05-06') }),
      ],
      '2024-06-03',
      CORPORATE,
    ],
    ['a request for a lower level', [applied('2024-05-01', PRIMARY, approved)], '2024-06-03', PRIMARY],
  ])('%s', (_, applications, now, level) => {
    expect(levelOf(all, applications, now)).toBe(level);
  });

  test('if the requirements of an approved level are not met, a lower one applies', () => {
    expect(levelOf(ticks('ПС'), [applied('2024-05-01', CORPORATE, approved)])).toBe(PROFESSIONAL);
  });

  test('the company is compared like a header: case, blanks, ё', () => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner({ Компания: 'ТОО «Чёрный Лес»', ...ticks('ПС') })],
      applications: [applied('2024-05-01', PROFESSIONAL, approved, ' тоо  «ЧЕРНЫЙ лес» ')],
    });
    expect(outcome.problems).toEqual([]);
    expect(cellsOf(outcome, 'Реселлеры')['Уровень']).toBe(PROFESSIONAL);
  });
});

describe('«Можно одобрить», «Чего не хватает» of an application', () => {
  test.each<[string, Typed, Typed, unknown, unknown]>([
    ['requirements hold, participation действует', ticks('ПСТ'), {}, 'да', null],
    ['something is missing', ticks('П'), {}, 'нет', 'Специалист по продажам, Техперсонал'],
    ['participation истекло', { ...ticks('ПСТ'), 'Дата регистрации': day('2023-05-01') }, {}, 'нет', null],
    [
      'participation ещё не началось',
      { ...ticks('ПСТ'), 'Дата регистрации': day('2024-07-01') },
      {},
      'нет',
      null,
    ],
    [
      'extended: действует',
      { ...ticks('ПСТ'), 'Дата регистрации': day('2023-05-01'), ...renewed(2024) },
      {},
      'да',
      null,
    ],
    ['approved: blank', ticks('ПСТ'), { Решение: 'одобрено' }, null, null],
    ['rejected: blank', ticks('П'), { Решение: 'отклонено' }, null, 'Специалист по продажам, Техперсонал'],
    ['Дата решения alone decides nothing', ticks('ПСТ'), { 'Дата решения': day('2024-05-02') }, 'да', null],
  ])('%s', (_, row, decision, approvable, missing) => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner(row)],
      applications: [applied('2024-05-01', CORPORATE, decision)],
    });
    expect(cellsOf(outcome, 'Заявки на уровень')).toEqual({
      'Можно одобрить': approvable,
      'Чего не хватает': missing,
    });
  });

  test('an application of an unknown company is a row error (rule 5)', () => {
    const outcome = decideAt('2024-06-03', {
      applications: [applied('2024-05-01', CORPORATE, {}, 'ТОО «Незнакомец»')],
    });
    expect(outcome.problems).toEqual([
      'Заявки на уровень!2[Компания]: такой компании нет на вкладке «Реселлеры»',
    ]);
    expect(outcome.deadlines.map(({ what }) => what)).not.toContain('Ответ на заявку');
  });

  test('a company whose row is in error: no further error, blank cells (rule 5)', () => {
    const outcome = decideAt('2024-06-03', {
      partners: [partner({ Email: 'нет почты' })],
      applications: [applied('2024-05-01', CORPORATE)],
    });
    expect(outcome.problems).toHaveLength(1);
    expect(cellsOf(outcome, 'Заявки на уровень')).toEqual({
      'Можно одобрить': null,
      'Чего не хватает': null,
    });
  });

  describe('a decision dated later than today does not count yet (spec 00)', () => {
    const at = (decided: string) =>
      decideAt('2024-06-03', {
        partners: [partner(ticks('ПСТ'))],
        applications: [
          applied('2024-05-27', 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day(decided) }),
        ],
      });
    const WARNING = (date: string) =>
      `Заявки на уровень!2[Дата решения]: (предупреждение) до ${date} решение не действует: заявка открыта`;
    test.each<[string, boolean, readonly string[]]>([
      ['2024-06-03', false, []],
      ['2024-06-04', true, []],
      ['2024-07-04', true, []],
      ['2024-07-05', true, [WARNING('05.07.2024')]],
      ['2025-06-03', true, [WARNING('03.06.2025')]],
    ])('%s', (decided, isOpen, problems) => {
      const outcome = at(decided);
      expect(cellsOf(outcome, 'Заявки на уровень')['Можно одобрить']).toBe(isOpen ? 'да' : null);
      const answers = outcome.deadlines.filter(({ what }) => what === 'Ответ на заявку');
      expect(answers.map(({ due }) => due)).toEqual(isOpen ? ['2024-06-03'] : []);
      expect(outcome.problems).toEqual(problems);
    });
  });
});

test('an unknown company is listed beside another error of its row; the row counts once', () => {
  const outcome = decideAt(
    '2024-06-03',
    {
      partners: [partner(), partner({ Компания: 'Плохая', Email: 'нет' })],
      purchases: [bought('2024-05-01', 'много', 'Незнакомец'), bought('2024-05-01', 'много', 'Плохая')],
      redemptions: [spent('2024-05-01', 0, 'Незнакомец'), spent('2024-05-01', 0)],
      applications: [applied('2024-05-01', 'Gold', {}, 'Незнакомец'), applied('2024-05-01', 'Gold', {}, '')],
    },
    { settings: { Менеджер: 'manager@example.com' } },
  );
  const UNKNOWN = 'такой компании нет на вкладке «Реселлеры»';
  expect(outcome.problems.filter((one) => one.includes(UNKNOWN))).toEqual(
    ['Закупки', 'Списания баллов', 'Заявки на уровень'].map((tab) => `${tab}!2[Компания]: ${UNKNOWN}`),
  );
  expect(cellsOf(outcome, 'Закупки')['ошибка']).toBe(`«Сумма» — это не число; «Компания» — ${UNKNOWN}`);
  const digest = outcome.letters.find(({ code }) => code === 'resellers.digest');
  expect(plain(digest?.text)).toContain('Не учтено из-за ошибок: 7 строк.');
});
