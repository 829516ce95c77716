// The tabs that every workbook has, declared like any other tab (spec 00, «Shared tabs»).
import { DEADLINE_STATES } from '../rules/deadlines.js';
import { COUNTRIES } from '../rules/holidays.js';
import { type Cell, integer, type Kind, longText, number, oneOf, text } from '../rules/kinds.js';
import { dayKind, instantKind, momentKind } from '../rules/kinds-time.js';
import { LETTER_STATUSES } from '../rules/letters.js';
import { column, inputTab, logTab, outputTab, type Tab } from '../rules/tabs.js';

/** Passes any cell through: the parameter's own kind reads it later. */
const raw: Kind<Cell> = { ...text, read: (cell) => cell, write: (cell) => cell };

/** «Программа» of rows that belong to no programme. */
export const COMMON = 'Общие';

export const settingsTab = inputTab(
  'Настройки',
  'Параметры программ: меняйте «Значение»; если оно пусто, действует значение из регламента.',
  {
    programme: column('Программа', text, {
      names: true,
      required: true,
      width: 120,
      note: 'Программа, к которой относится параметр.',
    }),
    parameter: column('Параметр', text, {
      names: true,
      required: true,
      width: 340,
      note: 'Название параметра.',
    }),
    value: column('Значение', raw, {
      width: 180,
      note: 'Ваше значение. Если пусто, действует значение из регламента.',
    }),
    fallback: column('По умолчанию', raw, { width: 180, note: 'Значение из регламента.' }),
    about: column('Описание', longText, {
      wraps: true,
      width: 520,
      note: 'Что значит параметр и откуда он.',
    }),
  },
);

export const calendarTab = inputTab(
  'Календарь',
  'Праздники и переносы. Если дня здесь нет, рабочие — с понедельника по пятницу.',
  {
    country: column('Страна', oneOf(COUNTRIES, 80), { required: true }),
    date: column('Дата', dayKind, {
      required: true,
      note: 'Из нескольких строк на одну дату действует нижняя.',
    }),
    day: column('День', oneOf(['рабочий', 'нерабочий'], 120), { required: true }),
    name: column('Название', longText, {
      note: 'Праздник или перенос; слово «сокращённый» означает рабочий день на час короче.',
    }),
  },
);

export const deadlinesTab = outputTab(
  'Сроки',
  'Все сроки всех программ, ближайшие сверху, выполненные внизу.',
  {
    programme: column('Программа', text, { remembered: true, width: 100, note: 'Чей это срок.' }),
    object: column('Объект', text, {
      names: true,
      remembered: true,
      wraps: true,
      width: 235,
      note: 'О ком или о чём речь.',
    }),
    what: column('Что', text, {
      names: true,
      remembered: true,
      wraps: true,
      width: 240,
      note: 'Что нужно сделать или что наступает.',
    }),
    due: column('Срок', momentKind, {
      note: 'Срок без времени истекает в конце дня, срок со временем — в указанную минуту.',
    }),
    left: column('Осталось дней', integer, {
      width: 80,
      note: 'Календарных дней от сегодняшнего до дня срока.',
    }),
    state: column('Состояние', oneOf(DEADLINE_STATES, 120)),
    responsible: column('Ответственный', text, { remembered: true, width: 160, note: 'Кто должен успеть.' }),
    note: column('Примечание', longText, {
      remembered: true,
      wraps: true,
      width: 180,
      note: 'Что ещё важно знать.',
    }),
    tab: column('Вкладка', text, { width: 140, note: 'Откуда срок.' }),
    row: column('Строка', integer, { width: 65, note: 'Строка этой вкладки.' }),
  },
);

export const errorsTab = outputTab(
  'Ошибки',
  'Что мешает расчёту и как это исправить. Пусто — всё в порядке.',
  {
    tab: column('Вкладка', text, { names: true, width: 150, note: 'Где ошибка; ссылка ведёт к ячейке.' }),
    row: column('Строка', integer, { names: true, width: 70, note: 'Номер строки на вкладке.' }),
    column: column('Столбец', text, { width: 165, note: 'Заголовок столбца.' }),
    value: column('Значение', text, { width: 155, note: 'Что стоит в ячейке.' }),
    what: column('Что не так', longText, { wraps: true, width: 315, note: 'Почему строка не учтена.' }),
    how: column('Как исправить', longText, { width: 450, note: 'Что сделать.' }),
  },
);

export const lettersTab = logTab(
  'Письма',
  'Очередь и история писем. Чтобы письмо не ушло, поставьте статус «отменено».',
  {
    key: column('Ключ', text, {
      required: true,
      width: 100,
      note: 'Один повод — один ключ: дважды письмо не появится.',
    }),
    programme: column('Программа', text, { width: 110, note: 'Чьё письмо.' }),
    to: column('Кому', text, { names: true, width: 190, note: 'Адрес получателя.', personal: 'email' }),
    cc: column('Копия', text, {
      width: 100,
      note: 'Адрес копии, если она нужна: впишите сами.',
      personal: 'email',
    }),
    subject: column('Тема', text, { names: true, width: 240, note: 'Тема письма.', personal: 'other' }),
    text: column('Текст', longText, {
      width: 130,
      note: 'Текст письма. Черновик можно править.',
      personal: 'other',
    }),
    notBefore: column('Отправить не раньше', instantKind, {
      note: 'Раньше письмо не уйдёт; пусто — уйдёт сразу.',
    }),
    created: column('Создано', instantKind, { note: 'Когда письмо появилось.' }),
    status: column('Статус', oneOf(LETTER_STATUSES, 130), {
      staff: true,
      note: 'Поставьте «отменено», чтобы письмо не ушло.',
    }),
    sent: column('Отправлено', instantKind, { note: 'Когда письмо ушло.' }),
    attempts: column('Попыток', number, { width: 80, note: 'Сколько раз пробовали отправить.' }),
    reason: column('Причина', longText, { note: 'Почему письмо не ушло.' }),
  },
);

export const templatesTab = inputTab(
  'Шаблоны писем',
  'Тексты писем. Меняйте «Тему» и «Текст»; {{имя}} заменяется значением.',
  {
    code: column('Код', text, { required: true, unique: true, width: 220, note: 'Код письма.' }),
    programme: column('Программа', text, { width: 110, note: 'Чьё письмо.' }),
    subject: column('Тема', text, { required: true, width: 320, note: 'Тема письма.' }),
    text: column('Текст', longText, {
      required: true,
      width: 640,
      note: 'Текст письма; {{имя}} заменяется значением.',
    }),
  },
);

/** As many lines of «Журнал» are kept. */
export const JOURNAL_ROWS = 1000;
export const journalTab = logTab(
  'Журнал',
  `Что и когда делал «Регламент». Хранится ${JOURNAL_ROWS} последних строк.`,
  {
    time: column('Время', instantKind, { note: 'Когда.' }),
    who: column('Кто', text, { width: 200, note: 'Кто запустил.' }),
    action: column('Действие', text, { width: 300, note: 'Что запустили.' }),
    outcome: column('Итог', longText, { width: 520, note: 'Что изменилось.' }),
    duration: column('Длительность', text, { width: 110, note: 'Сколько заняло.' }),
  },
);

/** In the order of the workbook. Sheet ids are remembered under these keys. */
export const sharedTabs = {
  deadlines: deadlinesTab,
  errors: errorsTab,
  letters: lettersTab,
  settings: settingsTab,
  calendar: calendarTab,
  templates: templatesTab,
  journal: journalTab,
};

const SHARED: ReadonlySet<Tab> = new Set(Object.values(sharedTabs));
/** Whether a tab belongs to all programmes. */
export const isShared = (tab: Tab): boolean => SHARED.has(tab);
