// What the menu and «Справка» say of the programme. Known before any other code of it has run.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'webinars',
  title: 'Вебинары',
  about:
    'Вебинары партнёров 1С-Битрикс Казахстан: согласования, регистрации и явка, анонсы, смета, нарушения, баллы и бонусы, отчётность.',
  menu: {},
  // A webinar's coordinator stands in its row, and letters name them; the programme as a whole has nobody.
  answersTo: null,
} as const satisfies ProgrammeCard;
