import type { ReactNode } from 'react';

/** Stands in for the Markdown engine of the form library (31 KiB): texts of forms are plain, and templates of our own show them. */
export const Markdown = ({ children }: { children: ReactNode }) => children;
