// Parameters of the referral programme: the regulation's numbers, each with its section of «Правила
// программы».
import { amount, between, email, Fault, integer, type Kind, notNegative, number, yesNo } from '../kinds.js';
import { money } from '../money.js';
import { commonSettings, setting } from '../settings.js';
import { LONGEST_TERM } from './months.js';

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
    'Процент от абонентской платы клиента за месяц для тарифа «юрлицо» («Размер вознаграждения»).',
    between(0, 100),
  ),
  term: setting(
    'Срок юрлица, месяцев',
    integer,
    24,
    'Сколько месяцев после регистрации клиента платится процент («Размер вознаграждения»: два года).',
    between(0, LONGEST_TERM),
  ),
  reward: setting(
    'Вознаграждение физлица',
    amount,
    money(3000),
    'Сколько получает тариф «физлицо» за оплатившего клиента, один раз («Размер вознаграждения»).',
    notNegative,
  ),
  threshold: setting(
    'Порог физлица',
    amount,
    money(5000),
    'Сколько должно списаться у клиента за абонентскую плату и телефонию («Как начисляем вознаграждение»).',
    notNegative,
  ),
  minimum: setting(
    'Минимум вывода юрлица',
    amount,
    money(2000),
    'С какой суммы на балансе юрлицо может выводить деньги («Как вывести деньги»).',
    notNegative,
  ),
  payingClients: setting(
    'Клиентов для вывода юрлица',
    integer,
    2,
    'Сколько клиентов юрлица должно оплатить сервис, чтобы деньги можно было вывести («Как вывести деньги»).',
    notNegative,
  ),
  training: setting(
    'Обучение обязательно',
    yesNo,
    true,
    'да — процент начисляется только за обученного клиента («Размер вознаграждения»); нет — за любого.',
  ),
  payoutDays: setting(
    'Срок выплаты физлицу, дней',
    integer,
    12,
    'За сколько дней после заявки физлицо получает деньги («Как вывести деньги»: 10–12 дней).',
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
