/** `npm run demo:code`: the present one-time code of the demo's members of the promotion group and finance. */
import { Secret, TOTP } from 'otpauth';
import { DEMO_TOTP_SECRET } from '../db/demo-cast.ts';

const totp = new TOTP({ secret: Secret.fromBase32(DEMO_TOTP_SECRET) });
const secondsLeft = Math.ceil(totp.remaining() / 1000);
process.stdout.write(`${totp.generate()}  (${secondsLeft} s; each code works once)\n`);
