// Whether a letter's address can be sent to.
import { isDeliverable, parseEmail } from '../rules/email.js';

const WRONG = 'адрес получателя неверен: исправьте его в исходной строке или в «Настройках»';

/** Why a letter cannot be sent to this address, or null. */
export const addressFault = (address: string): string | null =>
  isDeliverable(parseEmail(address) ?? '') ? null : WRONG;

/** Whether a letter's reason says that its address was wrong. */
export const isWrongAddress = (reason: string): boolean => reason === WRONG;
