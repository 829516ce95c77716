// «Рефералы»: the referral programme, wired together.
import { defineProgramme } from '../programme.js';
import { closeMonth } from './close-month.js';
import { decide } from './decide.js';
import { demo } from './demo.js';
import { examples } from './examples.js';
import { letters } from './letters.js';
import { payoutRegister } from './payouts.js';
import { settings } from './settings.js';
import { tabs } from './tabs.js';

export const referral = defineProgramme({
  id: 'referral',
  title: 'Рефералы',
  about:
    'Вознаграждения за приглашённых клиентов: начисления по двум тарифам, балансы, выводы, закрытие месяцев, выписки партнёрам.',
  tabs,
  settings,
  letters,
  actions: [closeMonth, payoutRegister],
  examples,
  decide,
  demo,
});
