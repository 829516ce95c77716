// Tabs of the referral programme: partners, clients, charges and withdrawals in; the ledger, balances and closings out.
import {
  amount,
  email,
  flag,
  integer,
  type Kind,
  longText,
  oneOf,
  positive,
  text,
  toned,
  yesNo,
} from '../kinds.js';
import { dayKind, instantKind } from '../kinds-time.js';
import { column, inputTab, logTab, ledgerTab, outputTab } from '../tabs.js';
import { CLAUSES } from './wording.js';

export const TARIFFS = ['юрлицо', 'физлицо'] as const;
export type Tariff = (typeof TARIFFS)[number];
export const BASES = ['процент', 'разовое', 'обнуление', 'корректировка'] as const;
export const METHODS = ['аккаунт', 'расчётный счёт', 'карта'] as const;

const tariff = oneOf(TARIFFS, 100);
const month: Kind<string> = { ...text, width: 90, hint: 'Месяц: ГГГГ-ММ.' };

const ofPartner = column('Партнёр', text, {
  names: true,
  required: true,
  width: 220,
  note: 'Как на вкладке «Партнёры».',
});

export const tabs = {
  partners: inputTab('Партнёры', 'Кто приглашает клиентов: одна строка — один партнёр.', {
    name: column('Партнёр', text, {
      required: true,
      unique: true,
      width: 220,
      note: 'Название, имя или код; по нему партнёра находят остальные вкладки и закрытые начисления.',
    }),
    tariff: column('Тариф', tariff, {
      required: true,
      note: `Тариф при регистрации (${CLAUSES.before}). Переход — на вкладке «Смена тарифа».`,
    }),
    registered: column('Дата регистрации', dayKind, {
      required: true,
      note: 'День регистрации в партнёрской программе.',
    }),
    code: column('Промокод', text, {
      required: true,
      unique: true,
      width: 120,
      note: 'По промокоду клиент относится к партнёру (6-й шаг).',
    }),
    email: column('Email', email, { required: true, personal: 'email', note: 'Куда писать партнёру.' }),
    contract: column('Договор подписан', dayKind, {
      note: `День подписания договора; без него юрлицо не выводит деньги (${CLAUSES.credits}).`,
    }),
    legacy: column('Прежние условия', flag, {
      note: `Для вывода не важны договор и число клиентов (${CLAUSES.before}).`,
    }),
    status: column(
      'Статус',
      toned(oneOf(['активен', 'ещё не начал'], 120), { good: ['активен'], quiet: ['ещё не начал'] }),
      {
        computed: true,
        note: 'ещё не начал — дата регистрации ещё не наступила.',
      },
    ),
    reason: column('Причина', longText, {
      computed: true,
      remark: true,
      note: 'Что мешает вывести деньги; пусто — вывод доступен.',
    }),
  }),
  changes: inputTab('Смена тарифа', 'Переходы партнёров между тарифами.', {
    date: column('Дата', dayKind, {
      names: true,
      required: true,
      note: 'С какого дня действует новый тариф.',
    }),
    partner: ofPartner,
    tariff: column('Новый тариф', tariff, {
      required: true,
      note: `При смене тарифа баланс обнуляется (${CLAUSES.before}).`,
    }),
  }),
  clients: inputTab('Клиенты', 'Приглашённые клиенты: одна строка — один клиент.', {
    name: column('Клиент', text, {
      required: true,
      unique: true,
      width: 220,
      note: 'Название или код клиента; по нему клиента находят списания.',
    }),
    code: column('Промокод', text, {
      required: true,
      width: 120,
      note: 'Промокод партнёра, который привёл клиента.',
    }),
    registered: column('Дата регистрации', dayKind, {
      required: true,
      note: `День регистрации в сервисе; от него идёт «Срок юрлица, месяцев» (${CLAUSES.sizes}).`,
    }),
    trained: column('Обучен', flag, {
      note: `Партнёр обучил клиента; без этого юрлицо не получает процент, если «Обучение обязательно» (${CLAUSES.sizes}).`,
    }),
    trainedFrom: column('Обучен с', dayKind, {
      note: 'С какого дня обучен. Пусто при флажке «Обучен» — с самого начала.',
    }),
    email: column('Email', email, {
      personal: 'email',
      note: 'Тот же, что у партнёра, — самореферал: вознаграждения нет.',
    }),
    partner: column('Партнёр', text, { computed: true, width: 220, note: 'Чей это клиент: по промокоду.' }),
    until: column('Вознаграждение до', dayKind, {
      computed: true,
      note: `Дата регистрации + срок юрлица (физлицу срока нет); сам этот день вознаграждения уже не даёт (${CLAUSES.sizes}).`,
    }),
    charged: column('Списано всего', amount, {
      computed: true,
      note: 'Подтверждённые списания всех видов по сегодняшний день.',
    }),
    note: column('Примечание', longText, {
      computed: true,
      remark: true,
      note: 'Почему за клиента нет вознаграждения.',
    }),
  }),
  charges: inputTab('Списания', 'Что списано с баланса клиентов. Возврат — отрицательная сумма.', {
    date: column('Дата', dayKind, { names: true, required: true, note: 'День списания.' }),
    client: column('Клиент', text, {
      names: true,
      required: true,
      width: 220,
      note: 'Как на вкладке «Клиенты».',
    }),
    kind: column('Вид', oneOf(['абонентская плата', 'телефония', 'обзвон роботом'], 150), {
      required: true,
      note: `Процент юрлица — с абонентской платы; порог физлица — абонентская плата и телефония (${CLAUSES.credits}).`,
    }),
    amount: column('Сумма', amount, { required: true, note: 'Сумма списания; возврат — со знаком минус.' }),
    confirmed: column('Подтверждено', flag, {
      note: `Оплата подтверждена: остальные списания не считаются (${CLAUSES.credits}).`,
    }),
    used: column('Учтено', month, {
      computed: true,
      remembered: true,
      note: 'За какой месяц начисление учло это списание.',
    }),
    note: column('Примечание', longText, {
      computed: true,
      remark: true,
      note: 'Почему списание не учтено.',
    }),
  }),
  withdrawals: inputTab('Выводы', 'Заявки партнёров на вывод денег.', {
    date: column('Дата', dayKind, { names: true, required: true, note: 'День заявки.' }),
    partner: ofPartner,
    amount: column('Сумма', amount, {
      required: true,
      check: positive,
      note: 'Сколько вывести; больше нуля.',
    }),
    method: column('Способ', oneOf(METHODS), {
      note: `юрлицо — аккаунт или расчётный счёт, физлицо — карта (${CLAUSES.payouts}). Пустая ячейка подходит любому тарифу.`,
    }),
    paid: column('Выплачено', dayKind, {
      note: 'День выплаты. Выплаченная заявка остаётся принятой, что бы ни изменилось потом.',
    }),
    status: column(
      'Статус',
      toned(oneOf(['принят', 'отклонён'], 110), { good: ['принят'], bad: ['отклонён'] }),
      {
        computed: true,
        remembered: true,
        note: 'По доступному на конец дня заявки; пусто — день ещё не наступил.',
      },
    ),
    reason: column('Причина', longText, {
      computed: true,
      remembered: true,
      remark: true,
      note: 'Почему заявка отклонена.',
    }),
  }),
  ledger: ledgerTab(
    'Начисления',
    'Все начисления по дате. Закрытые строки не меняются: правка исходных данных станет строкой «корректировка».',
    {
      date: column('Дата', dayKind, {
        note: `1-е число следующего месяца (${CLAUSES.credits}); у обнуления — день смены тарифа.`,
      }),
      month: column('За месяц', month, { names: true, note: 'За какой месяц списаний; у обнуления пусто.' }),
      partner: column('Партнёр', text, { names: true, width: 220, note: 'Кому начислено.' }),
      client: column('Клиент', text, {
        names: true,
        width: 220,
        note: 'За какого клиента; у обнуления пусто.',
      }),
      tariff: column('Тариф', tariff, {
        note: 'Тариф партнёра в последний день месяца списаний; у обнуления — прежний.',
      }),
      basis: column('Основание', toned(oneOf(BASES), { warn: ['обнуление', 'корректировка'] }), {
        note: 'процент — юрлицо, разовое — физлицо, обнуление — смена тарифа, корректировка — изменение закрытого месяца.',
      }),
      base: column('База', amount, {
        note: 'С какой суммы списаний; у корректировки — на сколько она изменилась.',
      }),
      amount: column('Сумма', amount, { note: 'Начислено; со знаком минус — удержано.' }),
      closed: column('Закрыто', yesNo, {
        width: 90,
        plain: true,
        note: 'да — месяц закрыт, строка больше не меняется.',
      }),
    },
  ),
  balances: outputTab(
    'Балансы',
    'Сколько у каждого партнёра на балансе и сколько он может вывести сегодня.',
    {
      partner: column('Партнёр', text, { width: 220, note: 'Чей баланс.' }),
      tariff: column('Тариф', tariff, { note: 'Тариф, который действует сегодня.' }),
      paying: column('Клиентов с оплатой', integer, {
        width: 130,
        note: `Клиенты, за которых есть хотя бы одно положительное начисление (${CLAUSES.payouts}).`,
      }),
      credited: column('Начислено', amount, { note: 'Сумма начислений и корректировок.' }),
      zeroed: column('Обнулено', amount, { note: 'Сумма строк «обнуление» (со знаком минус).' }),
      withdrawn: column('Выведено', amount, { note: 'Сумма принятых заявок на вывод.' }),
      balance: column('Баланс', amount, { note: 'Начислено + обнулено − выведено.' }),
      available: column('Доступно', amount, {
        note: `Сколько можно вывести сегодня (${CLAUSES.payouts}).`,
      }),
      since: column('Доступно с', dayKind, {
        note: 'С какого дня без перерыва выполнены сегодняшние условия вывода; пусто — не выполнены.',
      }),
      missing: column('Чего не хватает', longText, { note: 'Что мешает вывести деньги.' }),
    },
  ),
  closings: logTab(
    'Закрытые месяцы',
    'Какие месяцы закрыты и чем это подтверждено. Строки добавляет «Закрыть месяц…».',
    {
      month: column('Месяц', month, { note: 'Закрыт этот месяц и все до него.' }),
      closed: column('Закрыт', instantKind, { note: 'Когда закрыт.' }),
      lines: column('Строк', integer, { width: 80, note: 'Сколько строк «Начислений» закрыто.' }),
      amount: column('Сумма', amount, { note: 'Сумма закрытых строк.' }),
      fingerprint: column('Отпечаток', text, {
        wraps: true,
        width: 280,
        note: 'SHA-256 прежнего отпечатка, условий и закрытых строк: изменённая строка его не даст.',
      }),
      terms: column('Условия', longText, {
        wraps: true,
        width: 420,
        note: 'Настройки, по которым закрыт месяц: позднейшие правки настроек его не касаются.',
      }),
    },
  ),
};
