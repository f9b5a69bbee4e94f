export { type Answer, type CallOptions, type Client, clientOf, Refusal } from '../../scripts/play/client.ts';
