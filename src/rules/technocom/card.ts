// What the menu and «Справка» say of the programme. Known before any other code of it has run.
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
} as const satisfies ProgrammeCard;
