// What the menu and «Справка» say of the programme. Known before any other code of it has run.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'resellers',
  title: 'Реселлеры',
  about:
    'Уровни реселлеров Intelligent Platforms, срок их участия и баллы накопительной программы по кварталам.',
  menu: {},
  answersTo: 'manager',
} as const satisfies ProgrammeCard;
