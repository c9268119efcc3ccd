import { Layout } from '../components/Layout.tsx';
import { Outlet } from './Outlet.tsx';

/** The whole page: the frame, and in it the page of the present address. */
export function App() {
  return (
    <Layout>
      <Outlet />
    </Layout>
  );
}
