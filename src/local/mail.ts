// Sent letters: the parameters given to the mail service, and the message built from them; the same letter
// gives the same bytes.
import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';

export interface SentLetter {
  readonly to: string;
  readonly cc?: string;
  readonly bcc?: string;
  readonly subject: string;
  readonly body: string;
  readonly name?: string;
  readonly replyTo?: string;
  /** Start of the run in epoch milliseconds. */
  readonly at: number;
}

/** The sender of letters that become files. */
const SENDER = 'reglament@localhost';

/** The addresses of a comma-separated list. */
export const addressesIn = (list = ''): readonly string[] =>
  list
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');

/** Everyone whom a letter goes to, as the mail quota counts. */
export const recipientsOf = ({
  to,
  cc,
  bcc,
}: Partial<Pick<SentLetter, 'to' | 'cc' | 'bcc'>>): readonly string[] => [to, cc, bcc].flatMap(addressesIn);

export async function compose(letter: SentLetter): Promise<Buffer> {
  const hash = hashOf(letter);
  const transport = createTransport({ streamTransport: true, buffer: true });
  const { message } = await transport.sendMail({
    from: letter.name === undefined ? SENDER : { name: letter.name, address: SENDER },
    to: letter.to,
    cc: letter.cc,
    bcc: letter.bcc,
    replyTo: letter.replyTo,
    subject: letter.subject,
    text: letter.body,
    date: new Date(letter.at),
    messageId: `<${hash.slice(0, 32)}@reglament.local>`,
    baseBoundary: hash.slice(32, 48),
    // Texts come from cells and must not be interpreted as files or addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  if (!Buffer.isBuffer(message)) throw new Error('письмо не собрано');
  return message;
}

/** Hexadecimal; identical for the same letter of the same run. */
export const hashOf = ({ to, cc, bcc, subject, body, name, replyTo, at }: SentLetter): string =>
  digest([to, cc, bcc, subject, body, name, replyTo, at]);

export const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
