// Where a registry row may go from each state from one day to the next: all that rules 2–5 allow.
import type { Status } from '../../../src/rules/technocom/states.js';

/** The head office fills «Отклонено» or «Откреплён». */
const CLOSING = ['Отклонён', 'Откреплён'] as const;
/** It fills «Подтверждено»; on that day the list of software may be there already. */
const CONFIRMING = ['Предварительно закреплён', 'Закреплён'] as const;
/** A row is confirmed while another row holds the client: another partner's, or one of the same partner. */
const HELD_BY_ANOTHER = ['Отклонён: занят', 'Повтор'] as const;

export const LEADS: Readonly<Record<Status, readonly Status[]>> = {
  'Запрос неполный': [...CLOSING, ...CONFIRMING, ...HELD_BY_ANOTHER],
  'На рассмотрении': [...CLOSING, ...CONFIRMING],
  'Отклонён: занят': [...CLOSING, ...CONFIRMING, 'Повтор'],
  Повтор: [...CLOSING, ...CONFIRMING, 'Отклонён: занят'],
  // Fixed by the list in time, or by licences once the hold is over; or the hold ends without either.
  'Предварительно закреплён': [...CLOSING, 'Закреплён', 'Срок истёк'],
  'Срок истёк': CLOSING,
  // With «Откреплять автоматически» a fixed row becomes «Откреплён» without anybody's doing.
  Закреплён: [...CLOSING, 'Предупреждение'],
  Предупреждение: [...CLOSING, 'Закреплён', 'Подлежит откреплению'],
  // A warning that is given later starts its seven days anew.
  'Подлежит откреплению': [...CLOSING, 'Закреплён', 'Предупреждение'],
  Отклонён: HELD_BY_ANOTHER,
  Откреплён: [...HELD_BY_ANOTHER, 'Отклонён'],
};
