// Sent letters: what the mail service was given, and the same as a message with the same bytes for the same letter.
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

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

/** Hexadecimal; the same for the same letter of the same run. */
export function hashOf(letter: SentLetter): string {
  const { to, cc, bcc, subject, body, htmlBody, name, replyTo, at } = letter;
  return createHash('sha256')
    .update(JSON.stringify([to, cc, bcc, subject, body, htmlBody, name, replyTo, at]))
    .digest('hex');
}
