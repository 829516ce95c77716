// All programmes, one line each; a new one needs a line here and a folder beside this file. In the bundle a
// folder's code runs when first needed (src/local/build.mjs): opening a sheet needs the cards only.
import { card as marathonCard } from './marathon/card.js';
import { marathon } from './marathon/index.js';
import { deferred, type Programme } from './programme.js';
import { card as referralCard } from './referral/card.js';
import { referral } from './referral/index.js';
import { card as resellersCard } from './resellers/card.js';
import { resellers } from './resellers/index.js';
import { card as technocomCard } from './technocom/card.js';
import { technocom } from './technocom/index.js';
import { card as webinarsCard } from './webinars/card.js';
import { webinars } from './webinars/index.js';

export const programmes: readonly Programme[] = [
  deferred(marathonCard, () => marathon),
  deferred(webinarsCard, () => webinars),
  deferred(referralCard, () => referral),
  deferred(resellersCard, () => resellers),
  deferred(technocomCard, () => technocom),
];
