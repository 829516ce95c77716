// The programmes of the house, one line each. A sixth is one more line here and one more folder beside this file.
import { marathon } from './marathon/index.js';
import type { Programme } from './programme.js';
import { referral } from './referral/index.js';
import { resellers } from './resellers/index.js';
import { technocom } from './technocom/index.js';
import { webinars } from './webinars/index.js';

export const programmes: readonly Programme[] = [marathon, webinars, referral, resellers, technocom];
