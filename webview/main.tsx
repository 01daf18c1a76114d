import { render } from 'preact';
import { App } from './app.tsx';
import { openDashboardLink } from './hooks/dashboardLink.ts';
import { acquireHost } from './host.ts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/hero.css';
import './styles/chart.css';
import './styles/table.css';
import './styles/sidebar.css';
import './styles/panel.css';

const host = acquireHost();
const { view, locale } = document.body.dataset;
render(
  <App
    host={host}
    link={openDashboardLink(host.port)}
    view={view === 'sidebar' ? 'sidebar' : 'panel'}
    locale={locale}
  />,
  document.getElementById('app')!,
);
