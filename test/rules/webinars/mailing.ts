// Shared by the tests of webinar letters: one listener, the time zone of Almaty, and the letters of a code
// that a run returns.
import { type Scene, type ShownLetter, type Typed } from '../harness.js';
import { CODE, listener, season } from './scenes.js';

export const A = 'anna@example.com';
export const anna = (more: Typed = {}): Typed => listener({ Email: A, Имя: 'Анна', ...more });
export type More = Omit<Partial<Scene>, 'tabs'>;
export const letters = (code: string, tabs: Scene['tabs'], more: More): readonly ShownLetter[] =>
  season(tabs, more).letters.filter((letter) => letter.code === `webinars.${code}`);
export const TOLD = { 'webinars.confirmed': [{ object: CODE, recipient: A, memo: '2024-03-14T11:00' }] };
const ALMATY = '+05:00';
export const now = (wall: string): string => `${wall.replace(' ', 'T')}:00${ALMATY}`;
