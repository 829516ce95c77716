// Titles, headers, kinds and listed words of the tabs (spec 01): exact, for other tabs and filled workbooks rest on them.
import { expect, test } from '@jest/globals';
import { marathon } from '../../../src/rules/marathon/index.js';
import { declaredColumns, declaredLetters } from '../columns.js';

const TABS: Readonly<Record<string, readonly string[]>> = {
  'input Регистрации': [
    'Никнейм* — personal name',
    'ФИО* — personal name',
    'Компания* — personal company',
    'Email*: email — personal email',
    'Телефон — personal phone',
    'Дата регистрации*: instant',
    'На портале*: flag',
    'Статус: (участник, отклонён) — computed',
    'Причина — computed',
  ],
  'input Блоки': [
    'Блок*: number — unique',
    'Тема*',
    'Продукт',
    'Начало*: instant',
    'Тест до: instant',
    'Запись',
    'Тест',
    'Тест закрывается: instant — computed',
  ],
  'input Посещения': [
    'Блок*: number',
    'Email*: email — personal email',
    'Формат: (онлайн, запись)',
    'Баллы: number — computed',
    'Примечание — computed',
  ],
  'input Результаты тестов': [
    'Блок*: number',
    'Email*: email — personal email',
    'Завершён*: instant',
    'Верных ответов*: number',
    'Баллы: number — computed',
    'Примечание — computed',
  ],
  'input Задания': [
    'Задание*',
    'Продукт',
    'Вид: (творческое, дополнительное)',
    'Email*: email — personal email',
    'Дата: day',
    'Принято: flag',
    'Баллы: number — computed',
    'Примечание — computed',
  ],
  'input Продажи': [
    'Дата*: day',
    'Email*: email — personal email',
    'Продукт*',
    'Клиент',
    'Вид*: (новая, продление, дозакупка, upgrade)',
    'Сумма РРЦ*: number',
    'Подтверждена: flag',
    'Баллы: number — computed',
    'Примечание — computed',
  ],
  'input Дополнительные баллы': ['Email*: email — personal email', 'Баллы*: number', 'За что*', 'Дата: day'],
  'output Рейтинг': [
    'Место: number',
    'Никнейм — personal name',
    'Посещения: number',
    'Тесты: number',
    'Задания: number',
    'Продажи: number',
    'Доп. баллы: number',
    'Итого: number',
  ],
  'output Номинации': [
    'Номинация',
    'Показатель',
    'Лучший результат: number',
    'Претенденты — personal other',
    'Победитель — personal name',
    'Основание: (единственный лучший, розыгрыш, нужен розыгрыш, нет результатов)',
    'Примечание',
  ],
  'log Розыгрыши': [
    'Время: instant',
    'Номинация: (Эксперт в тайм-менеджменте, Креативные продажи, Эксперт по продукту, Акула бизнеса)',
    'Претенденты — personal other',
    'Зерно',
    'Хеш',
    'Победитель — personal name',
    "Отменён: flag — staff's",
    "Причина отмены — staff's",
  ],
};
const declared = declaredColumns(marathon);

test('the tabs and their roles', () => {
  expect(Object.keys(declared)).toEqual(Object.keys(TABS));
});

test.each(Object.entries(TABS))('%s', (tab, columns) => {
  expect(declared[tab]).toEqual(columns);
});

test('the letters and their priorities', () => {
  expect(declaredLetters(marathon)).toEqual([
    'marathon.registered: confirmation',
    'marathon.rejected: decision',
    'marathon.moved: decision',
    'marathon.webinar: reminder',
    'marathon.test-closing: reminder',
    'marathon.digest: digest',
    'marathon.score: confirmation',
    'marathon.winner: decision',
  ]);
});
