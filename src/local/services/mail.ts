// MailApp with Google's checks and quota. Letters are collected and written by the host after the run.
import { ServiceError } from '../errors.js';
import { addressesIn, recipientsOf, type SentLetter } from '../mail.js';
import type { Members } from '../sandbox.js';

export interface MailOptions {
  /** Number of recipients that may still be written to today. */
  readonly quota: number;
  readonly at: number;
  readonly send: (letter: SentLetter) => void;
}

type Message = Partial<Omit<SentLetter, 'at'>>;

const FIELDS: ReadonlySet<string> = new Set(['to', 'cc', 'bcc', 'subject', 'body', 'name', 'replyTo']);
const LONGEST_SUBJECT = 250;
const LARGEST_BODY = 200 * 1024;
const MOST_RECIPIENTS = 50;

export function mailService({ quota, at, send }: MailOptions): Members {
  let left = quota;
  return {
    getRemainingDailyQuota: () => left,
    sendEmail: (message: Message, ...rest: unknown[]) => {
      if (rest.length > 0 || typeof message !== 'object')
        throw new ServiceError('локальный запуск знает только MailApp.sendEmail(message)');
      for (const field of Object.keys(message)) {
        if (!FIELDS.has(field)) throw new ServiceError(`Invalid argument: ${field}`);
      }
      const { to = '', subject = '', body, name, replyTo } = message;
      const recipients = recipientsOf(message);
      if (addressesIn(to).length === 0) throw new ServiceError('Failed to send email: no recipient');
      for (const address of [...recipients, ...addressesIn(replyTo)]) checkAddress(address);
      if (/[\r\n]/.test(subject + (name ?? ''))) throw new ServiceError('Invalid argument: subject');
      if (subject.length > LONGEST_SUBJECT) throw new ServiceError('Argument too large: subject');
      if (body === undefined) throw new ServiceError('Invalid argument: body');
      if (Buffer.byteLength(body) > LARGEST_BODY) throw new ServiceError('Limit Exceeded: Email Body Size.');
      if (recipients.length > MOST_RECIPIENTS)
        throw new ServiceError('Limit Exceeded: Email Recipients Per Message.');
      if (recipients.length > left)
        throw new ServiceError('Service invoked too many times for one day: email.');
      send({ ...message, to, subject, body, at });
      left -= recipients.length;
    },
  };
}

function checkAddress(address: string): void {
  const bare = /<([^<>]*)>$/.exec(address)?.[1] ?? address;
  if (
    /[\r\n]/.test(address) ||
    !/^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)+$/.test(bare)
  ) {
    throw new ServiceError(`Invalid email: ${address}`);
  }
}
