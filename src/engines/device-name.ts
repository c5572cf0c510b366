/** Whether an adapter is a program: it computes on the processor, slower than WASM. */
export function isSoftware(info: GPUAdapterInfo): boolean {
  return info.isFallbackAdapter || softwareNames.test(adapterKey(info));
}

const softwareNames = /swiftshader|llvmpipe|lavapipe|softpipe|\bwarp\b|basic render/i;

/** A name for people; browsers leave most of the fields empty. */
export function adapterName({ description, vendor, architecture }: GPUAdapterInfo): string {
  return description || `${vendor} ${architecture}`.trim() || 'unnamed';
}

/** All that a browser tells of an adapter; the driver only where a developer's flag is set. */
export function adapterKey(info: GPUAdapterInfo): string {
  const { vendor, architecture, device, description } = info;
  const driver = 'driver' in info && typeof info.driver === 'string' ? info.driver : '';
  return [vendor, architecture, device, description, driver].filter(Boolean).join(' ');
}
