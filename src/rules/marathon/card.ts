// The programme in the menu and «Справка»; available before any of its code runs.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'marathon',
  title: 'Марафон',
  about:
    'Учебный марафон: участники, посещения, тесты, задания и продажи — в рейтинг, номинации, розыгрыши и сроки.',
  menu: {
    draw: { name: 'draw', title: 'Провести розыгрыш…' },
  },
  answersTo: 'organiser',
  erasureContact: null,
} as const satisfies ProgrammeCard;
