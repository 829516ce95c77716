// Letters about levels, word for word, and which changes each of them announces (spec 04, rule 1 and
// «Letters»).
import { describe, expect, test } from '@jest/globals';
import { day, plain, type Scene, type ShownLetter, type Typed } from '../harness.js';
import { applied, decideAt, PARTNER, partner, type Tabs, ticks } from './fixtures.js';

const TODAY = '2024-06-03';
const BENEFITS =
  'отображение на сайте в списке партнёров; специальные условия поставки; совместное участие в выставках';
type Past = Scene['past'];
const levels = (tabs: Tabs, past: Past = {}): readonly ShownLetter[] =>
  decideAt(TODAY, tabs, { past }).letters.filter(({ code }) => code === 'resellers.level');
const textOf = (letter: ShownLetter | undefined): string => plain(letter?.text);

const approved = (level: string, decided: string, more: Typed = {}): Typed =>
  applied('2024-05-27', level, { Решение: 'одобрено', 'Дата решения': day(decided), ...more });
const refused = (level: string, decided: string, reason = ''): Typed =>
  applied('2024-05-27', level, {
    Решение: 'отклонено',
    'Дата решения': day(decided),
    'Причина отказа': reason,
  });
/** A partner that meets Professional, and with «Т» Corporate too. */
const skilled = (letters = 'ПС', more: Typed = {}): Typed =>
  partner({ 'Заявленный уровень': 'Professional Reseller', ...ticks(letters), ...more });

test('an approval: the decision, the requirements that are met and the benefits, each once', () => {
  const [letter, ...others] = levels({
    partners: [skilled('ПСТWAИ')],
    applications: [approved('Corporate Reseller', TODAY)],
  });
  expect(others).toEqual([]);
  const text = textOf(letter);
  expect(text).toContain(
    `Ваша заявка от 27.05.2024 на уровень Corporate Reseller одобрена с 03.06.2024.\n\nУровень компании ${PARTNER} в Intelligent Platforms Partner Program: Corporate Reseller. Сервисный статус: Service Reseller.\nТребования уровня Corporate Reseller выполнены.\nПреимущества: `,
  );
  expect(text).toContain('\nВопросы — ответом на это письмо.');
  const benefits = /Преимущества: (.*)\./.exec(text)?.[1]?.split('; ') ?? [];
  expect(benefits.length).toBeGreaterThan(5);
  expect(new Set(benefits).size).toBe(benefits.length);
});

describe('the reason of a rejection ends with one stop', () => {
  test.each<[string, string]>([
    ['', ''],
    ['Нет сертификатов', ' Причина: Нет сертификатов.'],
    ['Нет сертификатов.', ' Причина: Нет сертификатов.'],
    ['Где план? ', ' Причина: Где план?'],
    ['Нет плана!', ' Причина: Нет плана!'],
    ['Нет плана…', ' Причина: Нет плана…'],
    ['Нет сертификатов . . .', ' Причина: Нет сертификатов.'],
    ['См. п. 3. Нет планов...', ' Причина: См. п. 3. Нет планов.'],
  ])('«%s»', (reason, expected) => {
    const [letter] = levels({
      partners: [skilled()],
      applications: [refused('Corporate Reseller', TODAY, reason)],
    });
    expect(textOf(letter)).toContain(
      `\n\nВаша заявка от 27.05.2024 на уровень Corporate Reseller отклонена 03.06.2024.${expected}\n\n`,
    );
  });
});

test('a rejection does not say that the requirements are met', () => {
  const given = (letters: string) =>
    levels({ partners: [skilled(letters)], applications: [refused('Corporate Reseller', TODAY)] });
  expect(textOf(given('ПСТ')[0])).toContain('Сервисный статус: нет.\n\nПреимущества: ');
  expect(textOf(given('ПС')[0])).toContain(
    'Сервисный статус: нет.\nДля уровня Corporate Reseller не хватает: сертифицированного технического персонала.\nПреимущества: ',
  );
});

describe('an approval without its requirements says that the level begins with them', () => {
  const BEGINS = ' Уровень начнёт действовать, когда требования будут выполнены.\n';
  const LACKS = 'Для уровня Corporate Reseller не хватает: сертифицированного технического персонала.';
  const NEWER = approved('Primary Reseller', TODAY);
  test.each<[string, Typed, readonly Typed[], boolean]>([
    ['today', approved('Corporate Reseller', TODAY), [], true],
    ['tomorrow', approved('Corporate Reseller', '2024-06-04'), [], true],
    ['another approval counts', approved('Corporate Reseller', TODAY), [NEWER], false],
    ['a refusal', refused('Corporate Reseller', TODAY), [], false],
  ])('%s', (_, row, others, says) => {
    const [letter] = levels({ partners: [skilled()], applications: [row, ...others] });
    expect(textOf(letter)).toContain(LACKS + (says ? BEGINS : '\n'));
  });
});

test.each<[string, Typed, readonly Typed[], string]>([
  ['approved', {}, [approved('Corporate Reseller', TODAY)], 'заявка на Corporate Reseller одобрена'],
  ['refused', {}, [refused('Corporate Reseller', TODAY)], 'заявка на Corporate Reseller отклонена'],
  ['changed', { Уровень: 'Primary Reseller' }, [], 'уровень в партнёрской программе — Professional Reseller'],
])('the subject names the company and says what has happened: %s', (_, was, applications, says) => {
  const [letter] = levels({ partners: [skilled('ПСТ', was)], applications });
  expect(letter?.subject).toBe(`${PARTNER}: ${says}`);
});

// «Таблица уровней», in the words of the regulation: partners do not see the columns.
test('requirements that are missing are named in words', () => {
  const lacking = (level: string) => {
    const [letter] = levels({ partners: [skilled('')], applications: [refused(level, TODAY)] });
    return /не хватает: (.*)\./.exec(textOf(letter))?.[1];
  };
  expect(lacking('Corporate Reseller')).toBe(
    'совместного плана продаж, специалиста по продажам в штате, сертифицированного технического персонала',
  );
  expect(lacking('Solution Provider')).toBe('совместного плана продаж, совместных решений');
});

describe('benefits of a partner that does not take part today', () => {
  test.each<[string, string, string]>([
    ['takes part', '2024-02-10', '.'],
    ['no longer', '2023-02-10', ' — пока действует участие (с 10.02.2023 по 31.12.2023).'],
    ['not yet', '2024-06-04', ' — пока действует участие (с 04.06.2024 по 31.12.2024).'],
  ])('%s', (_, registered, ending) => {
    const [letter] = levels({
      partners: [skilled('ПС', { 'Дата регистрации': day(registered) })],
      applications: [refused('Corporate Reseller', TODAY)],
    });
    expect(textOf(letter)).toContain(`Преимущества: ${BENEFITS}${ending}\n`);
  });
});

describe('a letter about a decision tells a level that the decision does not explain', () => {
  const PRO = 'Professional Reseller';
  const CHANGED = 'Уровень вашей компании изменился: был';
  const told = (was: string, ticked: string, applications: readonly Typed[]) => {
    const [letter, ...others] = levels({ partners: [skilled(ticked, { Уровень: was })], applications });
    expect(others).toEqual([]);
    return /(?:отклонена|одобрена)[^\n]*/.exec(textOf(letter))?.[0];
  };
  test.each<[string, string, string, Typed, string]>([
    [
      'a refusal, and a requirement is lost',
      PRO,
      'С',
      refused('Corporate Reseller', TODAY, 'мало заказов'),
      `отклонена 03.06.2024. Причина: мало заказов. ${CHANGED} ${PRO}, теперь Primary Reseller. Запрошенный уровень: ${PRO}. Для уровня ${PRO} не хватает: совместного плана продаж.`,
    ],
    [
      'a refusal, and one is met',
      'Primary Reseller',
      'ПС',
      refused('Corporate Reseller', TODAY),
      `отклонена 03.06.2024. ${CHANGED} Primary Reseller, теперь ${PRO}. Запрошенный уровень: ${PRO}.`,
    ],
    ['a refusal alone', PRO, 'ПС', refused('Corporate Reseller', TODAY), 'отклонена 03.06.2024.'],
    [
      'an approval that gives the level',
      PRO,
      'ПСТ',
      approved('Corporate Reseller', TODAY),
      'одобрена с 03.06.2024.',
    ],
    [
      'an approval, and a requirement is lost',
      PRO,
      'СТ',
      approved('Corporate Reseller', TODAY),
      `одобрена с 03.06.2024. ${CHANGED} ${PRO}, теперь Primary Reseller. Запрошенный уровень: Corporate Reseller (заявка от 27.05.2024, решение от 03.06.2024).`,
    ],
  ])('%s', (_, was, ticked, application, expected) => {
    expect(told(was, ticked, [application])).toBe(expected);
  });
  test('not one about tomorrow’s decision', () => {
    const [letter] = levels({
      partners: [skilled('С', { Уровень: PRO })],
      applications: [refused('Corporate Reseller', '2024-06-04')],
    });
    expect(textOf(letter)).not.toContain(CHANGED);
  });
});

describe('decisions of one date, level and outcome', () => {
  const keys = (...applications: readonly Typed[]) =>
    levels({ partners: [skilled()], applications }).map(({ date }) => date);
  const FIRST = '2024-06-03,2024-05-27,Corporate,отклонено';
  test.each<[string, readonly Typed[], readonly string[]]>([
    ['one', [refused('Corporate Reseller', TODAY)], [FIRST]],
    [
      'two reasons',
      [refused('Corporate Reseller', TODAY, 'первая'), refused('Corporate Reseller', TODAY, 'вторая')],
      [FIRST, `${FIRST},1`],
    ],
    [
      'two days, the later one above',
      [refused('Corporate Reseller', '2024-06-04'), refused('Corporate Reseller', TODAY)],
      [FIRST, '2024-06-04,2024-05-27,Corporate,отклонено,1'],
    ],
    [
      'the same row twice is one decision',
      [refused('Corporate Reseller', TODAY), refused('Corporate Reseller', TODAY)],
      [FIRST, FIRST],
    ],
    [
      'two levels',
      [refused('Corporate Reseller', TODAY), refused('Solution Provider', TODAY)],
      [FIRST, '2024-06-03,2024-05-27,Solution,отклонено'],
    ],
  ])('%s', (_, applications, expected) => {
    expect(keys(...applications)).toEqual(expected);
  });
});

test('a rejection without «Дата решения» contains no day of the decision', () => {
  const [letter] = levels({
    partners: [skilled()],
    applications: [applied(TODAY, 'Corporate Reseller', { Решение: 'отклонено' })],
  });
  expect(textOf(letter)).toContain(
    '\n\nВаша заявка от 03.06.2024 на уровень Corporate Reseller отклонена.\n\n',
  );
});

describe('the level that a decision announces', () => {
  test.each<[string, Typed, readonly Typed[], readonly string[]]>([
    [
      'an approval from tomorrow on: the level of tomorrow',
      skilled('ПСТ'),
      [approved('Corporate Reseller', '2024-06-04')],
      ['Corporate Reseller<Professional Reseller'],
    ],
    [
      'a rejection from tomorrow on does not change it',
      skilled('ПСТ'),
      [refused('Corporate Reseller', '2024-06-04')],
      ['Professional Reseller'],
    ],
    [
      'two approvals on one day: the lower row applies, and both letters say so',
      skilled('ПСТ'),
      [approved('Corporate Reseller', TODAY), approved('Professional Reseller', TODAY)],
      ['Professional Reseller', 'Professional Reseller'],
    ],
  ])('%s', (_, row, applications, memos) => {
    expect(levels({ partners: [row], applications }).map(({ memo }) => memo)).toEqual(memos);
  });
  test('a decision with a date is due on that day, even if it was open at the last recompute', () => {
    const applications = [approved('Corporate Reseller', TODAY, { 'Можно одобрить': 'нет' })];
    expect(levels({ partners: [skilled()], applications })[0]?.occasion).toBe('2024-06-03T00:00');
  });
  test('of two equal applications the one that is still open keeps its line: the other was decided long ago', () => {
    const decided = refused('Corporate Reseller', '2024-05-28');
    const applications = [decided, { ...decided, Решение: '', 'Дата решения': '' }];
    const line = {
      Программа: 'Реселлеры',
      Объект: PARTNER,
      Что: 'Ответ на заявку',
      Примечание: 'Corporate Reseller, заявка от 27.05.2024',
    };
    const told = (lines: number): number =>
      decideAt(
        TODAY,
        { partners: [skilled()], applications },
        { listed: Array.from({ length: lines }, () => line) },
      ).letters.length;
    expect([1, 2].map(told)).toEqual([0, 1]);
  });
  test('a decision dated before its application: a warning, and no letter', () => {
    const outcome = decideAt(TODAY, {
      partners: [skilled('ПСТ', { Уровень: 'Professional Reseller' })],
      applications: [
        applied(TODAY, 'Corporate Reseller', { Решение: 'одобрено', 'Дата решения': day('2024-06-02') }),
      ],
    });
    expect(outcome.problems).toEqual([
      'Заявки на уровень!2[Дата решения]: (предупреждение) решение раньше заявки (03.06.2024): письма о нём не будет',
    ]);
    expect(outcome.letters.map(({ text }) => text.includes('изменился'))).toEqual([true]);
  });
  test('decisions on unknown companies and those in error are not announced', () => {
    const applications = ['Незнакомец', 'Плохая'].map((Компания) => ({
      ...approved('Primary Reseller', TODAY),
      Компания,
    }));
    const partners = [partner(), partner({ Компания: 'Плохая', Email: 'нет' })];
    expect(levels({ partners, applications })).toEqual([]);
  });
});

describe('a level that changed since the last recompute', () => {
  const was = (level: string, letters = 'ПС'): Typed => skilled(letters, { Уровень: level });
  const past = (...list: readonly Typed[]): Past => ({
    'resellers.level': list.map((one) => ({
      recipient: 'partner@example.com',
      object: PARTNER,
      date: '2024-05-01,1',
      ...one,
    })),
  });

  test.each<[string, readonly Typed[], string]>([
    ['by Заявленный уровень', [], 'Запрошенный уровень: Professional Reseller.'],
    [
      'by an approved application',
      [approved('Corporate Reseller', '2024-06-01')],
      'Запрошенный уровень: Corporate Reseller (заявка от 27.05.2024, решение от 01.06.2024).',
    ],
  ])('%s', (_, applications, why) => {
    const [letter] = levels({ partners: [was('Primary Reseller')], applications });
    expect(textOf(letter)).toContain(
      `\n\nУровень вашей компании изменился: был Primary Reseller, теперь Professional Reseller. ${why}\n\n`,
    );
  });

  test.each<[string, Past, readonly string[]]>([
    ['the first letter about a level', {}, ['2024-06-03,1']],
    ['after a letter about another level', past({ memo: 'Primary Reseller' }), ['2024-06-03,2']],
    ['already announced', past({ memo: 'Professional Reseller' }), []],
    [
      'the latest letter counts',
      past({ memo: 'Professional Reseller' }, { memo: 'Primary Reseller', date: '2024-05-02,2' }),
      ['2024-06-03,3'],
    ],
    [
      'a failed letter does not count as announced',
      past({ memo: 'Professional Reseller', status: 'ошибка' }),
      ['2024-06-03,2'],
    ],
    [
      'after a failed letter the one before it counts',
      past(
        { memo: 'Professional Reseller' },
        { memo: 'Primary Reseller', date: '2024-05-02,2', status: 'ошибка' },
      ),
      [],
    ],
    ['a letter without a memo does not count', past({ memo: 'Professional Reseller' }, { memo: '' }), []],
  ])('%s', (_, told, dates) => {
    expect(levels({ partners: [was('Primary Reseller')] }, told).map(({ date }) => date)).toEqual(dates);
  });

  test('a decision dated tomorrow does not suppress today’s change', () => {
    const letters = levels({
      partners: [was('Primary Reseller')],
      applications: [approved('Professional Reseller', '2024-06-04')],
    });
    expect(letters.map(({ date, memo }) => [date.slice(0, 10), memo])).toEqual([
      ['2024-06-04', 'Professional Reseller'],
      ['2024-06-03', 'Professional Reseller<Primary Reseller'],
    ]);
  });
});

// An impossible value of a parameter is reported, and the default stays in force.
describe('«Настройки» of the programme', () => {
  const LEADS = 'Предупреждать о продлении за, дней';
  const RANGE = 'число дней вне пределов 0…366';
  test.each<[string, string, string | null]>([
    [LEADS, '0, 366', null],
    [LEADS, '60, 367', RANGE],
    [LEADS, '60, -1', RANGE],
    [LEADS, ', ,', 'список пуст'],
    ['Накопление для уровней', ';', 'список пуст'],
    ['Накопление для уровней', 'все', null],
    ['Накопление для уровней', 'Platinum', 'такого слова нет в списке'],
  ])('%s: «%s»', (parameter, value, fault) => {
    const { problems } = decideAt(TODAY, {}, { settings: { [parameter]: value } });
    expect(problems).toHaveLength(fault === null ? 0 : 1);
    if (fault !== null) expect(problems[0]).toContain(fault);
  });
});
