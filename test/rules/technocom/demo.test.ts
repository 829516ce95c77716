// The sample: every state occurs, and it is clearly fictitious.
import { describe, expect, test } from '@jest/globals';
import { type Outcome, play, sampleTabs } from '../harness.js';
import { demo as sampleOf } from '../../../src/rules/technocom/demo.js';
import { technocom } from '../../../src/rules/technocom/index.js';
import { STATUSES } from '../../../src/rules/technocom/states.js';
import {
  DESK_STATES,
  LICENCE_STATES,
  PRIORITIES,
  STEPS,
  TICKET_TYPES,
} from '../../../src/rules/technocom/words.js';

const demo = sampleOf();
const tabs = sampleTabs(technocom, demo.rows);
const outcome: Outcome = play(technocom, { now: demo.now, tabs, settings: demo.settings ?? {} });
const valuesOf = (tab: string, header: string): ReadonlySet<unknown> =>
  new Set(outcome.computed[tab]?.map((row) => row[header]));

describe('the sample', () => {
  test('sixty clients, a hundred and fifty tickets over two years', () => {
    expect(new Set(tabs['Реестр клиентов']?.map((row) => row['Клиент'])).size).toBe(60);
    expect(outcome.computed['Обращения']).toHaveLength(150);
    const months = outcome.outputs['Отчёт Service Desk']?.map((row) => row['Месяц']) ?? [];
    expect([months[0], months.at(-1)]).toEqual(['2024-01', '2026-01']);
  });
  test.each([
    ['Реестр клиентов', 'Статус', STATUSES],
    ['Обращения', 'Состояние', DESK_STATES],
    ['Лицензии', 'Шаг', STEPS],
    ['Лицензии', 'Состояние', LICENCE_STATES],
    ['Обучение', 'Сертификат', ['да', 'нет']],
    ['Представители', 'Аттестован', [true, false]],
  ])('«%s»: every «%s»', (tab, header, words) => {
    const values = valuesOf(tab, header);
    expect(words.filter((word) => !values.has(word))).toEqual([]);
  });
  test('every priority and type is in the report', () => {
    const values = new Set(outcome.outputs['Отчёт Service Desk']?.map((row) => row['Приоритет']));
    expect([...PRIORITIES, 'Консультация', 'Разработка'].filter((word) => !values.has(word))).toEqual([]);
    expect(TICKET_TYPES).toContain('Консультация');
  });
  test('notes of the registry', () => {
    const notes = (outcome.computed['Реестр клиентов'] ?? [])
      .map((row) => String(row['Примечание']))
      .join('\n');
    for (const part of [
      'отчёт просрочен',
      'предупреждение не отправлено',
      'скидка второму участнику',
      'не действует',
      'вне срока',
      'не хватает',
      'держит',
      'уже запрошен',
    ])
      expect(notes).toContain(part);
  });
  test('errors and warnings: exactly these', () => {
    expect(outcome.problems).toEqual([
      'Представители!8[Email]: это не адрес электронной почты',
      'Реестр клиентов!36[ИНН]: контрольная цифра ИНН не сходится',
      'Реестр клиентов!38[Продлить на, дней]: продление короче одного дня',
      'Реестр клиентов!37[Партнёр]: такого партнёра нет на вкладке «Представители»',
      'Реестр клиентов!5[Контакт 2]: (предупреждение) в телефоне «+7 000 000-13» не хватает цифр или есть лишние',
      'Отчёты по клиентам!66[Договор или контракт]: у клиента с этим ИНН такого договора в реестре нет',
      'Обращения!151[Партнёр]: такого партнёра нет на вкладке «Представители»',
      'Обращения!150[Приоритет]: у неисправности нет приоритета',
      'Часы головного офиса!12[Оценка часов]: число не может быть отрицательным',
      'Лицензии!11[Проект и счёт отправлены]: дата раньше, чем «Запрос»',
      'Обучение!7[Аттестация]: (предупреждение) дата ещё не наступила, ячейка пока не учтена',
    ]);
  });
  test('every kind of letter except report-due', () => {
    const codes = new Set(outcome.letters.map(({ code }) => code.replace('technocom.', '')));
    expect([...codes].sort()).toEqual([
      'detached',
      'digest',
      'fixation-ending',
      'fixation-expired',
      'fixed',
      'hours-over',
      'licence-step',
      'refused',
      'ticket-incomplete',
      'ticket-overdue',
      'ticket-soon',
      'warning',
    ]);
  });
  test('only example addresses', () => {
    const addresses = JSON.stringify(demo).match(/[\w.]+@[\w.]+/g) ?? [];
    expect(addresses.length).toBeGreaterThan(1);
    for (const address of addresses) expect(address).toMatch(/@example(\.(com|org|net))?$/);
  });
  test('is the same every time', () => {
    expect(JSON.stringify(sampleOf())).toBe(JSON.stringify(demo));
  });
});
