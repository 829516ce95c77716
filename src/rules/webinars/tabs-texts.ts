// The tabs whose texts are checked: talks, announcements and landing pages.
import { amount, flag, integer, longText, notNegative, oneOf, text, yesNo } from '../kinds.js';
import { timeKind } from '../kinds-time.js';
import { column, inputTab } from '../tabs.js';

const PLATFORMS = ['Битрикс24.Сайты', 'Сайты.24', '1С-Битрикс: Управление сайтом', 'другая'] as const;

/** Room for the header and codes such as «W-01». */
export const CODE_WIDTH = 110;

/** «Вебинар» in every tab whose rows belong to one. */
export const webinar = column('Вебинар', text, {
  names: true,
  required: true,
  width: CODE_WIDTH,
  note: 'Код вебинара, как на вкладке «Вебинары».',
});

/** A flag of a landing page, with the point of «Посадочная страница» that demands or forbids what it says. */
const demanded = (header: string, point: number, what: string) => ({
  ...column(header, flag, { note: `${what} (п. ${point}).` }),
  point,
  wanted: true,
});
const forbidden = (header: string, point: number, what: string) => ({
  ...demanded(header, point, `Запрещено: ${what}`),
  wanted: false,
});

export const talks = inputTab('Доклады', 'Программа каждого вебинара: доклады с временем и спикерами.', {
  webinar,
  start: column('Начало', timeKind, {
    required: true,
    note: 'Начало доклада («Посадочная страница», п. 3).',
  }),
  end: column('Окончание', timeKind, {
    required: true,
    note: 'Конец доклада вместе с вопросами («Посадочная страница», п. 3).',
  }),
  topic: column('Тема', text, {
    names: true,
    required: true,
    width: 260,
    note: 'Название доклада. Конкуренты не упоминаются («Программа вебинара», п. 3).',
  }),
  speaker: column('Спикер', text, { required: true, personal: 'name', note: 'Кто выступает.' }),
  company: column('Компания', text, {
    required: true,
    personal: 'company',
    note: 'Какую компанию представляет спикер.',
  }),
  product: column('Продукт', text, {
    note: 'Продукт «1С-Битрикс», о котором доклад: нужен хотя бы один доклад не короче «Минимум доклада, минут» («Программа вебинара», п. 1).',
  }),
  remarks: column('Замечания', longText, {
    computed: true,
    note: 'Доклад не упоминает конкурентов, не пересекается с другими, а доклад о продукте не короче нужного и называет продукт.',
  }),
});

export const announcements = inputTab('Анонсы', 'Тексты анонсов: проверяются при каждом пересчёте.', {
  webinar,
  channel: column('Канал', text, { names: true, required: true, note: 'Где размещается анонс.' }),
  text: column('Текст', longText, {
    required: true,
    personal: 'mention',
    note: 'Текст анонса («Анонсирование», п. 3).',
  }),
  logo: column('Логотип организатора', flag, {
    note: 'В графике есть логотип партнёра; только логотип вендора — штраф («Анонсирование», «Запрещается»).',
  }),
  cold: column('Холодная база', flag, {
    note: 'Рассылка по холодной базе: без упоминаний 1С-Битрикс («Анонсирование», п. 4).',
  }),
  cost: column('Стоимость', amount, {
    check: notNegative,
    note: 'Сколько стоит размещение; при нарушении не компенсируется.',
  }),
  remarks: column('Замечания', longText, {
    computed: true,
    wraps: true,
    note: 'Анонс проверен по требованиям к тексту и оформлению; здесь найденные слова и то, чего не хватает.',
  }),
  penalty: column('Штраф', integer, {
    computed: true,
    note: 'Мероприятие подано как мероприятие вендора или нет логотипа организатора — штраф за размещение, один на анонс.',
  }),
});

export const landings = inputTab(
  'Посадочные',
  'Посадочные страницы и требования к ним («Посадочная страница»).',
  {
    webinar,
    address: column('Адрес', text, {
      required: true,
      width: 240,
      note: 'Адрес страницы: сюда зовём тех, чья регистрация отклонена.',
    }),
    platform: column('Платформа', oneOf(PLATFORMS), {
      required: true,
      note: 'На чём сделана страница; «другая» не допускается (п. 2).',
    }),
    text: column('Текст', longText, {
      personal: 'mention',
      note: 'Текст страницы: «вы» со строчной, без конкурентов (п. 8).',
    }),
    title: demanded('Название', 3, 'Указано название вебинара'),
    date: demanded('Дата', 3, 'Указана дата'),
    audience: demanded('Аудитория', 3, 'Описана целевая аудитория'),
    programme: demanded('Программа', 3, 'Есть программа: тезисы, спикеры и их компании'),
    timing: demanded('Тайминг', 3, 'У каждого доклада время начала и окончания'),
    form: demanded('Форма регистрации', 3, 'Есть форма регистрации, не сторонняя'),
    fields: demanded('Обязательные поля', 4, 'Все поля формы обязательны'),
    consent: demanded('Согласие на обработку', 4, 'Есть согласие на обработку персональных данных'),
    vendorConsent: demanded('Согласие для 1С-Битрикс', 4, 'В согласии назван «1С-Битрикс»'),
    contacts: demanded('Контакты организатора', 3, 'Указаны контакты организатора'),
    logo: demanded('Логотип организатора', 5, 'Есть логотип организатора'),
    notice: demanded('Сообщение о приёме', 6, 'После отправки формы видно, принята ли заявка'),
    confirmation: demanded('Письмо-подтверждение', 6, 'Слушатель получает письмо о регистрации'),
    captcha: forbidden('CAPTCHA', 7, 'CAPTCHA'),
    linkConfirmation: forbidden('Подтверждение по ссылке', 6, 'подтверждение регистрации по ссылке'),
    advertising: forbidden('Реклама услуг', 9, 'продажа услуг партнёра или реклама продуктов'),
    remarks: column('Замечания', longText, {
      computed: true,
      wraps: true,
      note: 'Чего не хватает и что лишнее.',
    }),
    accepted: column('Принята', yesNo, {
      computed: true,
      note: 'Страница принята, если платформа допустима, все обязательные пункты выполнены, запрещённых нет и к тексту нет замечаний.',
    }),
  },
);
