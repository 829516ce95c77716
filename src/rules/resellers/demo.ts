// Sample data for new users: thirty invented partners over six quarters, with every case of the rules and a
// few invalid rows.
import { chance } from '../chance.js';
import { addDays, day, serialFromDay } from '../day.js';
import type { Cell } from '../kinds.js';
import type { Demo } from '../programme.js';
import { LEVELS } from './levels.js';
import type { ResellerTabs } from './model.js';
import { quarterEnd, quarterOf } from './quarters.js';

type Rows = Required<Demo<ResellerTabs>['rows']>;

const cell = (iso: string): Cell => serialFromDay(day(iso));

/** A Monday thirty days before the end of the year: renewals, the digest and a decision are due that day. */
const NOW = '2025-12-01T09:00:00+05:00';
const TODAY = day('2025-12-01');

/**
 * A partner in short form: name, day of registration, claimed level (index into LEVELS), what it has (P план, S
 * специалист, T техперсонал, J решения, W SWS, A AWS, E инженер), its usual purchase in thousands (0: none), «Продлено
 * по год».
 */
type Sample = readonly [
  name: string,
  registered: string,
  claims: number,
  has: string,
  buys: number,
  renewedTo?: number,
  refused?: 'не согласовано',
];

const SAMPLES: readonly Sample[] = [
  ['ТОО «Ромашка-Пример»', '2024-07-03', 1, 'PS', 420, 2025],
  ['ТОО «Мир Образцов»', '2024-07-08', 2, 'PSTWAE', 900, 2025],
  ['АО «Тестовые Сети»', '2024-07-10', 3, 'PJWAE', 1300, 2026],
  ['ТОО «Учебный Склад»', '2024-07-15', 0, '', 110, 2025],
  ['ТОО «Условный Интегратор»', '2024-07-22', 3, 'PS', 760, 2025],
  ['ИП Вымышлен', '2024-08-01', 1, 'P', 90, 2025],
  ['ТОО «Степь-Демо»', '2024-08-05', 2, 'PSWA', 530, 2025],
  ['ТОО «Алма-Образец»', '2024-08-12', 2, 'ST', 310, 2025],
  ['ТОО «Пробный Камень»', '2024-08-19', 1, 'PSWAE', 260],
  ['ТОО «Макет Сервис»', '2024-09-02', 1, 'PSWAE', 480, 2025],
  ['ТОО «Шаблон Плюс»', '2024-09-09', 3, '', 150, 2025],
  ['ТОО «Эскиз Трейд»', '2024-09-16', 0, 'PS', 240, 2025],
  ['ТОО «Модельный Ряд»', '2024-09-23', 1, 'PST', 610, 2025],
  ['ТОО «Черновик Групп»', '2024-10-01', 2, 'PST', 350, 2025, 'не согласовано'],
  ['ТОО «Проба Пера»', '2024-10-14', 0, '', 70],
  ['ТОО «Наброс»', '2024-10-21', 1, 'PS', 500, 2026],
  ['ТОО «Прототип Азия»', '2024-11-04', 2, 'PSTWAE', 820, 2025],
  ['ТОО «Ровно Порог»', '2024-11-11', 1, 'PS', 0, 2025],
  ['ТОО «Возвратный Товар»', '2024-12-02', 1, 'PS', 0, 2025],
  ['ТОО «Эталон Демо»', '2025-01-13', 3, 'PJWA', 1100],
  ['ТОО «Копия Верна»', '2025-01-20', 0, '', 130],
  ['ТОО «Пилот Проект»', '2025-02-03', 1, 'PS', 370],
  ['ТОО «Витрина Тест»', '2025-02-17', 2, 'PSTWAE', 950, 2026],
  ['ТОО «Фантом Ком»', '2025-03-11', 0, 'S', 60],
  ['ТОО «Аналог-Пример»', '2025-04-07', 1, 'PS', 290],
  ['ТОО «Песочница»', '2025-05-19', 0, 'PJ', 200],
  ['ТОО «Репетиция»', '2025-07-01', 2, 'PST', 640],
  ['ТОО «Полигон-Образец»', '2025-09-08', 1, 'PSE', 330],
  ['ТОО «Новичок-Пример»', '2025-11-24', 0, '', 0],
  ['ТОО «Завтрашний День»', '2026-01-12', 1, 'PS', 0],
];

const resellerRow = (sample: Sample, index: number): Rows['resellers'][number] => {
  const [company, registered, claims, has, , renewedTo, refused] = sample;
  return {
    company,
    bin: String(240_740_000_100 + index * 137),
    email: `partner${index + 1}@example.com`,
    registered: cell(registered),
    claimedLevel: LEVELS[claims] ?? '',
    salesPlan: has.includes('P'),
    salesSpecialist: has.includes('S'),
    technicians: has.includes('T'),
    jointSolutions: has.includes('J'),
    sws: has.includes('W'),
    aws: has.includes('A'),
    engineer: has.includes('E'),
    renewedTo: renewedTo ?? '',
    agreed: renewedTo !== undefined && refused === undefined,
  };
};

const FIRST_QUARTER = quarterOf(day('2024-07-01'));
const LAST_QUARTER = quarterOf(TODAY);

/** One to three purchases a quarter for each partner that buys, from its registration to today. */
function regularPurchases(): Rows['purchases'] {
  const draw = chance(2_025);
  const purchases: { date: number; company: string; sum: number; document: string }[] = [];
  for (const [company, registered, , , buys] of SAMPLES) {
    if (buys === 0) continue;
    for (let quarter = FIRST_QUARTER; quarter <= LAST_QUARTER; quarter += 1) {
      const start = addDays(quarterEnd(quarter - 1), 1);
      const times = 1 + draw(3);
      for (let time = 0; time < times; time += 1) {
        const date = addDays(start, draw(90));
        const sum = Math.round(buys * (0.5 + draw(1_000) / 1_000)) * 1_000 + draw(100) / 4;
        const document = `Накладная ${1_000 + purchases.length}`;
        if (date >= day(registered) && date <= TODAY)
          purchases.push({ date: serialFromDay(date), company, sum, document });
      }
    }
  }
  return purchases.sort((a, b) => a.date - b.date);
}

/** Rows that do not count: a renewal into the past, an invalid address, a repeated name. */
const badResellers: Rows['resellers'] = [
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
const specialPurchases: Rows['purchases'] = [
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

const redemptions: Rows['redemptions'] = [
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

const [, PROFESSIONAL, CORPORATE, SOLUTION] = LEVELS;

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

const applications: Rows['applications'] = [
  application('2025-03-03', 'ТОО «Модельный Ряд»', CORPORATE, 'одобрено', '2025-03-07'),
  application(
    '2025-09-01',
    'ТОО «Копия Верна»',
    PROFESSIONAL,
    'отклонено',
    '2025-09-04',
    'Нет совместного плана продаж.',
  ),
  application('2025-10-06', 'ТОО «Эскиз Трейд»', CORPORATE, 'одобрено'),
  application('2025-10-06', 'ТОО «Эскиз Трейд»', PROFESSIONAL, 'одобрено'),
  application('2025-11-12', 'ТОО «Фантом Ком»', PROFESSIONAL),
  application('2025-11-24', 'ТОО «Песочница»', SOLUTION, 'одобрено', '2025-12-01'),
  application(
    '2025-11-25',
    'ИП Вымышлен',
    CORPORATE,
    'отклонено',
    '2025-12-01',
    'Нет специалиста и сертифицированного персонала.',
  ),
  application('2025-11-26', 'ТОО «Пробный Камень»', CORPORATE),
  application('2025-11-27', 'ТОО «Репетиция»', PROFESSIONAL, 'одобрено', '2025-12-02'),
  application('2025-11-28', 'ТОО «Аналог-Пример»', PROFESSIONAL),
  application('2025-11-28', 'ТОО «Неизвестность»', PROFESSIONAL),
];

export const demo = (): Demo<ResellerTabs> => ({
  now: NOW,
  rows: {
    resellers: [...SAMPLES.map(resellerRow), ...badResellers],
    purchases: [...regularPurchases(), ...specialPurchases],
    redemptions,
    applications,
  },
  settings: { Менеджер: 'manager@example.com' },
});
