// The programme in the menu and «Справка»; available before any of its code runs.
import type { ProgrammeCard } from '../programme.js';

export const card = {
  id: 'resellers',
  title: 'Реселлеры',
  about:
    'Уровни реселлеров Intelligent Platforms, срок их участия и баллы накопительной программы по кварталам.',
  menu: {},
  answersTo: 'manager',
  erasureContact: null,
} as const satisfies ProgrammeCard;
