// What the menu and «Справка» say of the programme. Known before any other code of it has run.
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
} as const satisfies ProgrammeCard;
