// What an erasure changes in «Письма».
import { MOVED } from '../../mail/entries.js';
import { identityOfKey, matterOf, parseKey, reprinted, textPrint } from '../../mail/keys.js';
import { parseEmail } from '../../rules/email.js';
import { erasedEmail, isErased } from '../../rules/erased.js';
import { isWaiting, statusIn } from '../../rules/letters.js';
import type { CellUpdate } from '../../sheets/diff.js';
import { type Source, textAt } from './sources.js';
import type { Sweep } from './sweep.js';

/**
 * Letters to these people lose address, subject and text, and are cancelled if they wait. Letters to others
 * lose their copy to them and any mention of them, and go out.
 */
export function letterUpdates(
  source: Source,
  recipients: ReadonlyMap<string, string>,
  sweep: Sweep,
): CellUpdate[] {
  const updates: CellUpdate[] = [];
  const markOf = markIn(recipients);
  for (let row = 1; row < source.grid.length; row += 1) {
    const put = (column: string, value: string): void => {
      if (textAt(source, row, column) !== value) updates.push({ row: row + 1, column, value });
    };
    const mark = markOf(textAt(source, row, 'to'));
    if (markOf(textAt(source, row, 'cc')) !== undefined) put('cc', '');
    else sweepAddresses(source, row, 'cc', sweep, put);
    if (mark === undefined) {
      sweepAddresses(source, row, 'to', sweep, put);
      sweepTexts(source, row, sweep, put);
      continue;
    }
    put('to', erasedEmail(mark));
    put('subject', 'удалено');
    put('text', 'удалено');
    if (isWaiting({ status: statusIn(textAt(source, row, 'status')) })) {
      put('status', 'отменено');
      put('reason', 'персональные данные удалены по запросу');
      continue;
    }
    // A mail service quotes the address that it refuses.
    put('reason', sweep.all(textAt(source, row, 'reason')));
  }
  return updates;
}

const markIn =
  (recipients: ReadonlyMap<string, string>) =>
  (text: string): string | undefined =>
    recipients.get(parseEmail(text) ?? text.toLowerCase());

/**
 * Rows (0-based) of letters that were taken back when the address of one of these people was corrected: they hold the
 * former one, and the same letter to the new address tells whose it was.
 */
export function formerLetters(source: Source, recipients: ReadonlyMap<string, string>): readonly number[] {
  const markOf = markIn(recipients);
  const rows = source.grid.map((_, row) => row).slice(1);
  const whoseOf = (row: number): string | null => {
    const cell = textAt(source, row, 'key');
    const { person } = parseKey(cell);
    return person === '' ? null : `${matterOf(identityOfKey(cell))}/${person}`;
  };
  const whose = new Set(
    rows.flatMap((row) => (markOf(textAt(source, row, 'to')) === undefined ? [] : (whoseOf(row) ?? []))),
  );
  return rows.filter(
    (row) =>
      textAt(source, row, 'reason') === MOVED &&
      markOf(textAt(source, row, 'to')) === undefined &&
      !isErased(textAt(source, row, 'to')) &&
      whose.has(whoseOf(row) ?? ''),
  );
}

type Put = (column: string, value: string) => void;

/** Of a cell that is not one bare address («anna@x.ru; boris@x.ru»), the person's own goes. */
function sweepAddresses(source: Source, row: number, column: string, sweep: Sweep, put: Put): void {
  const text = textAt(source, row, column);
  if (parseEmail(text) === null) put(column, sweep.contacts(text));
}

/** Sweeps a letter to somebody else. One that staff have not edited still counts as such. */
function sweepTexts(source: Source, row: number, sweep: Sweep, put: Put): void {
  const swept = (column: string): { readonly was: string; readonly is: string } => {
    const was = textAt(source, row, column);
    const is = sweep.all(was);
    put(column, is);
    return { was, is };
  };
  const [subject, text] = [swept('subject'), swept('text')];
  swept('reason');
  const cell = textAt(source, row, 'key');
  const key = parseKey(cell);
  if (key.print !== '' && key.print === textPrint(subject.was, text.was))
    put('key', reprinted(cell, key, textPrint(subject.is, text.is)));
}
