// npm start [-- --port N]: install, build and serve the app, whatever of these is still to be done.
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { inProject } from './paths.mjs';
import { readCommand } from './read-command.mjs';
import { serveFolder } from './static-server.mjs';

const usualPort = 4173;
const lastPort = 4272;

const port = readPort();
await ensureInstalled();
try {
  await ensureBuilt();
  const server = await serve(port);
  console.log(`Sotto: ${server.url}`);
  const stop = () => void server.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function readPort() {
  const options = { port: { type: 'string' } };
  return readCommand('Usage: npm start [-- --port N]', { options }, ({ values }) => {
    if (values.port === undefined) return undefined;
    const number = Number(values.port);
    if (Number.isInteger(number) && number > 0 && number < 65536) return number;
    throw new Error(`'${values.port}' is no port. Choose a number from 1 to 65535.`);
  });
}

async function serve(wanted) {
  const folder = inProject('dist');
  for (let port = wanted ?? usualPort; ; port++) {
    try {
      return await serveFolder({ folder, port });
    } catch (error) {
      if (wanted !== undefined || port === lastPort) {
        throw new Error(whyNoPort(error, port), { cause: error });
      }
    }
  }
}

function whyNoPort(error, port) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Choose another one, or leave --port away to get a free one.`;
  }
  if (error.code === 'EACCES') {
    return `Port ${port} may not be used by this account. Choose one above 1023.`;
  }
  return `Port ${port} could not be opened: ${error.message}`;
}
