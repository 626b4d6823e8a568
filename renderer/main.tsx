// Owns starting the page: styles, theme, the session, the one root.
import './client/schemas';
import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import './ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startSession } from './session';
import { Broken } from './ui/Broken';
import { theme } from './ui/theme';

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root.');
startSession();
createRoot(root).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <Broken><App /></Broken>
  </MantineProvider>,
);
