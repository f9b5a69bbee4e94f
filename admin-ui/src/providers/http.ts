/** What pages import: requests and the words for refusals. */
export { useProblemText, useProblemWords } from './problemText.ts';
export { ApiProblem, api, newKey, onSessionEnded, type QueryValues } from './request.ts';
