import { createTheme } from '@mui/material/styles';

const FONTS = [
  '"Noto Sans SC"',
  '"Source Han Sans SC"',
  '"PingFang SC"',
  '"Microsoft YaHei"',
  'system-ui',
  '-apple-system',
  '"Segoe UI"',
  'sans-serif',
].join(',');

/** One quiet, dense theme: ink blue, paper grey, text dark enough for every size, a focus ring on everything. */
export const theme = createTheme({
  palette: {
    mode: 'light',
    primary: { main: '#1f3a5f', dark: '#152943', light: '#e8eef6', contrastText: '#ffffff' },
    secondary: { main: '#8c2f1f', contrastText: '#ffffff' },
    error: { main: '#a8201a' },
    warning: { main: '#8a5300', light: '#fff4e0' },
    success: { main: '#1d6b3a' },
    info: { main: '#1f4f82' },
    text: { primary: '#1c2430', secondary: '#4d5766' },
    background: { default: '#f5f6f8', paper: '#ffffff' },
    divider: '#d5dae1',
  },
  shape: { borderRadius: 4 },
  spacing: 8,
  typography: {
    fontFamily: FONTS,
    fontSize: 14,
    h1: { fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.3 },
    h2: { fontSize: '1.15rem', fontWeight: 600, lineHeight: 1.4 },
    h3: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.4 },
    h4: { fontSize: '0.95rem', fontWeight: 600 },
    body1: { fontSize: '0.9375rem' },
    body2: { fontSize: '0.8438rem' },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  sidebar: { width: 216, closedWidth: 50 },
  components: {
    MuiAutocomplete: { defaultProps: { fullWidth: true } },
    MuiCssBaseline: {
      styleOverrides: {
        body: { overflowWrap: 'anywhere' },
        ':focus-visible': { outline: '3px solid #2b6cb0 !important', outlineOffset: '2px' },
        // A text field shows its ring as its own frame.
        '.MuiOutlinedInput-input:focus-visible': { outline: 'none !important' },
        a: { color: '#1f4f82' },
        '.visually-hidden': {
          position: 'absolute',
          width: 1,
          height: 1,
          overflow: 'hidden',
          clipPath: 'inset(50%)',
          whiteSpace: 'nowrap',
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*': { animation: 'none !important', transition: 'none !important' },
        },
      },
    },
    MuiButton: { defaultProps: { disableElevation: true }, styleOverrides: { root: { minHeight: 32 } } },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiIconButton: { styleOverrides: { root: { minWidth: 32, minHeight: 32 } } },
    // Gaps, not margins: a Stack would take the room away in which a field's label floats.
    MuiStack: { defaultProps: { useFlexGap: true } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
    MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
    MuiFormLabel: { styleOverrides: { root: { color: '#4d5766' }, asterisk: { color: '#a8201a' } } },
    MuiTable: { defaultProps: { size: 'small' } },
    MuiTableCell: {
      styleOverrides: {
        // Columns keep room for whole words: `anywhere` would let them shrink to one letter.
        root: { overflowWrap: 'break-word' },
        sizeSmall: { padding: '6px 10px', '&.MuiTableCell-paddingCheckbox': { padding: '0 6px' } },
        head: { fontWeight: 600, backgroundColor: '#eef1f5', color: '#1c2430', lineHeight: 1.3 },
      },
    },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { elevation0: { border: '1px solid #d5dae1' } } },
    MuiAppBar: { styleOverrides: { root: { border: 0 } } },
    MuiDrawer: { styleOverrides: { paper: { border: 0 } } },
    MuiAlert: { styleOverrides: { root: { border: '1px solid', borderColor: '#d5dae1' } } },
    MuiLink: { defaultProps: { underline: 'always' }, styleOverrides: { root: { color: '#1f4f82' } } },
    MuiChip: { styleOverrides: { root: { fontWeight: 500 } } },
    MuiTooltip: { styleOverrides: { tooltip: { fontSize: '0.8rem', backgroundColor: '#1c2430' } } },
    MuiTab: { styleOverrides: { root: { minHeight: 44, textTransform: 'none' } } },
    MuiTabs: { styleOverrides: { root: { minHeight: 44 } } },
    MuiCheckbox: { defaultProps: { component: 'span' } },
  },
} as Parameters<typeof createTheme>[0]);
