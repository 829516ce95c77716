// The programme as a whole: declarations, the sample, explanations of every figure.
import { describe, expect, test } from '@jest/globals';
import { demo as sampleOf } from '../../../src/rules/webinars/demo.js';
import { webinars } from '../../../src/rules/webinars/index.js';
import { tabs, WEBINAR_STATES } from '../../../src/rules/webinars/tabs.js';
import type { Tab } from '../../../src/rules/tabs.js';
import { type Outcome, play, sampleTabs } from '../harness.js';

const headers = (tab: Tab): readonly string[] => Object.values(tab.columns).map((column) => column.header);

describe('declarations', () => {
  test('tabs and parameters have the order of the spec', () => {
    expect(Object.values(webinars.tabs).map((tab) => tab.title)).toEqual(
      'Вебинары Доклады Слушатели Явка Смета Анонсы Посадочные Нарушения'
        .split(' ')
        .concat('Баллы и бонусы', 'Проверки'),
    );
    expect(
      Object.values(webinars.settings)
        .map((setting) => setting.header)
        .join(' · '),
    ).toBe(
      'Часовой пояс · Страна · Программа до, дней · Смета до, дней · Материалы до, дней · Исключение при опоздании программы больше, дней · ' +
        'Отказ без последствий до, дней · Слушателей для зачёта · Баллы за вебинар · Предел бонусов · Доля бонусов при нарушениях, % · ' +
        'Штраф за изменение программы · Штраф за размещение · Минимум доклада, минут · Явка от, % · Явка до, % · Количественный отчёт, раб. дней · ' +
        'Документы, раб. дней · Рассылка после, раб. дней · Минут для зачёта явки · Конкуренты · Час писем · Напоминание за, минут · ' +
        'Предупреждать за, дней · Режим писем · Контакт по удалению данных',
    );
    expect(headers(tabs.webinars).slice(-8)).toEqual([
      'Состояние',
      'Регистраций',
      'Прогноз явки',
      'Слушателей',
      'Явка, %',
      'Баллы',
      'Бонусы',
      'Основание',
    ]);
    expect(headers(tabs.results).join(', ')).toBe(
      'Вебинар, Партнёр, Слушателей, Базовые баллы, Штрафы, Баллы, Смета к компенсации, Бонусы, Основание',
    );
    expect(headers(tabs.listeners).join(', ')).toBe(
      'Вебинар, Фамилия, Имя, Компания, Должность, Email, Телефон, Согласие, Дата регистрации, Отказать, Удалить данные, Статус, Причина',
    );
  });
  test('every column has a note; columns with personal data are marked', () => {
    for (const tab of Object.values(webinars.tabs))
      for (const column of Object.values<{ header: string; options: { note?: string } }>(tab.columns))
        expect({
          tab: tab.title,
          column: column.header,
          note: (column.options.note ?? '').length > 5,
        }).toMatchObject({ note: true });
    const personal = Object.values(webinars.tabs).flatMap((tab) =>
      Object.values<{ header: string; options: { personal?: string } }>(tab.columns).flatMap((column) =>
        column.options.personal ? [`${tab.title}.${column.header}`] : [],
      ),
    );
    expect(personal).toEqual([
      'Вебинары.Email партнёра',
      'Вебинары.Координатор',
      'Доклады.Спикер',
      'Доклады.Компания',
      'Слушатели.Фамилия',
      'Слушатели.Имя',
      'Слушатели.Компания',
      'Слушатели.Должность',
      'Слушатели.Email',
      'Слушатели.Телефон',
      'Явка.Email',
      'Анонсы.Текст',
      'Посадочные.Текст',
      'Нарушения.Комментарий',
    ]);
  });
  test('the codes of the letters', () => {
    expect(
      Object.values(webinars.letters)
        .map((kind) => kind.code.replace('webinars.', ''))
        .join(' '),
    ).toBe('confirmed rejected weekly day-before same-day soon follow-up moved cancelled deadline digest');
  });
});

const demoTabs = () => sampleTabs(webinars, sampleOf().rows);
const demo = (): Outcome => {
  const { now, settings = {} } = sampleOf();
  return play(webinars, { now, settings, tabs: demoTabs() });
};

describe('the sample', () => {
  const outcome = demo();
  test('12 webinars of 8 partners in every state, 400 registrations, a few rows in error', () => {
    const rows = outcome.computed['Вебинары'] ?? [];
    expect(rows).toHaveLength(13);
    expect(new Set(rows.flatMap((row) => row['Состояние'] ?? []))).toEqual(new Set(WEBINAR_STATES));
    expect(
      new Set(
        demoTabs()
          ['Вебинары']?.slice(0, 12)
          .map((row) => row['Партнёр']),
      ).size,
    ).toBe(8);
    expect(demoTabs()['Слушатели']).toHaveLength(400);
    expect(outcome.problems.length).toBeGreaterThanOrEqual(5);
    expect(outcome.problems.length).toBeLessThanOrEqual(10);
  });
  test('it is the same every time', () => {
    expect(sampleOf()).toEqual(sampleOf());
  });
  test('every kind of letter except «moved» is due', () => {
    const codes = new Set(outcome.letters.map((letter) => letter.code));
    expect(
      Object.values(webinars.letters)
        .map((kind) => kind.code)
        .filter((code) => !codes.has(code)),
    ).toEqual(['webinars.moved']);
  });
  test('every address is at an example domain', () => {
    const addresses = JSON.stringify(demoTabs()).match(/[\w.-]+@[\w.-]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(400);
    for (const address of addresses) expect(address).toMatch(/@(?:[\w-]+\.)*example\.(?:com|org|net)$/);
  });
  test('every filled figure has an explanation with a clause (first 40 rows of each tab)', () => {
    const explained = new Map<string, number>();
    for (const [title, rows] of Object.entries({ ...outcome.computed, ...outcome.outputs })) {
      const tab = Object.values(webinars.tabs).find((one) => one.title === title);
      rows.slice(0, 40).forEach((row, index) => {
        if ('ошибка' in row) return;
        for (const header of Object.keys(row)) {
          if (tab?.role === 'input' && row[header] === null) continue;
          const reason = outcome.explain(title, index + 2, header);
          expect({
            title,
            row: index + 2,
            header,
            reason: reason !== null && reason.rule !== '' && reason.clause !== '',
          }).toMatchObject({ reason: true });
          explained.set(`${title}.${header}`, (explained.get(`${title}.${header}`) ?? 0) + 1);
        }
      });
    }
    expect(explained.size).toBeGreaterThanOrEqual(8 + 1 + 2 + 2 + 2 + 2 + 2 + 1 + 9 + 4);
  });
  test('a row in error and staff’s own cells have no explanation', () => {
    expect(outcome.explain('Вебинары', 14, 'Баллы')).toBeNull();
    expect(outcome.explain('Вебинары', 2, 'Тема')).toBeNull();
  });
});

describe('explanations', () => {
  const outcome = demo();
  test.each<[string, number, string, string]>([
    ['Вебинары', 3, 'Баллы', '100 − 40 = 60'],
    ['Вебинары', 2, 'Явка, %', '÷'],
    ['Вебинары', 7, 'Прогноз явки', '× 30 %'],
    ['Вебинары', 12, 'Баллы', 'ещё не закончился'],
    ['Смета', 5, 'К компенсации', '0'],
    ['Анонсы', 24, 'Штраф', '20'],
  ])('%s!%s[%s] contains «%s»', (tab, row, header, part) => {
    expect(outcome.explain(tab, row, header)?.sum).toContain(part);
  });
  test('an explanation links to its rows', () => {
    const reason = outcome.explain('Смета', 5, 'К компенсации');
    expect(reason?.lines.map((line) => line.tab)).toEqual(['Смета', 'Анонсы']);
  });
});
