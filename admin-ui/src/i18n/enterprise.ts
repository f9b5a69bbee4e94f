import type { Translated } from './types.ts';

const zh = {};
const en: Translated<typeof zh> = {};

export default { zh, en };
