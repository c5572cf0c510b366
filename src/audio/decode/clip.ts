/** The samples themselves, clipped to −1…1 as a loudspeaker would; what is no number becomes silence. */
export function clip<Samples extends Float32Array>(samples: Samples): Samples {
  for (let i = 0; i < samples.length; i++) {
    const value = samples[i]!;
    if (!(Math.abs(value) <= 1)) samples[i] = Number.isNaN(value) ? 0 : Math.sign(value);
  }
  return samples;
}

/** The samples themselves; what is no number becomes silence. */
export function onlyNumbers<Samples extends Float32Array>(samples: Samples): Samples {
  for (let i = 0; i < samples.length; i++) if (Number.isNaN(samples[i]!)) samples[i] = 0;
  return samples;
}
