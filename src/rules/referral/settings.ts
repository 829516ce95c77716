// Parameters of the referral programme: the regulation's numbers, each with its section of «Правила
// программы».
import { amount, between, email, Fault, integer, type Kind, notNegative, number, yesNo } from '../kinds.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';
import { LONGEST_TERM } from './months.js';
import { CLAUSES } from './wording.js';

const common = commonSettings({ zone: 'Europe/Moscow', country: 'РФ' });

const percent: Kind<number> = {
  ...number,
  read: (raw, zone) => {
    const value = number.read(raw, zone);
    return value instanceof Fault ? new Fault(value.what, 'Впишите число от 0 до 100.') : value;
  },
};

export const settings = {
  zone: common.zone,
  country: common.country,
  rate: setting(
    'Ставка юрлица, %',
    percent,
    15,
    `Процент от абонентской платы клиента за месяц (${CLAUSES.sizes}).`,
    between(0, 100),
  ),
  term: setting(
    'Срок юрлица, месяцев',
    integer,
    24,
    `Сколько месяцев после регистрации клиента платится процент (${CLAUSES.sizes}: два года).`,
    between(0, LONGEST_TERM),
  ),
  reward: setting(
    'Вознаграждение физлица',
    amount,
    money(3000),
    `За оплатившего клиента, один раз (${CLAUSES.sizes}).`,
    notNegative,
  ),
  threshold: setting(
    'Порог физлица',
    amount,
    money(5000),
    `Сколько должно списаться у клиента за абонентскую плату и телефонию (${CLAUSES.credits}).`,
    notNegative,
  ),
  minimum: setting(
    'Минимум вывода юрлица',
    amount,
    money(2000),
    `С какой суммы на балансе можно выводить деньги (${CLAUSES.payouts}).`,
    notNegative,
  ),
  payingClients: setting(
    'Клиентов для вывода юрлица',
    integer,
    2,
    `Сколько клиентов юрлица должно оплатить сервис, чтобы деньги можно было вывести (${CLAUSES.payouts}).`,
    notNegative,
  ),
  training: setting(
    'Обучение обязательно',
    yesNo,
    true,
    `да — процент начисляется только за обученного клиента (${CLAUSES.sizes}); нет — за любого.`,
  ),
  payoutDays: setting(
    'Срок выплаты физлицу, дней',
    integer,
    12,
    `За сколько дней после заявки физлицо получает деньги (${CLAUSES.payouts}: 10–12 дней).`,
    notNegative,
  ),
  warnDays: common.warnDays,
  letterMode: common.letterMode,
  manager: setting(
    'Менеджер',
    email,
    null,
    'Кому приходит сводка 1-го числа и чей адрес стоит в письмах партнёрам. Пусто — сводки нет, вопросы приходят ответом на письмо.',
  ),
};
