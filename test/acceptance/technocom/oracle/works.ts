// Hours of the head office, licences step by step, training; and their totals in «Представители».
// Hours count in the year of the work, in order of their dates.
import { DAY, monthsLater, workingDaysAfter, yearOf } from '../../calendar.js';
import type { Cells } from '../../cells.js';
import { date, type Tables, text, upTo } from './terms.js';
import { isWorking } from './working.js';

const limitOf = (role: string): number => (role === 'авторизованный' ? 80 : 160);
export function hoursCells(tables: Tables): Cells[] {
  const rows = tables['Часы головного офиса'] ?? [];
  const dayOfRow = (row: Cells): number =>
    date(row['Дата работ'] ?? null) ?? date(row['Дата запроса'] ?? null) ?? 0;
  const hoursOf = (row: Cells): number => Number(row['Факт часов'] ?? row['Оценка часов']);
  return rows.map((row, index) => {
    const mine = rows.filter(
      (other, at) =>
        text(other['Партнёр']) === text(row['Партнёр']) &&
        yearOf(dayOfRow(other)) === yearOf(dayOfRow(row)) &&
        (dayOfRow(other) < dayOfRow(row) || (dayOfRow(other) === dayOfRow(row) && at <= index)),
    );
    const total = mine.reduce((sum, other) => sum + hoursOf(other), 0);
    const partner = (tables['Представители'] ?? []).find(
      (one) => text(one['Партнёр']) === text(row['Партнёр']),
    );
    const over = total - limitOf(text(partner?.['Роль']));
    return { 'С начала года': total, 'Сверх лимита': Math.max(0, Math.min(hoursOf(row), over)) };
  });
}

const STEPS = [
  ['Проект и счёт', 'Проект и счёт отправлены'],
  ['Сканы', 'Сканы получены'],
  ['Оплата', 'Оплачено'],
  ['Акт', 'Акт или сертификат отправлен'],
  ['Оригиналы', 'Оригиналы отправлены'],
  ['Возврат', 'Оригиналы возвращены'],
] as const;
export function licence(row: Cells, now: number): Cells {
  const today = Math.floor(now / DAY);
  let previous = date(row['Запрос'] ?? null) ?? 0;
  for (const [step, column] of STEPS) {
    const done = upTo(date(row[column] ?? null), today);
    if (done !== null) {
      previous = done;
      continue;
    }
    const due = {
      'Проект и счёт': () => workingDaysAfter(previous, 5, isWorking),
      Сканы: () => workingDaysAfter(previous, 5, isWorking),
      Оплата: () => date(row['Срок оплаты по договору'] ?? null) ?? workingDaysAfter(previous, 5, isWorking),
      Акт: () => monthsLater(previous, 1),
      Оригиналы: () => previous + 7,
      Возврат: () => previous + 7,
    }[step]();
    return { Шаг: step, 'Срок шага': due, Состояние: today > due ? 'просрочено' : 'в срок' };
  }
  return { Шаг: null, 'Срок шага': null, Состояние: 'завершено' };
}

export function training(row: Cells, now: number): Cells {
  const columns = [
    'Знакомство с компанией',
    'Продукты',
    'Продажи',
    'Взаимодействие с головным офисом',
    'Аттестация',
  ];
  const left = columns.filter((column) => upTo(date(row[column] ?? null), Math.floor(now / DAY)) === null);
  return { Сертификат: left.length === 0 ? 'да' : 'нет', Осталось: left.join(', ') || null };
}

export function partnerCells(tables: Tables, now: number): Cells[] {
  const year = yearOf(Math.floor(now / DAY));
  return (tables['Представители'] ?? []).map((partner) => {
    const name = text(partner['Партнёр']);
    const mine = (tables['Часы головного офиса'] ?? []).filter(
      (row) =>
        text(row['Партнёр']) === name &&
        yearOf(date(row['Дата работ'] ?? null) ?? date(row['Дата запроса'] ?? null) ?? 0) === year,
    );
    const certified = (tables['Обучение'] ?? []).some(
      (row) => text(row['Партнёр']) === name && training(row, now)['Сертификат'] === 'да',
    );
    return {
      Аттестован: certified,
      'Часов за год': mine.reduce((sum, row) => sum + Number(row['Факт часов'] ?? row['Оценка часов']), 0),
      Лимит: limitOf(text(partner['Роль'])),
    };
  });
}
