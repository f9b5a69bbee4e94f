/** The texts of one language, taken from `messages.ts` by the build. */
declare module 'virtual:texts/*' {
  const texts: typeof import('./messages.ts').messages.zh;
  export default texts;
}
