// Sample rows that show one case of the rules each, including invalid ones.
import { day, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';
import type { Demo } from '../programme.js';
import { LEVELS } from './levels.js';
import type { tabs } from './tabs.js';

export type Rows = Required<Demo<typeof tabs>['rows']>;

export const cell = (iso: string): Cell => serialFromDay(day(iso));

/** Rows that do not count: a renewal into the past, an invalid address, a repeated name. */
export const badResellers: Rows['resellers'] = [
  {
    company: 'ТОО «Спешка»',
    email: 'hurry@example.org',
    registered: cell('2025-03-03'),
    claimedLevel: 'Primary Reseller',
    renewedTo: 2024,
    agreed: true,
  },
  {
    company: 'ТОО «Без Адреса»',
    email: 'нет почты',
    registered: cell('2025-06-02'),
    claimedLevel: 'Primary Reseller',
  },
  {
    company: 'тоо «мир  образцов»',
    email: 'double@example.net',
    registered: cell('2025-06-09'),
    claimedLevel: 'Corporate Reseller',
  },
];

const purchase = (date: string, company: string, sum: Cell, document: string): Rows['purchases'][number] => ({
  date: cell(date),
  company,
  sum,
  document,
});

/** Purchases that show one rule each. */
export const specialPurchases: Rows['purchases'] = [
  purchase('2025-02-14', 'ТОО «Ровно Порог»', 1_500_000, 'Накладная 5001'),
  purchase('2025-05-15', 'ТОО «Ровно Порог»', '1 500 000,00', 'Накладная 5002: ровно 3 000 000, ещё 2 %'),
  purchase('2025-08-20', 'ТОО «Ровно Порог»', 1, 'Накладная 5003: свыше порога, 4 % со всей суммы'),
  purchase('2025-01-22', 'ТОО «Возвратный Товар»', 3_400_000, 'Накладная 5004'),
  purchase('2025-04-18', 'ТОО «Возвратный Товар»', -900_000, 'Возврат 5005: баллы квартала с минусом'),
  purchase('2025-07-28', 'ТОО «Возвратный Товар»', '250 000 ₸', 'Накладная 5006'),
  purchase('2025-03-05', 'ТОО «Пробный Камень»', 180_000, 'Накладная 5007: участие не продлено'),
  purchase('2025-01-09', 'ТОО «Пилот Проект»', 95_000, 'Накладная 5008: до регистрации'),
  purchase('2025-12-15', 'ТОО «Ромашка-Пример»', 400_000, 'Предзаказ 5009'),
  purchase('2025-06-10', 'ТОО «Спешка»', 120_000, 'Накладная 5010: строка компании с ошибкой'),
  purchase('2025-06-11', 'ТОО «Незнакомец»', 75_000, 'Накладная 5011: такой компании нет'),
  purchase('2025-06-12', 'ТОО «Мир Образцов»', 'двести тысяч', 'Накладная 5012: сумма словами'),
];

const redemption = (
  date: string,
  company: string,
  points: Cell,
  reason: string,
): Rows['redemptions'][number] => ({
  date: cell(date),
  company,
  points,
  reason,
});

export const redemptions: Rows['redemptions'] = [
  redemption('2024-11-05', 'ТОО «Мир Образцов»', 8_000, 'Скидка на демонстрационный стенд'),
  redemption('2025-02-10', 'АО «Тестовые Сети»', 25_000, 'Обучение инженеров'),
  redemption('2025-04-15', 'ТОО «Ромашка-Пример»', '5 000', 'Сувениры для выставки'),
  redemption('2025-06-30', 'ТОО «Возвратный Товар»', 40_000, 'В последний день квартала'),
  redemption('2025-07-10', 'ТОО «Проба Пера»', 1_000_000, 'Больше, чем доступно'),
  redemption('2025-08-04', 'ТОО «Модельный Ряд»', 12_500.5, 'Скидка на поставку'),
  redemption('2025-10-06', 'ТОО «Витрина Тест»', 30_000, 'Скидка на поставку'),
  redemption('2025-12-20', 'ТОО «Мир Образцов»', 10_000, 'Запланировано'),
  redemption('2025-10-07', 'ТОО «Мир Образцов»', 0, 'Ноль баллов списать нельзя'),
];

const LEVEL = { primary: LEVELS[0], professional: LEVELS[1], corporate: LEVELS[2], solution: LEVELS[3] };

const application = (
  date: string,
  company: string,
  level: string,
  decision = '',
  decided = '',
  refusal = '',
): Rows['applications'][number] => ({
  date: cell(date),
  company,
  level,
  decision,
  decided: decided === '' ? '' : cell(decided),
  refusal,
});

export const applications: Rows['applications'] = [
  application('2025-03-03', 'ТОО «Модельный Ряд»', LEVEL.corporate, 'одобрено', '2025-03-07'),
  application(
    '2025-09-01',
    'ТОО «Копия Верна»',
    LEVEL.professional,
    'отклонено',
    '2025-09-04',
    'Нет совместного плана продаж.',
  ),
  application('2025-10-06', 'ТОО «Эскиз Трейд»', LEVEL.corporate, 'одобрено'),
  application('2025-10-06', 'ТОО «Эскиз Трейд»', LEVEL.professional, 'одобрено'),
  application('2025-11-12', 'ТОО «Фантом Ком»', LEVEL.professional),
  application('2025-11-24', 'ТОО «Песочница»', LEVEL.solution, 'одобрено', '2025-12-01'),
  application(
    '2025-11-25',
    'ИП Вымышлен',
    LEVEL.corporate,
    'отклонено',
    '2025-12-01',
    'Нет специалиста и сертифицированного персонала.',
  ),
  application('2025-11-26', 'ТОО «Пробный Камень»', LEVEL.corporate),
  application('2025-11-27', 'ТОО «Репетиция»', LEVEL.professional, 'одобрено', '2025-12-02'),
  application('2025-11-28', 'ТОО «Аналог-Пример»', LEVEL.professional),
  application('2025-11-28', 'ТОО «Неизвестность»', LEVEL.professional),
];
