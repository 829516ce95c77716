// Nicknames as everybody may see them («Описание»: контактные данные скрыты): in «Рейтинг» and on the page. «Номинации»
// and «Розыгрыши» hold them whole, since a draw's hash is of them.
import { withoutAddresses } from '../email.js';
import { rowWarning } from '../programme.js';
import type { MarathonFacts, MarathonProblem, MarathonTabs } from './model.js';

/** However its digits are kept apart: by blanks, brackets, any dash, full stops, strokes. A comma separates nicknames. */
const PHONE = /\d(?:[\s().\u2010-\u2015\u2212/_-]{0,3}\d){9,14}/g;

/** A nickname, or each of a list, without the rest of an address or phone that a participant may have given as one. */
export const shownNickname = (nickname: string): string =>
  withoutAddresses(nickname).replace(PHONE, (phone) => `${phone.slice(0, 4)}…`);

/** Warns of applications whose nickname is not shown as it is. */
export const nicknameProblems = ({ rows }: MarathonFacts): readonly MarathonProblem[] =>
  rows.registrations
    .filter(({ nickname }) => shownNickname(nickname) !== nickname)
    .map(({ row }) =>
      rowWarning<MarathonTabs>('registrations', row, 'nickname', {
        what: 'в никнейме адрес или телефон: в рейтинге и на странице он виден не целиком',
        how: 'Попросите участника выбрать другой никнейм: иначе розыгрыш с ним не проверить.',
      }),
    );
