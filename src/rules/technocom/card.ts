// The programme in the menu and «Справка»; available before any of its code runs.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'technocom',
  title: 'Техноком',
  about: 'Реестр клиентов партнёрской сети, Service Desk, часы головного офиса, лицензии и обучение.',
  menu: {
    checkClient: { name: 'checkClient', title: 'Проверить клиента…' },
    detachClient: { name: 'detachClient', title: 'Открепить клиента…' },
  },
  answersTo: 'headOffice',
  erasureContact: null,
} as const satisfies ProgrammeCard;
