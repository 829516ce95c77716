// Random tables compared with the oracle, cell by cell, over several successive days.
// The generator keeps days close together, so that rows of one client affect each other.
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { at, minutes, serial } from '../calendar.js';
import type { Cells, RawCell } from '../cells.js';
import { oracle } from './oracle.js';
import { deskReport } from './oracle/desk.js';
import { HOLDS, registryCells } from './oracle/registry.js';
import type { Settings, Tables } from './oracle/terms.js';
import { inn10, world } from './support.js';

const PARTNERS = ['Альфа', 'Бета', 'Гамма'];
const INN = inn10('720419679');
const INNS = [INN, inn10('500100732')];
const BASE = serial('20.10.2025');
const blankOr = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const plus = (base: number, days: readonly number[]): fc.Arbitrary<number> =>
  fc.constantFrom(...days).map((n) => base + n);
const text = fc.oneof(
  { weight: 5, arbitrary: fc.constant('есть') },
  { weight: 1, arbitrary: fc.constant(null) },
);

const client = fc
  .tuple(fc.constantFrom(-300, 0, 1, 2, 5, 10, 30, 60, 61, 70, 90, 91), fc.integer({ min: 0, max: 3 }))
  .chain(([day, hour]) => {
    const base = BASE + day;
    const confirmed = fc.constantFrom(0, 0, 1, 3, 9, 60);
    return confirmed.chain((after) =>
      fc.record({
        Клиент: fc.constant('Завод'),
        ИНН: fc.constantFrom(INN, ...INNS),
        'Договор или контракт': fc.constantFrom('Д-1', ' д - 1', 'Д-1', 'ё2', 'Е 2'),
        Адрес: text,
        Партнёр: fc.constantFrom(...PARTNERS),
        'Дата запроса': fc.constant(base + hour / 24),
        'Причина интереса': fc.constant('есть'),
        'Контакт 1': fc.constant('Иван'),
        'Контакт 2': text,
        Подтверждено: fc.oneof(fc.constant(null), fc.constant(base + after), fc.constant(base + after)),
        Отклонено: fc.oneof(
          { weight: 4, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: plus(base, [0, 1, 3, 60, 70]) },
        ),
        'Продлить на, дней': blankOr(fc.constantFrom(1, 10, 30, 45)),
        'Продление согласовано': blankOr(plus(base + after, [-2, 0, 59, 60, 61, 70])),
        'Перечень ПО получен': blankOr(plus(base + after, [-1, 0, 10, 60, 61, 90, 91])),
        'Лицензии куплены': blankOr(plus(base + after, [-1, 0, 10, 60, 61, 90, 91])),
        'Предупреждение вынесено': blankOr(plus(serial('15.01.2026'), [1, 3, 5, 9, 12])),
        Откреплён: fc.oneof(
          { weight: 5, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: plus(base, [30, 70, 100]) },
        ),
      }),
    );
  });
const report = fc.record({
  Дата: plus(serial('15.01.2026'), [-10, 0, 2, 4, 9, 11, 14, 30]),
  ИНН: fc.constantFrom(...INNS),
  'Договор или контракт': fc.constantFrom('Д-1', 'Е2'),
  Партнёр: fc.constantFrom(...PARTNERS),
  'Отчётный год': fc.constantFrom(2024, 2025, 2025, 2026),
  Содержание: fc.constant('Отчёт'),
});
const moment = fc
  .tuple(fc.integer({ min: 0, max: 90 }), fc.constantFrom(0, 510, 511, 720, 765, 1049, 1050, 1051, 1320))
  .map(([day, minute]) => BASE + 30 + day + minute / 1440);
const flag = fc.constantFrom<RawCell>(true, false, null);
const ticket = moment.chain((created) => {
  const near = fc
    .constantFrom(0, 1, 1.25, 2.9, 3, 3.0625, 5, 8, 20, 40)
    .map((n) => minutes(created + n) / 1440);
  return fc.record({
    Создано: fc.constant(created),
    Партнёр: fc.constantFrom(...PARTNERS),
    'ИНН клиента': fc.constant(INN),
    Тип: fc.constantFrom('Неисправность', 'Неисправность', 'Неисправность', 'Разработка', 'Консультация'),
    Приоритет: fc.constantFrom('Срочный', 'Высокий', 'Нормальный', 'Низкий'),
    Демо: fc.constantFrom<RawCell>(true, null, null, null, null),
    Самодиагностика: flag,
    Договор: text,
    ПО: text,
    Компонент: text,
    'Базовое ПО': text,
    'Описание шагов': text,
    Скриншоты: flag,
    Логи: flag,
    'Запрошено уточнение': blankOr(near),
    'Данные получены': blankOr(near),
    Решено: blankOr(near),
  });
});
const work = fc.record({
  'Дата запроса': plus(serial('20.12.2025') + 0.5, [0, 5, 11, 12, 20]),
  Партнёр: fc.constantFrom(...PARTNERS),
  Предприятие: fc.constant('Завод'),
  Задачи: fc.constant('Настройка'),
  'Оценка часов': fc.constantFrom(0, 8, 40, 79.5, 100),
  'Дата работ': blankOr(plus(serial('31.12.2025'), [-2, 0, 1, 5])),
  'Факт часов': blankOr(fc.constantFrom(0, 1.5, 80, 90)),
});
const licenceRow = fc
  .tuple(fc.nat(6), fc.nat(90), fc.array(fc.nat(20), { minLength: 6, maxLength: 6 }))
  .chain(([steps, day, gaps]) =>
    fc
      .tuple(fc.constantFrom(-1, 0, 1, 2, 3), blankOr(fc.constant(BASE + day + 60)))
      .map(([hole, agreed]): Cells => {
        const names = [
          'Проект и счёт отправлены',
          'Сканы получены',
          'Оплачено',
          'Акт или сертификат отправлен',
          'Оригиналы отправлены',
          'Оригиналы возвращены',
        ];
        let at = BASE + day;
        const row: Record<string, RawCell> = { Запрос: at, Партнёр: 'Альфа', Заказчик: 'Завод' };
        row['Срок оплаты по договору'] = agreed;
        names.forEach((name, index) => {
          if (index < steps && index !== hole) row[name] = at += gaps[index] ?? 0;
        });
        return row;
      }),
  );
const lesson = blankOr(plus(BASE, [0, 70, 100]));
const pupil = fc.record({
  Партнёр: fc.constantFrom(...PARTNERS),
  Сотрудник: fc.constant('Иван'),
  'Знакомство с компанией': fc.constant(BASE),
  Продукты: lesson,
  Продажи: fc.constant(BASE),
  'Взаимодействие с головным офисом': lesson,
  Аттестация: lesson,
});
const numbered = (rows: readonly Cells[]): Cells[] =>
  rows.map((row, index) => ({ Номер: `N${index}`, ...row }));
const many = <T extends Cells>(row: fc.Arbitrary<T>, max: number) => fc.array(row, { maxLength: max });
const sheets = fc.record({
  'Реестр клиентов': many(client, 7),
  'Отчёты по клиентам': many(report, 3),
  Обращения: many(ticket, 5).map(numbered),
  'Часы головного офиса': many(work, 6),
  Лицензии: many(licenceRow, 4).map(numbered),
  Обучение: many(pupil, 3),
});
const days = fc.uniqueArray(
  fc.constantFrom(
    ...'25.10.2025 12:00;20.12.2025 08:30;29.12.2025 17:30;15.01.2026 23:59;16.01.2026 00:00;18.01.2026 09:00;25.01.2026 12:00;26.01.2026 12:00;02.02.2026 12:00'.split(
      ';',
    ),
  ),
  { minLength: 1, maxLength: 3, comparator: (a, b) => a === b },
);

const only = (line: Readonly<Record<string, RawCell>>, like: object): Record<string, RawCell> =>
  Object.fromEntries(
    Object.keys(like)
      .filter((name) => name !== 'start')
      .map((name) => [name, line[name] ?? null]),
  );
const rounded = (cell: RawCell): RawCell => (typeof cell === 'number' ? Math.round(cell * 100) / 100 : cell);
const close = (cells: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(cells)
      .filter(([name]) => name !== 'start')
      .map(([name, cell]) => [name, typeof cell === 'number' ? Math.round(cell * 1440) / 1440 : cell]),
  );

const representatives: readonly Cells[] = PARTNERS.map((name, index) => ({
  Партнёр: name,
  Роль: ['авторизованный', 'официальный', 'золотой'][index] ?? null,
  Email: `p${index}@example.com`,
}));

test('one client, many claims: states, dates and the public registry agree with the oracle', () => {
  const one = world({ Представители: representatives });
  const crowd = fc.array(
    client.map((row): Cells => ({ ...row, ИНН: INN, 'Договор или контракт': 'Д-1' })),
    { minLength: 2, maxLength: 9 },
  );
  fc.assert(
    fc.property(crowd, many(report, 3), days, fc.boolean(), (claims, reports, moments, automatic) => {
      const settings: Settings = { automatic, lunch: null, releases: [] };
      const tables = { 'Реестр клиентов': claims, 'Отчёты по клиентам': reports };
      one.set('Откреплять автоматически', automatic ? 'да' : 'нет');
      for (const [tab, rows] of Object.entries(tables)) one.fill(tab, rows);
      for (const moment of moments) {
        const now = at(moment);
        one.recompute(now);
        const wanted = registryCells(tables, now, settings);
        const found = one.lines('Реестр клиентов');
        const asked = claims.flatMap((row, index) =>
          minutes(row['Дата запроса'] ?? null) <= now ? [index] : [],
        );
        const like = { Статус: 0, 'Закреплён до': 0, 'Отчёт до': 0 };
        expect(asked.map((index) => only(found[index] ?? {}, like))).toEqual(
          asked.map((index) => wanted[index]),
        );
        expect(one.lines('Публичный реестр').map((line) => line['Статус'])).toEqual(
          asked.flatMap((index) => {
            const status = String(wanted[index]?.['Статус']);
            return HOLDS.includes(status) ? [status] : [];
          }),
        );
      }
    }),
    { numRuns: 100, seed: 5 },
  );
});

test('every computed cell agrees with the oracle', () => {
  fc.assert(
    fc.property(sheets, days, fc.boolean(), fc.boolean(), (given, moments, automatic, hasLunch) => {
      const tables: Tables = {
        Представители: representatives,
        ...given,
      };
      const settings: Settings = {
        automatic,
        lunch: hasLunch ? [720, 780] : null,
        releases: [serial('25.12.2025'), serial('01.02.2026')],
      };
      const { recompute, lines, errors } = world(tables, {
        'Откреплять автоматически': automatic ? 'да' : 'нет',
        'Обед с': hasLunch ? 0.5 : null,
        'Обед по': hasLunch ? 780 / 1440 : null,
        Релизы: '01.02.2026, 25.12.2025',
      });
      for (const moment of moments) {
        const now = at(moment);
        recompute(now);
        const wanted = oracle(tables, now, settings);
        const bad = new Set(errors());
        for (const [tab, cells] of Object.entries(wanted)) {
          const found = lines(tab);
          cells.forEach((line, index) => {
            // Not compared: rows in error, and rows requested later than now, which the rules do not define.
            if (bad.has(`${tab}/${index + 2}`)) return;
            if (tab === 'Реестр клиентов' && minutes(tables[tab]?.[index]?.['Дата запроса'] ?? null) > now)
              return;
            expect({ moment, tab, index, ...close(only(found[index] ?? { row: 0 }, line)) }).toEqual({
              moment,
              tab,
              index,
              ...close(line),
            });
          });
        }
        const foundReport = lines('Отчёт Service Desk').map((line) => [
          `${String(line['Месяц'])}/${String(line['Приоритет'])}`,
          ['Обращений', 'Решено', 'В срок', 'Просрочено', '% в срок', 'Среднее рабочих часов'].map((name) =>
            rounded(line[name] ?? null),
          ),
        ]);
        const wantedReport = Object.entries(deskReport(tables, now, settings)).map(([key, cells]) => [
          key,
          cells.map(rounded),
        ]);
        expect(Object.fromEntries(foundReport)).toEqual(Object.fromEntries(wantedReport));
        expect([...bad].filter((one) => !one.startsWith('Отчёты') && !one.startsWith('Реестр'))).toEqual([]);
      }
    }),
    { numRuns: 30, seed: 4 },
  );
});
