/** Messages of another language: the same keys, at every depth, with strings. */
export type Translated<T> = { [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
