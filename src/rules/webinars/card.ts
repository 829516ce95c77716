// The programme in the menu and «Справка»; available before any of its code runs.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'webinars',
  title: 'Вебинары',
  about:
    'Вебинары партнёров 1С-Битрикс Казахстан: согласования, регистрации и явка, анонсы, смета, нарушения, баллы и бонусы, отчётность.',
  menu: {},
  // Each webinar has a coordinator, whom letters name; the programme as a whole has nobody.
  answersTo: null,
  erasureContact: 'erasureContact',
} as const satisfies ProgrammeCard;
