// The states that a registry row may change to from one day to the next, by rules 2–5.
import type { Status } from '../../../src/rules/technocom/states.js';

/** The head office fills in «Отклонено» or «Откреплён». */
const CLOSING = ['Отклонён', 'Откреплён'] as const;
/** The head office fills in «Подтверждено»; on that day the list of software may already be there. */
const CONFIRMING = ['Предварительно закреплён', 'Закреплён'] as const;
/** A row is confirmed while another row, of another partner or the same one, holds the client. */
const HELD_BY_ANOTHER = ['Отклонён: занят', 'Повтор'] as const;

export const LEADS: Readonly<Record<Status, readonly Status[]>> = {
  'Запрос неполный': [...CLOSING, ...CONFIRMING, ...HELD_BY_ANOTHER],
  'На рассмотрении': [...CLOSING, ...CONFIRMING],
  'Отклонён: занят': [...CLOSING, ...CONFIRMING, 'Повтор'],
  Повтор: [...CLOSING, ...CONFIRMING, 'Отклонён: занят'],
  // Fixed by the list in time, or by licences at the end of the hold; or the hold ends with neither.
  'Предварительно закреплён': [...CLOSING, 'Закреплён', 'Срок истёк'],
  'Срок истёк': CLOSING,
  // «Откреплять автоматически» makes a fixed row «Откреплён» without anybody's action.
  Закреплён: [...CLOSING, 'Предупреждение'],
  Предупреждение: [...CLOSING, 'Закреплён', 'Подлежит откреплению'],
  // A warning given later starts the seven days again.
  'Подлежит откреплению': [...CLOSING, 'Закреплён', 'Предупреждение'],
  Отклонён: HELD_BY_ANOTHER,
  Откреплён: [...HELD_BY_ANOTHER, 'Отклонён'],
};
