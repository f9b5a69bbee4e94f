import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import { QueryClientProvider } from '@tanstack/react-query';
import { StoreContextProvider } from 'ra-core';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { routes as account } from './account/index.ts';
import { Languages } from './i18n/Languages.tsx';
import { Broken } from './layout/Broken.tsx';
import { Busy } from './layout/Page.tsx';
import { theme } from './layout/theme.ts';
import { queryClient, store } from './providers/client.ts';
import { routes as publicPages } from './public/index.ts';
import { PublicLayout } from './public/PublicLayout.tsx';

const Desk = lazy(() => import('./Desk.tsx'));
const NotFound = lazy(() => import('./layout/NotFound.tsx'));

/** Public pages and the desk behind the sign-in; both share language, theme and the cache of replies. */
export function App() {
  return (
    <StoreContextProvider value={store}>
      <Suspense fallback={null}>
        <Languages>
          <ThemeProvider theme={theme}>
            <CssBaseline />
            <QueryClientProvider client={queryClient}>
              <Broken>
                <BrowserRouter>
                  <Suspense fallback={<Busy />}>
                    <Routes>
                      <Route path="/desk/*" element={<Desk />} />
                      <Route element={<PublicLayout />}>
                        {[...publicPages, ...account].map(({ path, element }) => (
                          <Route key={path} path={path} element={element} />
                        ))}
                        <Route path="*" element={<NotFound />} />
                      </Route>
                    </Routes>
                  </Suspense>
                </BrowserRouter>
              </Broken>
            </QueryClientProvider>
          </ThemeProvider>
        </Languages>
      </Suspense>
    </StoreContextProvider>
  );
}
