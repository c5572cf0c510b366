import { mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import DevicePanel from '../../../src/ui/parts/DevicePanel.svelte';
import { DeviceCare } from '../../../src/ui/state/device-care.svelte';
import type { DeviceClient, DeviceHealth, Verdict } from '../../../src/client/device-client';
import { findModel } from '../../../src/catalog/models';
import type { ModelCare } from '../../../src/ui/state/model-care.svelte';
import '../../../src/ui/styles/tokens.css';
import '../../../src/ui/styles/base.css';

const wrong: Verdict = {
  model: 'kokoro',
  precision: 'fp32',
  adapter: 'acme',
  browser: 'Chromium 140',
  agrees: false,
  finding: 'silence',
  figures: {},
  date: Date.UTC(2026, 2, 1),
};

const bare: DeviceHealth = {
  browser: 'Chromium 140',
  processors: 8,
  threads: 1,
  isolated: false,
  choice: 'auto',
  gpu: undefined,
  verdicts: [],
};
const gpu = {
  name: 'acme',
  software: false,
  features: ['shader-f16'],
  limits: { maxStorageBufferBindingSize: 2 ** 31 },
  failures: 2,
};

let shown: Record<string, unknown> | undefined;
let asked: string[] = [];
let health = bare;
let failing: Error | undefined;

const client: DeviceClient = {
  async health() {
    if (failing) throw failing;
    return health;
  },
  async choose(choice) {
    asked.push(choice);
    health = { ...health, choice };
  },
  async check(model) {
    asked.push(model);
    if (failing) throw failing;
    health = { ...health, verdicts: [{ ...wrong, agrees: true, finding: 'all is equal' }] };
    return health.verdicts[0]!;
  },
};

beforeEach(() => {
  asked = [];
  health = bare;
  failing = undefined;
});
afterEach(async () => {
  if (shown) await unmount(shown);
  shown = undefined;
  document.body.replaceChildren();
});

async function show(): Promise<void> {
  const device = new DeviceCare(client);
  await device.look();
  const care = (id: string) => ({ card: findModel(id), info: { state: 'stored' } });
  const cares = ['espeak-ng', 'kokoro'].map(care) as unknown as ModelCare[];
  const target = document.body.appendChild(document.createElement('div'));
  shown = mount(DevicePanel, { target, props: { device, cares } });
}

const again = page.getByRole('button', { name: 'Check again: Kokoro 82M' });

test('without a graphics card the panel says so, and offers no check', async () => {
  await show();
  await expect.element(page.getByText('None that this browser offers')).toBeInTheDocument();
  await expect.element(page.getByText('1 of 8 threads used: this page is not')).toBeInTheDocument();
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});

test('a card that was wrong and failed is told of; a new check, by keyboard, tells what it finds', async () => {
  health = { ...bare, gpu, verdicts: [wrong] };
  await show();
  await expect.element(page.getByText('16-bit numbers, up to 2.1 GB')).toBeInTheDocument();
  await expect.element(page.getByText('failed 2 times')).toBeInTheDocument();
  await expect.element(page.getByText('Wrong', { exact: false })).toHaveTextContent('silence');
  again.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('status')).toHaveTextContent('Checked: it is right');
  await expect.element(page.getByText('As on the processor: all is equal')).toBeInTheDocument();
  expect(asked).toEqual(['kokoro']);
});

test('a model that is here and was not compared can be', async () => {
  health = { ...bare, gpu };
  await show();
  await expect.element(page.getByText('Not compared yet.')).toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Check: Kokoro 82M' }));
  await expect.element(again).toBeInTheDocument();
});

test('the choice of a device is kept by the API, with the arrow keys too', async () => {
  await show();
  page.getByLabelText('What suits each model').element().focus();
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('status')).toHaveTextContent('Saved');
  expect(asked).toEqual(['webgpu']);
  await expect.element(page.getByLabelText('The graphics card, always')).toBeChecked();
});

test('a failure is told, and can be tried again', async () => {
  health = { ...bare, gpu, verdicts: [wrong] };
  await show();
  failing = new Error('The card is busy.');
  await userEvent.click(again);
  await expect.element(page.getByRole('alert')).toHaveTextContent('The card is busy.');
  failing = undefined;
  await userEvent.click(page.getByRole('button', { name: 'Try again' }));
  await expect.element(page.getByText('As on the processor')).toBeInTheDocument();
  await expect.element(page.getByRole('alert')).toHaveTextContent('');
});
