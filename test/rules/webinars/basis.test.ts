// «Основание» word for word (spec 02, rule 4): each consequence with its clause, and which of them occur
// together.
import { describe, expect, test } from '@jest/globals';
import { at, day, type Scene, type Typed } from '../harness.js';
import { CODE, listener, present, season, webinar } from './scenes.js';

const own = (more: Typed): Scene['tabs'] => ({ Вебинары: [webinar(more)] });
const violation = (Вид: string, date = '2024-03-05', more: Typed = {}): Typed => ({
  Вебинар: CODE,
  Дата: day(date),
  Вид,
  ...more,
});
const BUDGET_GIVEN = { 'Фактическая смета': day('2024-03-18') };
const NO_PROGRAMME = { ...BUDGET_GIVEN, 'Программа подана': '' };
const LATER = '2024-04-10T12:00:00+05:00';
const result = (tabs: Scene['tabs'], settings: Scene['settings'] = {}) =>
  season({ ...own(BUDGET_GIVEN), ...tabs }, { now: LATER, settings }).outputs['Баллы и бонусы']?.[0] ?? {};
const basis = (tabs: Scene['tabs'], settings: Scene['settings'] = {}): string =>
  String(result(tabs, settings)['Основание']).replaceAll('\u00a0', ' ');

const refused = (on: string, until: string, late = ''): string =>
  `отказ ${on}: баллы и бонусы не начисляются, запрет до ${until}${late} («Штрафы»; «Основные положения программы», п. 8)`;
const LATE = ', отметка «позже недели» (меньше чем за 7 дней до начала)';
const excluded = (why: string): string =>
  `${why}, срок 29.02.2024: исключён, баллы и бонусы не начисляются («Штрафы»; «Программа вебинара», п. 1)`;
const HANDED_ON =
  'передача материалов: исключён, баллы и бонусы не начисляются («Штрафы»; «Основные положения программы», п. 10)';
const changed = (words: string): string => `${words} («Штрафы»; «Программа вебинара», п. 4)`;
const placed = (words: string): string => `${words} («Анонсирование», «Запрещается»)`;
const UNPAID = ', стоимость не компенсируется';
const NO_BUDGET =
  'фактическая смета не предоставлена, срок 26.03.2024: бонусы не начисляются («Штрафы»; «Отчетность»)';

describe('«Штрафы», line by line', () => {
  test.each<[string, Scene['tabs'], string]>([
    [
      'a refusal in time',
      own({ ...BUDGET_GIVEN, Отказ: day('2024-03-07') }),
      refused('07.03.2024', '07.03.2025'),
    ],
    [
      'a late refusal',
      own({ ...BUDGET_GIVEN, Отказ: day('2024-03-08') }),
      refused('08.03.2024', '08.03.2025', LATE),
    ],
    [
      'of several violations «отказ» the earliest counts',
      { Нарушения: ['2024-03-06', '2024-03-04', '2024-03-05'].map((date) => violation('отказ', date)) },
      refused('04.03.2024', '04.03.2025'),
    ],
    [
      'after a refusal no budget is due',
      own({ Отказ: day('2024-03-07') }),
      refused('07.03.2024', '07.03.2025'),
    ],
    [
      'refused on the last day for the programme: no programme is due',
      own({ ...NO_PROGRAMME, Отказ: day('2024-03-02') }),
      refused('02.03.2024', '02.03.2025'),
    ],
    [
      'refused a day later: the programme is missing too',
      own({ ...NO_PROGRAMME, Отказ: day('2024-03-03') }),
      `${refused('03.03.2024', '03.03.2025')}; ${excluded('программа не подана')}`,
    ],
    ['no programme', own(NO_PROGRAMME), excluded('программа не подана')],
    [
      'a late programme',
      own({ ...BUDGET_GIVEN, 'Программа подана': day('2024-03-03') }),
      excluded('программа подана 03.03.2024'),
    ],
    [
      'an excluded webinar, and its budget is missing too',
      own({ 'Программа подана': '' }),
      `${excluded('программа не подана')}; ${NO_BUDGET}`,
    ],
    [
      'after a refusal no budget is due',
      own({ Отказ: day('2024-03-07') }),
      refused('07.03.2024', '07.03.2025'),
    ],
    ['materials passed on to others', { Нарушения: [violation('передача материалов')] }, HANDED_ON],
    [
      'materials passed on, and the budget is missing too',
      { ...own({}), Нарушения: [violation('передача материалов')] },
      `${HANDED_ON}; ${NO_BUDGET}`,
    ],
    [
      'the programme changed once',
      { Нарушения: [violation('изменение программы')] },
      changed('изменение программы: минус 20 баллов'),
    ],
    [
      'a changed programme and a placement, one after the other',
      {
        Нарушения: [
          violation('размещение'),
          violation('изменение программы', '2024-03-06', { Количество: 2 }),
        ],
      },
      `${changed('изменение программы × 2: минус 40 баллов')}; ${placed('размещение: минус 20 баллов')}`,
    ],
    [
      'the actual budget a day late',
      own({ 'Фактическая смета': day('2024-03-27') }),
      'фактическая смета 27.03.2024, срок 26.03.2024: бонусы не начисляются («Штрафы»; «Отчетность»)',
    ],
    ['no actual budget', own({}), NO_BUDGET],
  ])('%s', (_, tabs, expected) => {
    expect(basis(tabs)).toBe(expected);
  });

  test.each([
    [1, 'минус 1 балл'],
    [3, 'минус 3 балла'],
    [5, 'минус 5 баллов'],
  ])('a penalty of %d, set by a parameter', (penalty, words) => {
    const settings = { 'Штраф за изменение программы': penalty };
    expect(basis({ Нарушения: [violation('изменение программы')] }, settings)).toBe(
      changed(`изменение программы: ${words}`),
    );
  });
});

// «Составление сметы»: bonuses are credited in full if there were no violations; the share after violations
// is a parameter.
describe('the share of bonuses', () => {
  const tabs: Scene['tabs'] = {
    Явка: present(25),
    Смета: [
      { Вебинар: CODE, Статья: 'Зал', План: 1_000, Согласовано: 1_000, Факт: 1_000, Документ: true },
      { Вебинар: CODE, Статья: 'Посты', Канал: 'ВК', План: 9 },
    ],
  };
  const half = { 'Доля бонусов при нарушениях, %': 50 };
  const found: Typed = {
    Вебинар: CODE,
    Канал: 'ВК',
    Текст: 'Бесплатно, нужна регистрация: info@example.com',
  };
  const SHARE = 'при нарушениях — 50 % бонусов («Составление сметы»)';
  test.each<[string, Scene['tabs'], number, string]>([
    ['no violation', {}, 1_000, 'null'],
    [
      'a placement noted by the coordinator',
      { Нарушения: [violation('размещение')] },
      500,
      `${placed('размещение: минус 20 баллов')}; ${SHARE}`,
    ],
    [
      'a placement found in «Анонсы», which cost nothing',
      { Анонсы: [found] },
      500,
      `${placed('размещение: минус 20 баллов')}; ${SHARE}`,
    ],
    [
      'a placement of a channel in the budget',
      { Нарушения: [violation('размещение', '2024-03-05', { Канал: 'вк' })] },
      500,
      `${placed(`размещение: минус 20 баллов${UNPAID}`)}; ${SHARE}`,
    ],
    [
      'a changed programme',
      { Нарушения: [violation('изменение программы')] },
      500,
      `${changed('изменение программы: минус 20 баллов')}; ${SHARE}`,
    ],
    ['another violation does not reduce it', { Нарушения: [violation('иное')] }, 1_000, 'null'],
  ])('%s', (_, more, bonuses, expected) => {
    expect(result({ ...tabs, ...more }, half)).toMatchObject({ Бонусы: bonuses });
    expect(basis({ ...tabs, ...more }, half)).toBe(expected);
  });
});

// «Баллы и бонусы» ends each partner's webinars with a row of sums; unknown values are left out of them.
test('the total of a partner sums every column of figures', () => {
  const rows = season(
    {
      Вебинары: [
        webinar(BUDGET_GIVEN),
        webinar({ ...BUDGET_GIVEN, Вебинар: 'В-2', Партнёр: 'РОМАШКА-пример' }),
        webinar({ Вебинар: 'В-3', Начало: at('2024-06-03 11:00'), Окончание: at('2024-06-03 12:00') }),
      ],
      Явка: [...present(25), ...present(26).map((row) => ({ ...row, Вебинар: 'В-2' }))],
      Смета: [CODE, 'В-2', 'В-3'].map((code, index) => ({
        Вебинар: code,
        Статья: 'Зал',
        План: 1,
        Согласовано: 1_000.25 * (index + 1),
        Факт: 90_000,
        Документ: true,
      })),
      Нарушения: [
        violation('изменение программы'),
        { ...violation('размещение', '2024-03-06', { Количество: 3 }), Вебинар: 'В-2' },
      ],
    },
    { now: LATER },
  ).outputs['Баллы и бонусы'];
  expect(rows?.map((row) => row['Вебинар'])).toEqual([CODE, 'В-2', 'В-3', 'Итого']);
  expect(rows?.at(-1)).toEqual({
    Вебинар: 'Итого',
    Партнёр: 'Ромашка-Пример',
    Слушателей: 51,
    'Базовые баллы': 200,
    Штрафы: 80,
    Баллы: 120,
    'Смета к компенсации': 6_001.5,
    Бонусы: 3_000.75,
    Основание: null,
  });
});

describe('registrations in limiting cases of «Посадочная страница», п. 4', () => {
  const MARK = 'удалено-abcdefabcdefabcd';
  const NINE_DIGITS = 'Телефон: меньше 10 цифр';
  const reasonOf = (more: Typed): unknown =>
    season({ Слушатели: [listener(more)] }).computed['Слушатели']?.[0]?.['Причина'];
  test.each<[string, Typed, string | null]>([
    ['ten nines are enough digits', { Телефон: '999 999-99-99' }, null],
    ['letters are not digits', { Телефон: 'позвоните секретарю' }, NINE_DIGITS],
    ['an erasure mark counts as a phone', { Телефон: MARK }, null],
    ['not with text before the mark', { Телефон: `+7 ${MARK}` }, NINE_DIGITS],
    ['not with text after the mark', { Телефон: `${MARK}!` }, NINE_DIGITS],
    ['a mark consists of hexadecimal digits', { Телефон: 'удалено-прочее' }, NINE_DIGITS],
    [
      'an earlier status does not count while the data are there',
      { Статус: 'принята', Имя: '' },
      'не заполнено поле «Имя»',
    ],
    [
      'an earlier acceptance only counts in a row that has been erased',
      {
        Статус: 'отклонена',
        Причина: 'данные удалены; регистрация была принята',
        Имя: '',
        'Удалить данные': true,
      },
      'данные будут удалены; регистрация не была принята',
    ],
  ])('%s', (_, more, reason) => {
    expect(reasonOf(more)).toBe(reason);
  });
});

// «Штрафы», «Последствие» of a placement that names no channel: it blocks nothing in the budget.
test('a placement without a channel does not affect the budget', () => {
  expect(season({ Нарушения: [violation('размещение')] }).computed['Нарушения']).toEqual([
    { Последствие: 'минус 20 баллов («Анонсирование», «Запрещается»)' },
  ]);
});

// «Штрафы»: a refusal bars its partner for a year. What that means for another webinar's figures is left to the
// coordinator, who has to read of it there.
describe('a partner who refused another webinar', () => {
  const BAN =
    'партнёр под запретом до 05.03.2025 после отказа от вебинара В-2: об участии и бонусах решает координатор («Штрафы»)';
  const beside = (more: Typed, own: Typed = {}, rest: Scene['tabs'] = {}): Scene['tabs'] => ({
    Явка: present(25),
    Смета: [{ Вебинар: CODE, Статья: 'Зал', План: 100, Согласовано: 100, Факт: 100, Документ: true }],
    ...rest,
    Вебинары: [webinar({ ...BUDGET_GIVEN, ...own }), webinar({ Вебинар: 'В-2', ...more })],
  });
  const REFUSED = { Отказ: day('2024-03-05') };
  test('the ban is told in «Основание»; points and bonuses stay', () => {
    expect(result(beside(REFUSED))).toMatchObject({ Баллы: 100, Бонусы: 100, Основание: BAN });
    expect(basis(beside({}, {}, { Нарушения: [{ ...violation('отказ'), Вебинар: 'В-2' }] }))).toBe(BAN);
    expect(season(beside(REFUSED), { now: LATER }).computed['Вебинары']?.[0]).toMatchObject({
      Состояние: 'отчётность',
      Основание: BAN,
    });
  });
  test('of several bans the one in force longest', () => {
    const scene = beside({ Отказ: day('2024-03-02') });
    const tabs = {
      ...scene,
      Вебинары: [...(scene?.Вебинары ?? []), webinar({ Вебинар: 'В-3', ...REFUSED })],
    };
    expect(basis(tabs)).toBe(BAN.replace('В-2', 'В-3'));
  });
  test('after what the webinar itself is penalised for', () => {
    expect(basis(beside(REFUSED, { 'Программа подана': '' }))).toBe(
      `${excluded('программа не подана')}; ${BAN}`,
    );
  });
  test.each<[string, Scene['tabs'], string]>([
    ['that it refused itself', beside(REFUSED, REFUSED), refused('05.03.2024', '05.03.2025', '')],
    ['of another partner', beside({ ...REFUSED, Партнёр: 'Сирень-Пример' }), 'null'],
    ['that began before the refusal', beside({ Отказ: day('2024-03-14') }), 'null'],
  ])('not of a webinar %s', (_, tabs, expected) => {
    expect(basis(tabs)).toBe(expected);
  });
});

// Spec 02, rule 4: «размещение» of «Нарушения» and those found in «Анонсы» add up, also if staff have recorded what
// «Анонсы» shows.
describe('a placement recorded in «Нарушения» beside one found in «Анонсы»', () => {
  const WARNING =
    'Нарушения!2[Канал]: (предупреждение) анонс этого канала уже оштрафован (строка 2 вкладки «Анонсы»)';
  const AD = { Вебинар: CODE, Канал: 'Рассылка', Текст: 'Бесплатно, нужна регистрация: info@example.com' };
  const noted = { Канал: ' рассылка' };
  test.each<[string, Typed, Typed, readonly string[], number]>([
    ['of the same channel: both count, with a warning', noted, {}, [WARNING], 40],
    ['of another channel', { Канал: 'ВК' }, {}, [], 40],
    ['without a channel', {}, {}, [], 40],
    ['without violation', noted, { 'Логотип организатора': true }, [], 20],
    ['set to 0', { ...noted, Количество: 0 }, {}, [], 20],
  ])('%s', (_, more, ad, problems, penalties) => {
    const tabs = { Нарушения: [violation('размещение', '2024-03-05', more)], Анонсы: [{ ...AD, ...ad }] };
    expect(season({ ...own(BUDGET_GIVEN), ...tabs }, { now: LATER }).problems).toEqual(problems);
    expect(result(tabs)['Штрафы']).toBe(penalties);
  });
  test('of another kind or another webinar: no warning', () => {
    const tabs = {
      Вебинары: [webinar(), webinar({ Вебинар: 'В-2' })],
      Нарушения: [
        violation('иное', '2024-03-05', noted),
        { ...violation('размещение', '2024-03-05', noted), Вебинар: 'В-2' },
      ],
      Анонсы: [AD],
    };
    expect(season(tabs).problems).toEqual([]);
  });
});
