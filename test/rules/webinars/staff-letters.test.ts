// What the partner and the coordinator read about dates: «Сроки», webinars.deadline and webinars.digest, word
// for word.
import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../src/rules/zone.js';
import { day, plain, type Scene, type ShownLetter, type Typed } from '../harness.js';
import { now } from './mailing.js';
import { CODE, COMPLETE_PAGE, KEY, listener, reported, season, webinar } from './scenes.js';

const lettersOf = (
  code: string,
  tabs: Scene['tabs'],
  wall: string,
  settings: Scene['settings'] = {},
): readonly ShownLetter[] =>
  season(tabs, { now: now(wall), settings }).letters.filter((letter) => letter.code === `webinars.${code}`);
const ERASED = 'удалено-0123456789abcdef@удалено.invalid';

test('«Сроки»: each deadline has a note with its outcome or its consequence, and the clause', () => {
  const notes = (more: Typed): Readonly<Record<string, string>> =>
    Object.fromEntries(season({ Вебинары: [webinar(more)] }).deadlines.map(({ what, note }) => [what, note]));
  expect(
    notes({
      'Программа подана': day('2024-03-01'),
      'Смета подана': day('2024-02-29'),
      'Материалы переданы': '',
    }),
  ).toEqual({
    'Программа подана': '01.03.2024, с опозданием («Программа вебинара», п. 1)',
    'Смета подана': '29.02.2024 («Составление сметы»)',
    'Материалы переданы': '«Основные положения программы», п. 8',
    'Количественный отчёт': '«Отчетность»',
    'Фактическая смета': 'позже срока бонусы не начисляются («Штрафы»; «Отчетность»)',
    Фотографии: '«Отчетность»',
    'Список регистраций': '«Отчетность»',
    'Бухгалтерские документы': '«Отчетность»',
    'Скриншоты анонсов': '«Отчетность»',
    'Рассылка после': '«Работа с лидами после мероприятия», п. 1',
  });
  expect(new Set(Object.values(notes({ Отказ: day('2024-03-05') })))).toEqual(new Set(['вебинар: отказ']));
});

test('«Сроки» does not threaten an exclusion that has been lifted', () => {
  const more = { 'Программа подана': '', 'Исключение снято': day('2024-03-05') };
  expect(season({ Вебинары: [webinar(more)] }).deadlines[0]?.note).toBe(
    'исключение снято («Программа вебинара», п. 1)',
  );
});

describe('webinars.deadline', () => {
  const EXCLUDED =
    'Если программу подать после 02.03.2024, вебинар исключается из проекта (раздел «Штрафы»).';
  const LATER =
    'Нарушение сроков может повлиять на участие в программе в дальнейшем (раздел «Основные положения программы», п. 8).';
  test.each<[string, string, string, string, Typed, readonly string[]]>([
    [
      'three days before the deadline of the programme',
      '2024-02-25 12:00',
      'Программа подана',
      'программу вебинара',
      { 'Программа подана': '' },
      [
        'Срок — 29.02.2024 включительно (инструкция по проведению вебинаров, раздел «Программа вебинара», п. 1).',
        EXCLUDED,
      ],
    ],
    [
      'the day after it',
      '2024-03-01 08:00',
      'Программа подана',
      'программу вебинара',
      { 'Программа подана': '' },
      [
        'Срок был 29.02.2024 и уже истёк (инструкция по проведению вебинаров, раздел «Программа вебинара», п. 1).',
        EXCLUDED,
      ],
    ],
    [
      'the day after it, with the exclusion lifted in advance',
      '2024-03-01 08:00',
      'Программа подана',
      'программу вебинара',
      { 'Программа подана': '', 'Исключение снято': day('2024-02-28') },
      [
        'Срок был 29.02.2024 и уже истёк (инструкция по проведению вебинаров, раздел «Программа вебинара», п. 1).',
        LATER,
      ],
    ],
    [
      'three days before the deadline of the materials',
      '2024-03-04 08:00',
      'Материалы переданы',
      'материалы',
      { 'Материалы переданы': '' },
      [
        'Срок — 07.03.2024 включительно (инструкция по проведению вебинаров, раздел «Основные положения программы», п. 8).',
        LATER,
      ],
    ],
    [
      'three days before the deadline of the actual budget',
      '2024-03-23 08:00',
      'Фактическая смета',
      'фактическую смету',
      {},
      [
        'Срок — 26.03.2024 включительно (инструкция по проведению вебинаров, раздел «Отчетность»).',
        'Если фактической сметы не будет в срок, бонусы за вебинар не начисляются (раздел «Штрафы»).',
      ],
    ],
    [
      'the day after that',
      '2024-03-27 08:00',
      'Фактическая смета',
      'фактическую смету',
      {},
      [
        'Срок был 26.03.2024 и уже истёк (инструкция по проведению вебинаров, раздел «Отчетность»).',
        'Без фактической сметы в срок бонусы за вебинар не начисляются (раздел «Штрафы»).',
      ],
    ],
  ])('%s', (_, wall, what, needed, more, lines) => {
    const letter = lettersOf('deadline', { Вебинары: [webinar(more)] }, wall).find(
      ({ object }) => object === `${KEY}/${what}`,
    );
    expect(plain(letter?.text)).toContain(`\n\n${lines.join('\n')}\n\n`);
    // In words that need no knowledge of the columns.
    expect(letter?.subject).toBe(`Вебинар В-1: ждём ${needed}. ${lines[0]?.split(' (')[0]}`);
    expect(letter?.text).not.toContain(`«${what}»`);
  });
  test.each([
    ['2024-03-05 00:00', 1],
    ['2024-03-05 00:01', 0],
    ['2024-03-02 12:00', 1],
    ['2024-03-02 11:59', 0],
  ])('the letter due on 04.03, at %s', (wall, count) => {
    expect(lettersOf('deadline', { Вебинары: [webinar({ 'Материалы переданы': '' })] }, wall)).toHaveLength(
      count,
    );
  });
});

test('webinars.deadline: a report that is due soon after the webinar is asked for «после вебинара»', () => {
  const lead = (wall: string): readonly (string | undefined)[] => {
    const letter = lettersOf('deadline', {}, wall).find(({ object }) =>
      object.endsWith('Количественный отчёт'),
    );
    return [letter?.subject, plain(letter?.text).split('\n')[2]];
  };
  // Due on 15.03, so asked for on 12.03.
  const about = 'По вебинару В-1 «Битрикс24 для отдела продаж» (14.03.2024 11:00, Алматы, UTC+5) ждём от вас';
  expect(lead('2024-03-12 08:00')).toEqual([
    'Вебинар В-1: ждём количественный отчёт. Срок — 15.03.2024 включительно',
    `${about} после вебинара количественный отчёт: данные о регистрациях и явке.`,
  ]);
  expect(lead('2024-03-16 08:00')).toEqual([
    'Вебинар В-1: ждём количественный отчёт. Срок был 15.03.2024 и уже истёк',
    `${about} количественный отчёт: данные о регистрациях и явке.`,
  ]);
});

// The letters go out from here; «Рассылка после» is filled in by staff, and only that fulfils the deadline.
describe('«Рассылка после» when the letters to listeners have gone', () => {
  const listeners = ['a@example.com', 'b@example.com'].map((Email) => listener({ Email }));
  const gone = (...recipients: readonly string[]) => ({
    'webinars.follow-up': recipients.map((recipient) => ({ object: CODE, recipient, memo: '2024-03-14' })),
  });
  const ALL = gone('a@example.com', 'b@example.com');
  const UNMARKED = 'письма слушателям ушли, впишите дату в «Рассылка после»';
  const CLAUSE = '«Работа с лидами после мероприятия», п. 1';
  const shown = (past: Scene['past'] & {}, more: Typed = {}, wall = '2024-03-20 08:30') => {
    const outcome = season({ Вебинары: [webinar(more)], Слушатели: listeners }, { now: now(wall), past });
    const text = (code: string, object: string): string =>
      plain(outcome.letters.find((one) => one.code === code && one.object === object)?.text);
    return {
      term: outcome.deadlines.find(({ what }) => what === 'Рассылка после'),
      check: outcome.outputs['Проверки']?.find((row) => row['Требование'] === 'Рассылка после: в срок'),
      digest: text('webinars.digest', 'дайджест'),
      letter: text('webinars.deadline', `${KEY}/Рассылка после`),
    };
  };
  test('to everybody: all that is missing is the date', () => {
    const { term, check, digest, letter } = shown(ALL);
    expect(term).toMatchObject({ state: 'open', note: `${UNMARKED} (${CLAUSE})` });
    expect(check).toMatchObject({
      Выполнено: 'нет',
      Комментарий: `срок 19.03.2024; ${UNMARKED} (${CLAUSE})`,
    });
    expect(digest).toContain(`\n  — ${UNMARKED}\n`);
    expect(digest).not.toContain('просрочено: Рассылка после');
    expect(letter).toContain(
      'раздел «Работа с лидами после мероприятия», п. 1).\nПисьма слушателям ушли: достаточно подтвердить это координатору.\n',
    );
  });
  test.each<[string, Scene['past'] & {}]>([
    ['not to everybody', gone('a@example.com')],
    ['to nobody', {}],
    [
      'about an earlier day',
      {
        'webinars.follow-up': ['a@example.com', 'b@example.com'].map((recipient) => ({
          object: CODE,
          recipient,
          memo: '2024-03-07',
          created: instant(Date.parse(now('2024-03-12 10:00'))),
        })),
      },
    ],
    [
      'still waiting',
      {
        'webinars.follow-up': ['a@example.com', 'b@example.com'].map((recipient) => ({
          object: CODE,
          recipient,
          memo: '2024-03-14',
          status: 'черновик',
        })),
      },
    ],
  ])('%s: overdue as before', (_, past) => {
    const { term, check, digest, letter } = shown(past);
    expect(term?.note).toBe(CLAUSE);
    expect(check?.['Комментарий']).toBe(`срок 19.03.2024 (${CLAUSE})`);
    expect(digest).toContain('просрочено: Рассылка после (срок 19.03.2024)');
    expect(letter).toContain('Нарушение сроков может повлиять');
  });
  test('nothing to fill in when there is a date or the deadline is lifted', () => {
    expect(shown(ALL, { 'Рассылка после': day('2024-03-18') }).term?.note).toBe(`18.03.2024 (${CLAUSE})`);
    expect(shown(ALL, { Отказ: day('2024-03-12') }).term?.note).toBe('вебинар: отказ');
  });
});

describe('webinars.digest', () => {
  const NEEDS = 'регистраций 0: для 25 слушателей при явке 30 % нужно ещё 84 (всего 84)';
  const OPEN: Typed = { 'Смета согласована': '', 'Материалы переданы': '' };
  const good = { Вебинар: CODE, Текст: 'Бесплатно, нужна регистрация: info@example.com' };
  const TABS = {
    Вебинары: [
      webinar(OPEN),
      webinar({ Вебинар: 'В-2', Отказ: day('2024-03-01') }),
      webinar({ Вебинар: 'В-3' }),
    ],
    Посадочные: [
      { Вебинар: CODE, Адрес: 'https://example.com/1', Платформа: 'Сайты.24', ...COMPLETE_PAGE },
      { Вебинар: CODE, Адрес: 'https://example.com/2', Платформа: 'другая', ...COMPLETE_PAGE },
    ],
    Анонсы: [
      { ...good, Канал: 'ВК', 'Логотип организатора': true },
      { ...good, Канал: 'Видео' },
    ],
  };
  const HEAD = (code: string, state: string): string =>
    `${code} «Битрикс24 для отдела продаж», Ромашка-Пример, 14.03.2024 11:00 — ${state}`;

  const BAN =
    'партнёр под запретом до 01.03.2025 после отказа от вебинара В-2: об участии и бонусах решает координатор («Штрафы»)';

  test('two days before: everything that needs attention, by webinar', () => {
    const [letter, ...others] = lettersOf('digest', TABS, '2024-03-12 08:30');
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      object: 'дайджест',
      date: '2024-03-12',
      subject: 'Вебинары: что требует внимания на 12.03.2024 (2 вебинара)',
    });
    expect(plain(letter?.text)).toBe(`Здравствуйте!

На 12.03.2024 внимания требуют ваши вебинары:

${HEAD(CODE, 'смета на согласовании')}
  — ${BAN}
  — просрочено: Материалы переданы (срок 07.03.2024)
  — скоро срок: Количественный отчёт (15.03.2024, через 3 дня)
  — смета ждёт согласования
  — посадочная не принята (строка 3) — платформа не допускается
  — анонс «Видео» (строка 3) — нарушение размещения («Анонсирование»): нет логотипа организатора
  — ${NEEDS}

${HEAD('В-3', 'готов')}
  — ${BAN}
  — скоро срок: Количественный отчёт (15.03.2024, через 3 дня)
  — ${NEEDS}

Подробности — в таблице, на вкладках «Сроки», «Проверки» и «Вебинары». Это письмо составил «Регламент».`);
  });
  test.each<[string, readonly string[]]>([
    [
      '2024-03-14 12:00',
      [
        'просрочено: Материалы переданы (срок 07.03.2024)',
        'скоро срок: Количественный отчёт (15.03.2024, через 1 день)',
      ],
    ],
    [
      '2024-03-14 13:00',
      [
        'просрочено: Материалы переданы (срок 07.03.2024)',
        'скоро срок: Количественный отчёт (15.03.2024, через 1 день)',
      ],
    ],
  ])('at %s, after the start: no pages or approvals; nor registrations', (wall, lines) => {
    const text = plain(lettersOf('digest', { ...TABS, Вебинары: [webinar(OPEN)] }, wall)[0]?.text);
    expect(text.split('\n').filter((line) => line.startsWith('  — '))).toEqual(
      lines.map((line) => `  — ${line}`),
    );
  });
  const LIFTED = { 'Исключение снято': day('2024-02-28') };
  test.each<[string, Typed, string]>([
    ['2024-02-28', {}, 'скоро срок: Программа подана (29.02.2024, через 1 день)'],
    ['2024-02-29', {}, 'сегодня срок: Программа подана; после 02.03.2024 — исключение'],
    ['2024-03-01', {}, 'просрочено: Программа подана (срок 29.02.2024); после 02.03.2024 — исключение'],
    ['2024-03-02', {}, 'просрочено: Программа подана (срок 29.02.2024); после 02.03.2024 — исключение'],
    ['2024-03-01', LIFTED, 'просрочено: Программа подана (срок 29.02.2024)'],
  ])('on %s, %j: when a missing programme excludes the webinar', (date, more, line) => {
    const tabs = { Вебинары: [webinar({ 'Программа подана': '', ...more })] };
    const calendar = [{ Страна: 'РК', Дата: day('2024-03-02'), День: 'рабочий' }];
    const [letter] = season(tabs, { now: now(`${date} 08:30`), calendar }).letters.filter(
      ({ code }) => code === 'webinars.digest',
    );
    expect(plain(letter?.text).split('\n')).toContain(`  — ${line}`);
  });
  test('a budget that was not submitted does not wait for approval', () => {
    const tabs = { Вебинары: [webinar({ 'Смета подана': '', 'Смета согласована': '' })] };
    expect(lettersOf('digest', tabs, '2024-03-12 08:30')[0]?.text).not.toContain('ждёт согласования');
  });
  test('the parameters «Предупреждать за, дней» and «Явка от, %»', () => {
    const settings = { 'Предупреждать за, дней': 7, 'Явка от, %': 0 };
    const text = plain(lettersOf('digest', { Вебинары: [webinar()] }, '2024-03-12 08:30', settings)[0]?.text);
    expect(text).toContain('Рассылка после (19.03.2024, через 7 дней)');
    expect(text).not.toContain('регистраций');
  });
  test.each([
    [1, '1 вебинар'],
    [5, '5 вебинаров'],
  ])('the subject with %d webinars', (n, words) => {
    const rows = Array.from({ length: n }, (_, index) => webinar({ Вебинар: `К-${index}` }));
    expect(plain(lettersOf('digest', { Вебинары: rows }, '2024-03-12 08:30')[0]?.subject)).toContain(
      `(${words})`,
    );
  });
  test.each<[string, Typed, number]>([
    ['closed, although the materials were never submitted', {}, 0],
    ['not closed yet', { 'Лиды в CRM': '' }, 1],
  ])('of a webinar that is %s', (_, more, count) => {
    const rows = [webinar({ 'Материалы переданы': '', ...reported('2024-03-18'), ...more })];
    expect(lettersOf('digest', { Вебинары: rows }, '2024-04-01 08:30')).toHaveLength(count);
  });
  test('none to an erased coordinator', () => {
    expect(lettersOf('digest', { Вебинары: [webinar({ Координатор: ERASED })] }, '2024-03-12 08:30')).toEqual(
      [],
    );
  });
});

// «Посадочная страница», п. 6: the letter gives the reason and a way to register again.
describe('webinars.rejected', () => {
  const rejected = (rows: readonly Typed[], tabs: Scene['tabs'] = {}): string =>
    plain(lettersOf('rejected', { Слушатели: rows, ...tabs }, '2024-03-01 12:00')[0]?.text);
  test('of several pages an accepted one is linked, otherwise the first', () => {
    const pages = (...platforms: readonly string[]): readonly Typed[] =>
      platforms.map((Платформа, index) => ({
        Вебинар: CODE,
        Адрес: `https://example.com/${index + 1}`,
        Платформа,
        ...COMPLETE_PAGE,
      }));
    const rows = [listener({ Имя: '' })];
    expect(rejected(rows, { Посадочные: pages('другая', 'Сайты.24', 'Сайты.24') })).toContain(
      'ещё раз: https://example.com/2',
    );
    expect(rejected(rows, { Посадочные: pages('другая', 'другая') })).toContain(
      'ещё раз: https://example.com/1',
    );
  });
  test('none to a listener who asked for erasure, even if the date is unreadable', () => {
    const undated = { 'Дата регистрации': 'вчера' };
    expect(rejected([listener(undated)])).toContain('не удалось прочитать дату вашей регистрации');
    expect(rejected([listener({ ...undated, 'Удалить данные': true })])).toBe('');
  });
  test('webinars.confirmed: without a link it says that the link will follow', () => {
    const tabs = { Вебинары: [webinar({ Ссылка: '' })], Слушатели: [listener()] };
    expect(lettersOf('confirmed', tabs, '2024-03-01 12:00')[0]?.text).toContain(
      'Ссылку для подключения организатор пришлёт отдельно.',
    );
  });
  test('a repeated address is mentioned as such; without a name the greeting has none', () => {
    const twice = [listener({ Email: 'x@example.com' }), listener({ Email: 'x@example.com' })];
    expect(rejected(twice)).toContain('— этот адрес уже зарегистрирован на вебинар.');
    const hasty = [
      listener({ Email: 'x@example.com' }),
      listener({ Email: 'x@example.com', Согласие: false }),
    ];
    expect(rejected(hasty)).toContain(
      '— этот адрес уже зарегистрирован на вебинар;\n— Согласие на обработку персональных данных: не дано.',
    );
    expect(rejected(hasty)).toContain('Регистрироваться заново не нужно');
    expect(rejected([listener({ Имя: '' })])).toMatch(/^Здравствуйте!\n/);
  });
});
