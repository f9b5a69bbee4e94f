/** Look of the lists: nothing wider than the page, filters on one line where they fit. */
export const LIST_SX = {
  '& .RaList-main, & .RaList-content': { minWidth: 0, maxWidth: '100%' },
  '& .RaList-actions': { alignItems: { xs: 'stretch', sm: 'center' }, backgroundColor: 'transparent' },
  // The stock bars are white boxes of their own on a phone.
  '& .MuiToolbar-root': { backgroundColor: 'transparent' },
};
