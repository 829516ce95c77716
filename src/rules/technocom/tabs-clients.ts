// Tabs of partners and their clients: representatives, registry, reports, and the registry for the site (разделы 2 и 3).
// Clauses are those of «Порядок работы партнёров при продажах и сопровождении продуктов».
import { email, Fault, flag, integer, longText, number, oneOf, text, toned } from '../kinds.js';
import { dayKind, instantKind } from '../kinds-time.js';
import { column, inputTab, outputTab } from '../tabs.js';
import { days } from '../text.js';
import { inn } from './inn.js';
import { KEPT } from './remarks.js';
import { ANSWER_DAYS } from './reporting.js';
import { STATUSES } from './states.js';
import { ROLES } from './words.js';

const status = toned(oneOf(STATUSES), {
  good: ['Закреплён'],
  bad: ['Отклонён', 'Отклонён: занят', 'Откреплён', 'Подлежит откреплению'],
  warn: ['Предупреждение', 'Запрос неполный', 'Срок истёк', 'Повтор'],
  busy: ['На рассмотрении', 'Предварительно закреплён'],
});

/** «Продлить на, дней» below 1 would be no extension. */
const atLeastOne = (days: number): Fault | null =>
  days < 1
    ? new Fault('продление короче одного дня', 'Впишите число дней не меньше 1 или очистите ячейку (п. 3.1).')
    : null;

const fourDigits = (year: number): Fault | null =>
  year < 2000 || year > 2100 ? new Fault('это не год', 'Впишите год четырьмя цифрами: 2025.') : null;

export const partner = column('Партнёр', text, {
  required: true,
  width: 200,
  note: 'Название партнёра, как на вкладке «Представители».',
});

export const representatives = inputTab(
  'Представители',
  'Представители: роль, адрес, обучение и часы головного офиса.',
  {
    partner: column('Партнёр', text, {
      required: true,
      unique: true,
      width: 200,
      note: 'Название партнёра.',
    }),
    role: column('Роль', oneOf(ROLES), {
      required: true,
      note: 'Роль партнёра (раздел 1, п. 6.1); золотой получает то же, что официальный.',
    }),
    email: column('Email', email, {
      required: true,
      personal: 'email',
      note: 'Куда партнёру приходят письма.',
    }),
    agreement: column('Дистрибьюторское соглашение', dayKind, {
      width: 150,
      note: 'Дата соглашения; его заключает каждый представитель (раздел 3).',
    }),
    attested: column('Аттестован', flag, {
      computed: true,
      note: 'Да, когда хотя бы у одного сотрудника есть сертификат (раздел 2, вкладка «Обучение»).',
    }),
    hoursThisYear: column('Часов за год', number, {
      computed: true,
      note: 'Часы головного офиса в этом календарном году (п. 6.1).',
    }),
    limit: column('Лимит', number, {
      computed: true,
      note: 'Часов в год по роли, из «Настроек» (п. 6.1).',
    }),
  },
);

export const registry = inputTab(
  'Реестр клиентов',
  'Запросы на закрепление клиентов и всё, что с ними было (раздел 3).',
  {
    client: column('Клиент', text, {
      required: true,
      width: 220,
      note: 'Наименование клиента из письма партнёра (п. 3.1).',
    }),
    inn: column('ИНН', inn, {
      required: true,
      note: 'ИНН клиента: вместе с договором определяет его (раздел 3).',
    }),
    contract: column('Договор или контракт', text, {
      required: true,
      note: 'Номер договора или госконтракта (раздел 3). Пробелы и регистр не важны.',
    }),
    address: column('Адрес', text, {
      width: 220,
      note: 'Адрес клиента (п. 3.1). Без него запрос неполный.',
    }),
    partner,
    requested: column('Дата запроса', instantKind, {
      required: true,
      note: 'Когда пришло письмо партнёра (п. 3.1). По ней решается, кто раньше.',
    }),
    interest: column('Причина интереса', text, {
      personal: 'mention',
      width: 220,
      note: 'Причина интереса к клиенту (п. 3.1). Без неё запрос неполный.',
    }),
    contact1: column('Контакт 1', text, {
      personal: 'other',
      note: 'Контактное лицо клиента, телефон или адрес (п. 3.1: не менее двух).',
    }),
    contact2: column('Контакт 2', text, {
      personal: 'other',
      note: 'Второе контактное лицо (п. 3.1).',
    }),
    confirmed: column('Подтверждено', dayKind, {
      note: 'День, когда головной офис подтвердил закрепление: с него идёт срок из «Настроек» (п. 3.1).',
    }),
    rejected: column('Отклонено', dayKind, { note: 'День, когда головной офис отклонил запрос (п. 3.1).' }),
    extendBy: column('Продлить на, дней', integer, {
      check: atLeastOne,
      note: 'На сколько дней продлено: один раз и не больше «Продление, дней» из «Настроек» (п. 3.1). Пусто — на столько, сколько указано в этой настройке.',
    }),
    extensionAgreed: column('Продление согласовано', dayKind, {
      width: 130,
      note: 'День согласования продления; действует, если согласовано до конца закрепления (п. 3.1).',
    }),
    softwareListed: column('Перечень ПО получен', dayKind, {
      width: 130,
      note: 'День, когда партнёр прислал полный перечень ПО; в срок закрепления он делает клиента закреплённым (п. 3.1).',
    }),
    licencesBought: column('Лицензии куплены', dayKind, {
      width: 130,
      note: 'День покупки полноценных лицензий: если они куплены в срок закрепления, других подтверждений не нужно (п. 3.1).',
    }),
    warned: column('Предупреждение вынесено', dayKind, {
      width: 140,
      note: `День, когда партнёру вынесено предупреждение; после него есть ${days(ANSWER_DAYS)} (п. 3.3).`,
    }),
    detached: column('Откреплён', dayKind, {
      note: 'День открепления (п. 3.3). Заполняет и пункт меню «Открепить клиента…».',
    }),
    status: column('Статус', status, {
      computed: true,
      remembered: true,
      note: 'Состояние запроса на сегодня (раздел 3).',
    }),
    heldUntil: column('Закреплён до', dayKind, {
      computed: true,
      note: 'Последний день предварительного закрепления: Подтверждено + срок из «Настроек» и продление (п. 3.1).',
    }),
    reportDue: column('Отчёт до', dayKind, {
      computed: true,
      remembered: true,
      note: 'Ближайшая отчётная дата, к которой отчёта ещё нет (п. 3.2).',
    }),
    note: column('Примечание', longText, {
      computed: true,
      remembered: true,
      remark: true,
      keeps: KEPT,
      note: 'Кто и до какого дня держит клиента, чего не хватает, что просрочено.',
    }),
  },
);

export const reports = inputTab(
  'Отчёты по клиентам',
  'Ежегодные отчёты партнёров по закреплённым клиентам (п. 3.2).',
  {
    date: column('Дата', dayKind, { names: true, required: true, note: 'Когда пришёл отчёт.' }),
    inn: column('ИНН', inn, { names: true, required: true, note: 'ИНН клиента, как в реестре.' }),
    contract: column('Договор или контракт', text, {
      required: true,
      note: 'Договор клиента, как в реестре.',
    }),
    partner,
    year: column('Отчётный год', integer, {
      required: true,
      check: fourDigits,
      note: 'Год перед отчётной датой: к дате 2026 года — 2025.',
    }),
    content: column('Содержание', longText, {
      required: true,
      personal: 'mention',
      note: 'О проведённых и планируемых поставках, в свободной форме (п. 3.2).',
    }),
    note: column('Примечание', longText, {
      computed: true,
      remark: true,
      note: '«учтён» или почему отчёт не учтён.',
    }),
  },
);

export const publicRegistry = outputTab(
  'Публичный реестр',
  'Клиенты, которые сейчас закреплены или на рассмотрении (раздел 3): для сайта.',
  {
    client: column('Клиент', text, { width: 220, note: 'Наименование клиента.' }),
    inn: column('ИНН', text, { width: 130, note: 'ИНН клиента.' }),
    contract: column('Договор или контракт', text, { note: 'Договор или госконтракт.' }),
    partner: column('Партнёр', text, { width: 200, note: 'За кем клиент.' }),
    status: column('Статус', status, { note: 'Состояние на сегодня.' }),
    heldUntil: column('Закреплён до', dayKind, {
      note: 'Последний день предварительного закрепления (п. 3.1).',
    }),
  },
);
