// The programme in the menu and «Справка»; available before any of its code runs.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'referral',
  title: 'Рефералы',
  about:
    'Вознаграждения за приглашённых клиентов: начисления по двум тарифам, балансы, выводы, закрытие месяцев, выписки партнёрам.',
  menu: {
    closeMonth: { name: 'closeMonth', title: 'Закрыть месяц…' },
    payoutRegister: { name: 'payoutRegister', title: 'Реестр выплат за месяц…' },
  },
  answersTo: 'manager',
  erasureContact: null,
} as const satisfies ProgrammeCard;
