// Titles, headers, kinds and listed words of the tabs (spec 04), exactly: other tabs and existing workbooks
// depend on them.
import { resellers } from '../../../src/rules/resellers/index.js';
import { declares } from '../columns.js';

const TABS: Readonly<Record<string, readonly string[]>> = {
  'input Реселлеры': [
    'Компания* — unique',
    'БИН',
    'Email*: email — personal email',
    'Дата регистрации*: day',
    'Заявленный уровень*: (Primary Reseller, Professional Reseller, Corporate Reseller, Solution Provider)',
    'План продаж: flag',
    'Специалист по продажам: flag',
    'Техперсонал: flag',
    'Совместные решения: flag',
    'SWS: flag',
    'AWS: flag',
    'Инженер: flag',
    'Продлено по год: number',
    'Согласовано: flag',
    'Уровень: (Primary Reseller, Professional Reseller, Corporate Reseller, Solution Provider) — computed, remembered',
    'Сервисный статус: (Service Reseller, Service Provider) — computed',
    'Чего не хватает — computed',
    'Действует до: day — computed',
    'Участие: (действует, истекло, ещё не началось) — computed',
    'Баллы: number — computed',
    'Доступно баллов: number — computed',
    'До порога: number — computed',
    'Преимущества — computed',
  ],
  'input Закупки': ['Дата*: day', 'Компания*', 'Сумма*: number', 'Документ', 'Примечание — computed'],
  'input Списания баллов': [
    'Дата*: day',
    'Компания*',
    'Баллы*: number',
    'За что* — personal mention',
    'Примечание — computed',
  ],
  'input Заявки на уровень': [
    'Дата*: day',
    'Компания*',
    'Уровень*: (Primary Reseller, Professional Reseller, Corporate Reseller, Solution Provider)',
    'Решение: (одобрено, отклонено)',
    'Дата решения: day',
    'Причина отказа — personal mention',
    'Можно одобрить: (да, нет) — computed, remembered',
    'Чего не хватает — computed',
  ],
  'output Накопление': [
    'Компания',
    'Квартал',
    'Закупки за квартал: number',
    'Накоплено за период: number',
    'Ставка: number',
    'Баллы за квартал: number',
    'Баллы всего: number',
    'Вид: (итог, прогноз)',
  ],
  'output Список партнёров': [
    'Компания',
    'Уровень: (Primary Reseller, Professional Reseller, Corporate Reseller, Solution Provider)',
    'Сервисный статус: (Service Reseller, Service Provider)',
    'Действует до: day',
  ],
  'output Список сервисных партнёров': [
    'Компания',
    'Уровень: (Primary Reseller, Professional Reseller, Corporate Reseller, Solution Provider)',
    'Сервисный статус: (Service Reseller, Service Provider)',
    'Действует до: day',
  ],
};
declares(resellers, TABS, [
  'resellers.renewal: reminder',
  'resellers.expired: decision',
  'resellers.points: confirmation',
  'resellers.level: decision',
  'resellers.digest: digest',
]);
