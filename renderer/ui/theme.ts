// Owns the one theme of the interface library: accent, font, sizes. Colours come from theme.css.
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = ['#e3f2ef', '#c9e5e0', '#94cbc3', '#5eb0a5', '#34998c', '#1b877a', '#0f6e66', '#0b5a54', '#084843', '#053632'];

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '17px' },
  primaryColor: 'teal',
  colors: { teal },
  primaryShade: { light: 6, dark: 6 },
  defaultRadius: 'md',
  components: { Button: { defaultProps: { size: 'xs' } }, TextInput: { defaultProps: { size: 'xs' } }, Textarea: { defaultProps: { size: 'xs' } }, Select: { defaultProps: { size: 'xs' } }, Modal: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 }, closeButtonProps: { 'aria-label': 'Close' } } } },
});
