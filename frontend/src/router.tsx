/** Every address of the interface. A page's code loads when it is first opened. */
import { type ComponentType, lazy } from 'react'
import { createBrowserRouter, Navigate } from 'react-router'
import { NotFound } from './shell/NotFound'
import { RouteError } from './shell/PageError'
import { Shell } from './shell/Shell'
import { Start } from './shell/Start'

const page = (load: () => Promise<{ default: ComponentType }>) => {
  const Page = lazy(load)
  return <Page />
}

export const router = createBrowserRouter([
  { path: '/', element: <Navigate to="/w" replace /> },
  { path: '/w', element: <Start />, errorElement: <RouteError /> },
  {
    path: '/setup',
    element: page(() => import('./pages/setup/FirstWorkspace')),
    errorElement: <RouteError />,
  },
  {
    path: '/w/:slug',
    element: <Shell />,
    errorElement: <RouteError />,
    children: [
      {
        errorElement: <RouteError />,
        children: [
          { index: true, element: <Navigate to="home" replace /> },
          { path: 'home', element: page(() => import('./pages/home/Home')) },
          { path: 'start', element: page(() => import('./pages/setup/FirstEvent')) },
          { path: 'journeys', element: page(() => import('./pages/journeys/Journeys')) },
          { path: 'journeys/:id', element: page(() => import('./pages/journeys/JourneyPage')) },
          { path: 'gallery', element: page(() => import('./pages/gallery/Gallery')) },
          { path: 'customers', element: page(() => import('./pages/customers/Customers')) },
          { path: 'customers/:id', element: page(() => import('./pages/customers/CustomerPage')) },
          { path: 'events', element: page(() => import('./pages/events/Events')) },
          { path: 'messages', element: page(() => import('./pages/messages/Messages')) },
          { path: 'mailbox', element: page(() => import('./pages/mailbox/Mailbox')) },
          { path: 'mailbox/:id', element: page(() => import('./pages/mailbox/Mailbox')) },
          { path: 'templates', element: page(() => import('./pages/templates/Templates')) },
          { path: 'templates/:item', element: page(() => import('./pages/templates/TemplatePage')) },
          { path: 'parts/:item', element: page(() => import('./pages/templates/PartPage')) },
          { path: 'channels', element: page(() => import('./pages/channels/Channels')) },
          { path: 'channels/:id', element: page(() => import('./pages/channels/AccountPage')) },
          { path: 'operations', element: page(() => import('./pages/operations/Operations')) },
          { path: 'settings', element: <Navigate to="workspace" replace /> },
          { path: 'settings/:part', element: page(() => import('./pages/settings/Settings')) },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
  { path: '*', element: <NotFound /> },
])
