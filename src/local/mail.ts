// Sent letters: what the mail service was given, and the same as .eml files with the same bytes for the same letter.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { codeOf, WorkbookFileError } from './workbook-file.js';

export interface SentLetter {
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly subject: string;
  readonly body: string;
  readonly htmlBody?: string;
  readonly name?: string;
  readonly replyTo?: string;
  /** The run's own start: epoch milliseconds. */
  readonly at: number;
}

/** One .eml a letter; a letter that is already there with the same bytes is not written twice. */
export async function writeLetters(
  letters: readonly SentLetter[],
  directory: string,
  from: string,
): Promise<void> {
  if (letters.length === 0) return;
  try {
    mkdirSync(directory, { recursive: true });
    for (const letter of letters) {
      const bytes = await compose(letter, from);
      const stem = `${stamp(letter.at)}-${hashOf(letter).slice(0, 12)}`;
      for (let n = 1; ; n++) {
        const path = join(directory, n === 1 ? `${stem}.eml` : `${stem}-${String(n)}.eml`);
        const old = readOrNull(path);
        if (old?.equals(bytes)) break;
        if (old) continue;
        writeFileSync(path, bytes);
        break;
      }
    }
  } catch (error) {
    throw new WorkbookFileError(
      `${directory}: не удалось сохранить письма (${codeOf(error) || String(error)}); укажите другую папку в --mail`,
      { cause: error },
    );
  }
}

export async function compose(letter: SentLetter, from: string): Promise<Buffer> {
  const hash = hashOf(letter);
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({
    from: letter.name === undefined ? from : { name: letter.name, address: from },
    to: letter.to,
    cc: letter.cc,
    bcc: letter.bcc,
    replyTo: letter.replyTo,
    subject: letter.subject,
    text: letter.body,
    html: letter.htmlBody,
    date: new Date(letter.at),
    messageId: `<${hash.slice(0, 32)}@reglament.local>`,
    baseBoundary: hash.slice(32, 48),
    // Cell texts go in: nothing of them may be read as a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message)) throw new Error('письмо не собрано');
  return message;
}

function hashOf(letter: SentLetter): string {
  const { to, cc, bcc, subject, body, htmlBody, name, replyTo, at } = letter;
  return createHash('sha256')
    .update(JSON.stringify([to, cc, bcc, subject, body, htmlBody, name, replyTo, at]))
    .digest('hex');
}

/** `YYYYMMDDTHHMMSS`, UTC: names sort by time. */
function stamp(at: number): string {
  return new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15);
}

function readOrNull(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
